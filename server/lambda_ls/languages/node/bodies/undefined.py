"""The value `undefined`, which JSON has no word for."""

from __future__ import annotations

from ....model.term import Choice, Constant, Entry, Term


class Undefined(Constant, frozen=True):
    """`undefined`: null as a result or in a list, and not there at all as the value of a key."""


def entry_of(entry: Entry) -> Entry | None:
    """An entry as JSON has it; None where it is not there."""
    value = entry.value
    if isinstance(value, Undefined):
        return None
    if not isinstance(value, Choice):
        return entry
    there = tuple(each for each in value.options if not isinstance(each, Undefined))
    if len(there) == len(value.options):
        return entry
    kept: Term = there[0] if len(there) == 1 else Choice(there, value.spot)
    return Entry(entry.key, kept, entry.spot, is_optional=True) if there else None
