"""The events that a function can be tried with: the project's own, then those of its triggers."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from ..aws.data import Json
from ..aws.json_text import value_in
from ..model.function import CodeFolder, Function
from ..model.trigger import Trigger
from ..text.source import SourceText, read_once
from ..triggers.conform import misfits
from ..triggers.contract import contract
from ..workspace.disk import is_below
from ..workspace.paths import relative
from ..workspace.snapshot import Snapshot
from ..workspace.triggers import invocations
from .trigger_words import trigger_title

FOLDER = "events"
"""The folder in which projects keep events of their own."""

_LARGEST_FILE = 1_000_000


class EventOffer(Struct, frozen=True):
    """An event for a function: a file of the project, or one that is made for a trigger.

    `name` tells it from the function's others, `title` is for people. Exactly one of `path`
    (absolute) and `trigger` is set.
    """

    name: str
    title: str
    path: str | None = None
    trigger: Trigger | None = None


def offered_events(snapshot: Snapshot, function: Function) -> tuple[EventOffer, ...]:
    """The files in `events/` that fit one of the function's triggers, then its triggers."""
    triggers = invocations(function).triggers
    saved = tuple(_saved(snapshot, function, triggers))
    return (*saved, *_made(triggers))


def offered_event(snapshot: Snapshot, function: Function, name: str) -> EventOffer | None:
    """The event of that name, of that title or of that trigger's id; without a name the first.

    None where there is none.
    """
    offers = offered_events(snapshot, function)
    if not name:
        return next((each for each in offers if each.trigger), None)
    for offer in offers:
        if name in (offer.name, offer.title, offer.trigger.id if offer.trigger else ""):
            return offer
    return None


def no_such_event(function: Function, name: str, offers: Iterable[EventOffer]) -> str:
    """That a function has no event of that name, with those that it has."""
    names = ", ".join(f"`{each.name}`" for each in offers)
    return f"`{function.name}` has no event `{name}`; it has {names or 'none'}"


def event_of(snapshot: Snapshot, function: Function, offer: EventOffer, seed: int = 0) -> Json:
    """The event itself. Raises ValueError where a saved file, or a template's input, is no JSON."""
    if offer.trigger is not None:
        # Who has an event does not wait for what makes one.
        from ..triggers.sample import sample_event

        trigger = offer.trigger
        return sample_event(trigger.id, trigger.settings, function.name, seed)
    source = snapshot.source(offer.path or "")
    return value_in(source.text if source else "")


def _made(triggers: tuple[Trigger, ...]) -> Iterator[EventOffer]:
    """Events of triggers: by the logical id, else the kind, or by the source of one of several."""
    kinds = Counter(each.id for each in triggers if not each.name)
    for each in triggers:
        kind = each.source if each.source and kinds[each.id] > 1 else each.id
        yield EventOffer(each.name or kind, trigger_title(each), trigger=each)


def _saved(
    snapshot: Snapshot, function: Function, triggers: tuple[Trigger, ...]
) -> Iterator[EventOffer]:
    """Files by their name in `events/`; those with one name by the path from the root."""
    paths = tuple(_fitting_files(snapshot, function, triggers))
    names = Counter(os.path.basename(path) for path in paths)
    template = function.template
    root = max((each for each in snapshot.roots if is_below(template, each)), key=len, default="")
    for path in paths:
        name = os.path.basename(path)
        title = relative(path, root) if names[name] > 1 else f"{FOLDER}/{name}"
        yield EventOffer(title, title, path=path)


def _fitting_files(
    snapshot: Snapshot, function: Function, triggers: tuple[Trigger, ...]
) -> Iterator[str]:
    for folder in _folders(snapshot, function):
        for name, is_folder in snapshot.list_folder(folder):
            path = os.path.join(folder, name)
            is_file = not is_folder and name.endswith(".json")
            if is_file and _fits(snapshot, path, name, function, triggers):
                yield path


def _folders(snapshot: Snapshot, function: Function) -> tuple[str, ...]:
    """The folders of saved events: beside the code, the template, and at the workspace's root."""
    code = (function.code.folder,) if isinstance(function.code, CodeFolder) else ()
    places = (*code, os.path.dirname(function.template), *snapshot.roots)
    return tuple(dict.fromkeys(os.path.join(place, FOLDER) for place in places))


def _fits(
    snapshot: Snapshot, path: str, name: str, function: Function, triggers: tuple[Trigger, ...]
) -> bool:
    """Whether a file is named after the function, or holds an event of one of its triggers."""
    if function.name.lower() in name.lower():
        return True
    source = snapshot.source(path)
    if source is None or len(source) > _LARGEST_FILE:
        return False
    return any(_is_from(source, each.id) for each in triggers if each.open_reason is None)


@read_once
def _is_from(source: SourceText, trigger: str) -> bool:
    """Whether a text is an event of a trigger; all functions of a workspace ask of the same."""
    try:
        value = value_in(source.text)
    except ValueError:
        return False
    return not any(misfits(value, contract(trigger).event))
