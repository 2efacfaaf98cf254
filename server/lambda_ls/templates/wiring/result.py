"""What the other resources of a template say of one function."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from msgspec import Struct

from ...model.function import Event
from ...model.trigger import Queue
from ..calls import referenced
from ..located import Located
from .chains import Carried
from .queues import queue_of


class Sender(Struct, frozen=True):
    """A resource that the function's own events name.

    `carried` is what is in a queue's or topic's messages, `engine` a broker's engine in lower case.
    `has_definition` is true for an API whose integrations stand in a document of its own. `stage`
    is an API's stage where the template names one for certain, `name` its physical name likewise.
    """

    id: str
    carried: Carried = ()
    engine: str = ""
    queue: Queue | None = None
    has_definition: bool = False
    stage: str | None = None
    name: str | None = None


class Wiring(Struct, frozen=True, eq=False):
    """What other resources say of one function; the same object while they say the same.

    `senders` are those of whom there is something to say.
    """

    callers: tuple[Event, ...] = ()
    senders: tuple[Sender, ...] = ()

    def sender(self, logical_ids: Iterable[str]) -> Sender:
        """The first of some resources of which something is known; else one that says nothing."""
        wanted = set(logical_ids)
        return next((each for each in self.senders if each.id in wanted), _UNKNOWN)

    def queue(self, source: Located) -> Queue | None:
        """The queue that an event source of the function itself names."""
        name = referenced(source.node)
        return queue_of(source, self.sender((name,)).queue if name else None)


_UNKNOWN = Sender("")
NO_WIRING = Wiring()
Wirings: TypeAlias = Mapping[str, Wiring]
"""By the logical ids of functions; those of which nothing is said are left out."""
