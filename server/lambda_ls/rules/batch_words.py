"""What the rules on partial batch responses share: their words, and what they ask of results."""

from __future__ import annotations

from ..model.term import Constant, Encoded, Entry, Items, Record, Term, Typed
from ..model.trigger import FAILURES_KEY, Trigger


def named(trigger: Trigger) -> str:
    """An event source by the name it has in its template."""
    name = trigger.name or trigger.source
    return f"`{name}`" if name else f"the {trigger.title} event"


def reported(value: Term) -> Entry | None:
    """The entry of a response with failures that are not certainly always none."""
    entry = value.entry(FAILURES_KEY) if isinstance(value, Record) else None
    return entry if entry and not _is_never_any(entry.value) else None


def always_lists(value: Term) -> bool:
    """Whether a result certainly has the key, with failures or without."""
    entry = value.entry(FAILURES_KEY) if isinstance(value, Record) else None
    return entry is not None and not entry.is_optional


def reports_nothing(value: Term) -> bool:
    """Whether a result certainly has no such key."""
    if isinstance(value, Record):
        return not value.is_open and value.entry(FAILURES_KEY) is None
    if isinstance(value, Typed):
        return value.type != "object"
    return isinstance(value, Constant | Encoded | Items)


def _is_never_any(failures: Term) -> bool:
    if isinstance(failures, Items):
        return not failures.is_open and not failures.items
    return isinstance(failures, Constant)
