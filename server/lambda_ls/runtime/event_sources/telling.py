"""What becomes of a batch, in a sentence."""

from __future__ import annotations

from .base import Settled

_QUEUE = "sqs"
_SHOWN = 3


def told(trigger: str, settled: Settled) -> str:
    """What the source does after a delivery, `trigger` being the id of its kind."""
    is_queue = trigger == _QUEUE
    others = ", the others are deleted" if settled.done else ""
    if settled.given_up:
        return f"{_given_up(settled)}{others if is_queue else '; the shard goes on'}."
    if not settled.again:
        return "All messages are deleted." if is_queue else "The shard goes on."
    if not is_queue:
        return f"Everything from `{settled.again[0]}` on is sent again."
    verb = "becomes" if len(settled.again) == 1 else "become"
    return f"{_named(settled.again)} {verb} visible again{others}."


def _given_up(settled: Settled) -> str:
    records, is_one = _named(settled.given_up), len(settled.given_up) == 1
    if settled.destination:
        return f"{records} {'goes' if is_one else 'go'} to `{settled.destination}`"
    return f"{records} {'is' if is_one else 'are'} given up"


def _named(ids: tuple[str, ...]) -> str:
    more = len(ids) - _SHOWN
    named = ", ".join(f"`{each}`" for each in ids[:_SHOWN])
    return f"{named} and {more} more" if more > 0 else named
