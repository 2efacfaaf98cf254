"""The command that makes a sample event."""

from __future__ import annotations

from attrs import frozen
from pygls.exceptions import JsonRpcInvalidParams

from ..aws.data import Json
from ..features.sample_events import event_of, no_such_event, offered_event, offered_events
from ..features.targets import NoTarget, function_target
from ..triggers.catalogue import definition
from ..triggers.sample import sample_event as sample_of
from .session import Session


@frozen
class EventParams:
    """`target` is a trigger's id or a function as on the command line."""

    target: str
    seed: int = 0


def sample_event(session: Session, params: EventParams) -> Json:
    """The event that `lambda-ls event` prints for the same target.

    Raises:
        JsonRpcInvalidParams: with the reason, where there is no such event.
    """
    if definition(params.target) is not None:
        return sample_of(params.target, seed=params.seed)
    snapshot = session.snapshot
    folder = session.roots[0] if session.roots else ""
    found = function_target(snapshot, params.target, folder)
    if isinstance(found, NoTarget):
        raise JsonRpcInvalidParams(found.reason)
    offer = offered_event(snapshot, found.function, found.event)
    if offer is None and found.event:
        offers = offered_events(snapshot, found.function)
        raise JsonRpcInvalidParams(no_such_event(found.function, found.event, offers))
    if offer is None:
        raise JsonRpcInvalidParams(f"no template shows what triggers `{found.function.name}`")
    try:
        return event_of(snapshot, found.function, offer, params.seed)
    except ValueError as error:
        raise JsonRpcInvalidParams(f"`{offer.title}` is not JSON: {error}") from error
