"""What is said of the records of a batch."""

from __future__ import annotations

from .base import Settled

_SHOWN = 3


def named(ids: tuple[str, ...]) -> str:
    """The first records by their ids, and how many more there are."""
    more = len(ids) - _SHOWN
    shown = ", ".join(f"`{each}`" for each in ids[:_SHOWN])
    return f"{shown} and {more} more" if more > 0 else shown


def given_up(settled: Settled) -> str:
    """What becomes of the records that were sent for the last time, without a full stop."""
    records, is_one = named(settled.given_up), len(settled.given_up) == 1
    if settled.destination:
        return f"{records} {'goes' if is_one else 'go'} to `{settled.destination}`"
    return f"{records} {'is' if is_one else 'are'} given up"
