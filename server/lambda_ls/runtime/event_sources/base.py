"""What an event source mapping does with a batch, and what it says of it."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from ...aws.data import Json
from ..outcome import Outcome

SHOWN_DELIVERIES = 3
"""How often a record is delivered where the service would go on for hours or days."""


class Settled(Struct, frozen=True):
    """What became of the records of one delivery, by their ids, in the order of the batch.

    `done` are not sent again, `again` are, and `given_up` have gone to `destination`; where that
    is empty nothing is left of them. `notes` are sentences for the user, without a full stop.
    """

    done: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    given_up: tuple[str, ...] = ()
    destination: str = ""
    notes: tuple[str, ...] = ()


class EventSource(Protocol):
    """A batch on its way to the handler, as often as the service sends it."""

    def delivery(self) -> Json | None:
        """The event of the next invocation; None where there is nothing more to send."""

    def settle(self, outcome: Outcome, refusal: str) -> Settled:
        """Take in what came of the invocation with the last delivery.

        `refusal` says what is wrong with the response, and is empty where it is as it should be.
        """

    def told(self, settled: Settled) -> str:
        """What the source does after a delivery, in a sentence."""
