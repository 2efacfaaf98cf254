"""The fix that sets a value in a template."""

from __future__ import annotations

from ..model.finding import Fix, Replace
from ..model.trigger import Slot


def fill(title: str, slot: Slot | None, value: str) -> tuple[Fix, ...]:
    """The fix that writes a value into a slot; none where there is no slot."""
    if slot is None:
        return ()
    return (Fix(title, False, (Replace(slot.place, f"{slot.before}{value}{slot.after}"),)),)
