"""How the handler of a run is started; that can be known before its event is."""

from __future__ import annotations

from msgspec import Struct

from ..features.unreadable import with_unreadable
from ..runtime.clients.base import CannotRunError
from ..runtime.host import Host
from ..runtime.plan import Plan, plan_of
from ..workspace.snapshot import Snapshot
from .errors import NoRunError
from .order import Order
from .subject import Subject, subject_of


class Planned(Struct, frozen=True):
    """What is run, and how it is started."""

    subject: Subject
    plan: Plan


def planned(snapshot: Snapshot, order: Order, folder: str) -> Planned:
    """The plan of a run; paths in the target count from `folder`. Starts nothing.

    Raises:
        NoRunError: if it cannot be run; the message says why.
    """
    subject = subject_of(snapshot, order.target, folder)
    function, handler, language = subject.function, subject.handler, subject.language
    try:
        plan = plan_of(function, handler, language, snapshot.roots, order.choices)
    except CannotRunError as error:
        raise NoRunError(with_unreadable(snapshot, function, str(error))) from error
    return Planned(subject, plan)


def start_ahead(plan: Plan, host: Host) -> None:
    """Start the process of a run on a host, where the first environment of its plan takes it in.

    Raises:
        NoRunError: if it cannot be started.
    """
    try:
        host.start_ahead(plan)
    except CannotRunError as error:
        raise NoRunError(str(error)) from error
