"""What becomes of a batch, in sentences."""

from __future__ import annotations

from .base import Settled

_QUEUE = "sqs"
_SHOWN = 3


def told(trigger: str, settled: Settled) -> str:
    """What the source does after a delivery, `trigger` being the id of its kind."""
    notes = (f"{each[0].upper()}{each[1:]}." for each in settled.notes[:_SHOWN])
    return " ".join((_outcome(trigger == _QUEUE, settled), *notes))


def _outcome(is_queue: bool, settled: Settled) -> str:
    if settled.given_up:
        where = f" to `{settled.destination}`" if settled.destination else ""
        verb = "is" if len(settled.given_up) == 1 else "are"
        end = _others(settled) if is_queue else ", the shard goes on"
        return f"{_named(settled.given_up)} {verb} given up{where}{end}."
    if not settled.again:
        return "All messages are deleted." if is_queue else "The shard goes on."
    if not is_queue:
        return f"Everything from `{settled.again[0]}` on is sent again."
    verb = "becomes" if len(settled.again) == 1 else "become"
    return f"{_named(settled.again)} {verb} visible again{_others(settled)}."


def _named(ids: tuple[str, ...]) -> str:
    named = ", ".join(f"`{each}`" for each in ids[:_SHOWN])
    more = len(ids) - _SHOWN
    return f"{named} and {more} more" if more > 0 else named


def _others(settled: Settled) -> str:
    return ", the others are deleted" if settled.done else ""
