"""Everything that a run needs."""

from __future__ import annotations

from msgspec import Struct

from ..runtime.plan import Plan
from ..workspace.snapshot import Snapshot
from .event import RunEvent, run_event
from .order import Order
from .planned import Planned, planned


class Prepared(Struct, frozen=True):
    """How the handler is started, the event that it gets, and the folders of the user's code."""

    plan: Plan
    event: RunEvent
    roots: tuple[str, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user should know before it runs, in sentences without a full stop."""
        return (*self.plan.notes, *((self.event.note,) if self.event.note else ()))


def prepared(snapshot: Snapshot, order: Order, folder: str) -> Prepared:
    """Everything that a run needs; paths in the target count from `folder`. Starts nothing.

    Raises:
        NoRunError: if it cannot be run; the message says why.
    """
    return with_event(snapshot, planned(snapshot, order, folder), order)


def with_event(snapshot: Snapshot, found: Planned, order: Order) -> Prepared:
    """A run that is planned, with the event that was ordered.

    Raises:
        NoRunError: if there is no such event.
    """
    event = run_event(snapshot, found.subject, order.given, order.trigger)
    return Prepared(found.plan, event, snapshot.roots)
