"""The event that `invoke` hands to a handler, and the trigger that it comes from."""

from __future__ import annotations

import json
import sys

from ..aws.data import Json
from ..features.sample_events import event_of, offered_event, offered_events
from ..model.trigger import Trigger
from ..runtime.judgement import trigger_of
from ..triggers.catalogue import definition
from ..triggers.sample import sample_event
from ..workspace.snapshot import Snapshot
from .errors import CommandError
from .output import note
from .run_subject import Subject

_STDIN = "-"


def run_event(
    snapshot: Snapshot, subject: Subject, file: str | None, name: str | None
) -> tuple[Json, Trigger | None]:
    """The event of a file (`-` is stdin), else a sample of the trigger with that name.

    Without a name it is that of TARGET, else the first trigger of the function; a function without
    one gets an empty object.

    Raises:
        CommandError: if there is no such event.
    """
    wanted = name or subject.event
    if file is not None:
        event = _read(file)
        trigger = _sample(snapshot, subject, wanted)[1] if wanted else None
        return event, trigger or trigger_of(event, subject.triggers)
    if not wanted and not subject.triggers:
        note(f"note: nothing is known to trigger `{subject.function.name}`; its event is {{}}")
        return {}, None
    return _sample(snapshot, subject, wanted)


def _sample(snapshot: Snapshot, subject: Subject, name: str) -> tuple[Json, Trigger | None]:
    function = subject.function
    offer = offered_event(snapshot, function, name) if subject.is_in_template else None
    if offer is not None:
        try:
            event = event_of(snapshot, function, offer)
        except ValueError as error:
            raise CommandError(f"`{offer.title}` is not JSON: {error}") from error
        return event, offer.trigger or trigger_of(event, subject.triggers)
    known = definition(name)
    if known is None:
        offers = offered_events(snapshot, function) if subject.is_in_template else ()
        names = ", ".join(f"`{each.name}`" for each in offers) or "none"
        reason = f"`{function.name}` has no event `{name}`; there is {names}"
        raise CommandError(f"{reason}, and `lambda-ls event --list` shows all triggers")
    trigger = Trigger(known.id, known.title, "", "", function.place)
    return sample_event(known.id, function=function.name), trigger


def _read(file: str) -> Json:
    try:
        if file == _STDIN:
            text = sys.stdin.read()
        else:
            with open(file, encoding="utf-8-sig") as opened:
                text = opened.read()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"the event `{file}` cannot be read: {_why(error)}") from error
    try:
        event: Json = json.loads(text)
    except (ValueError, RecursionError) as error:
        shown = "of stdin" if file == _STDIN else f"`{file}`"
        raise CommandError(f"the event {shown} is not JSON: {error}") from error
    return event


def _why(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror or "") if isinstance(error, OSError) else "it is not UTF-8"
