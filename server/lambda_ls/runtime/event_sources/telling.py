"""What becomes of a batch, in a sentence."""

from __future__ import annotations

from .base import Settled

_QUEUE = "sqs"
_SHOWN = 3


def told(trigger: str, settled: Settled) -> str:
    """What the source does after a delivery, `trigger` being the id of its kind."""
    if not settled.again:
        done = "All messages are deleted" if trigger == _QUEUE else "The shard goes on"
        return f"{done}."
    if trigger != _QUEUE:
        return f"Everything from `{settled.again[0]}` on is sent again."
    named = ", ".join(f"`{each}`" for each in settled.again[:_SHOWN])
    more = len(settled.again) - _SHOWN
    others = f" and {more} more" if more > 0 else ""
    verb = "becomes" if len(settled.again) == 1 else "become"
    end = ", the others are deleted" if settled.done else ""
    return f"{named}{others} {verb} visible again{end}."
