"""A run that is asked for, and everything that it needs."""

from __future__ import annotations

from msgspec import Struct, field

from ..runtime.clients.base import CannotRunError
from ..runtime.plan import Choices, Plan, plan_of
from ..workspace.snapshot import Snapshot
from .errors import NoRunError
from .event import Given, RunEvent, run_event
from .subject import subject_of


class Order(Struct, frozen=True):
    """What the user wants to be run.

    `target` is a function as on the command line. Without a `given` event, `trigger` names the
    sample; both may be left out.
    """

    target: str
    given: Given | None = None
    trigger: str | None = None
    choices: Choices = field(default_factory=Choices)


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
    subject = subject_of(snapshot, order.target, folder)
    event = run_event(snapshot, subject, order.given, order.trigger)
    function, handler, language = subject.function, subject.handler, subject.language
    try:
        plan = plan_of(function, handler, language, snapshot.roots, order.choices)
    except CannotRunError as error:
        raise NoRunError(str(error)) from error
    return Prepared(plan, event, snapshot.roots)
