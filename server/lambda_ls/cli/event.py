"""`lambda-ls event`: a sample event for a trigger or a function."""

from __future__ import annotations

from ..aws.data import Json
from ..aws.json_text import text_of
from ..features.sample_events import event_of, no_such_event, offered_event, offered_events
from ..features.targets import FunctionTarget, NoTarget
from ..text.similar import nearest
from ..triggers.catalogue import all_definitions, definition
from ..triggers.sample import sample_event
from ..workspace.snapshot import Snapshot
from .errors import FINE, CommandError
from .functions import named_function, workspace_of
from .output import emit, in_one_line, note


def event(target: str | None, root: str | None, seed: int, *, is_list: bool) -> int:
    """Print an event, or with `is_list` what there is to choose from."""
    if target is None:
        if not is_list:
            raise CommandError("name a trigger or a function; `--list` shows all triggers")
        emit(_all_triggers())
        return FINE
    if definition(target) is not None and not is_list:
        emit(text_of(sample_event(target, seed=seed), 2))
        return FINE
    snapshot = workspace_of(target, root)
    found = _function(snapshot, target)
    emit(_offers(snapshot, found) if is_list else text_of(_event(snapshot, found, seed), 2))
    return FINE


def _all_triggers() -> str:
    width = max(len(each.id) for each in all_definitions())
    return "\n".join(f"{each.id:<{width}}  {each.title}" for each in all_definitions())


def _function(snapshot: Snapshot, target: str) -> FunctionTarget:
    found = named_function(snapshot, target)
    if isinstance(found, NoTarget):
        near = nearest(target, (each.id for each in all_definitions()))
        if near is None:
            raise CommandError(found.reason)
        raise CommandError(
            f"there is no function and no trigger `{target}`; did you mean the trigger `{near}`?"
        )
    return found


def _event(snapshot: Snapshot, found: FunctionTarget, seed: int) -> Json:
    function = found.function
    offer = offered_event(snapshot, function, found.event)
    if offer is None and found.event:
        offers = offered_events(snapshot, function)
        raise CommandError(no_such_event(function, found.event, offers))
    if offer is None:
        raise CommandError(
            f"no template shows what triggers `{function.name}`; name a trigger: lambda-ls event ID"
        )
    if offer.trigger and offer.trigger.open_reason:
        note(f"{offer.trigger.open_reason}; this is the event before that")
    try:
        return event_of(snapshot, function, offer, seed)
    except ValueError as error:
        raise CommandError(f"`{offer.title}` is not JSON: {error}") from error


def _offers(snapshot: Snapshot, found: FunctionTarget) -> str:
    """The names of a function's events with what they are, the project's own files first."""
    offers = offered_events(snapshot, found.function)
    rows = [(each.name, each.title if each.trigger else "saved in the project") for each in offers]
    width = max((len(name) for name, _ in rows), default=0)
    return "\n".join(in_one_line(f"{name:<{width}}  {title}") for name, title in rows)
