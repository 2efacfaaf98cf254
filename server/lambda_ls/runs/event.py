"""The event that a run hands to the handler, and the trigger that it comes from."""

from __future__ import annotations

from msgspec import Struct

from ..aws.data import Json
from ..features.sample_events import event_of, no_such_event, offered_event, offered_events
from ..model.trigger import Trigger
from ..runtime.judgement import trigger_of
from ..triggers.catalogue import definition
from ..workspace.snapshot import Snapshot
from ..workspace.triggers import invocations
from .errors import NoRunError
from .order import Given
from .subject import Subject


class RunEvent(Struct, frozen=True):
    """An event with the trigger that it comes from, None where that is unknown.

    `note` is a sentence for the user without a full stop, empty where there is nothing to say.
    """

    event: Json
    trigger: Trigger | None
    note: str = ""


def run_event(
    snapshot: Snapshot, subject: Subject, given: Given | None, name: str | None
) -> RunEvent:
    """The event that is given, else a sample of the trigger with that name.

    Without a name it is that of the target, else the first trigger of the function; a function
    without one gets an empty object.

    Raises:
        NoRunError: if there is no such event.
    """
    wanted = name or subject.event
    if given is not None:
        trigger = _sample(snapshot, subject, wanted).trigger if wanted else None
        return RunEvent(given.event, trigger or _sender(given.event, subject))
    if not wanted and not invocations(subject.function).triggers:
        name = subject.function.name
        return RunEvent({}, None, f"nothing is known to trigger `{name}`; its event is {{}}")
    return _sample(snapshot, subject, wanted)


def _sender(event: Json, subject: Subject) -> Trigger | None:
    """The trigger whose event this is; the only one also where some of its keys were left out."""
    triggers = invocations(subject.function).triggers
    return trigger_of(event, triggers) or (triggers[0] if len(triggers) == 1 else None)


def _sample(snapshot: Snapshot, subject: Subject, name: str) -> RunEvent:
    function = subject.function
    offer = offered_event(snapshot, function, name) if subject.is_in_template else None
    if offer is not None:
        try:
            event = event_of(snapshot, function, offer)
        except ValueError as error:
            raise NoRunError(f"`{offer.title}` is not JSON: {error}") from error
        return RunEvent(event, offer.trigger or _sender(event, subject))
    known = definition(name)
    if known is None:
        offers = offered_events(snapshot, function) if subject.is_in_template else ()
        reason = no_such_event(function, name, offers)
        raise NoRunError(f"{reason}, and `lambda-ls event --list` shows all triggers")
    # Who has an event does not wait for what makes one.
    from ..triggers.sample import sample_event

    trigger = Trigger(known.id, known.title, "", "", function.place)
    return RunEvent(sample_event(known.id, function=function.name), trigger)
