"""Writing a key into the literal of an object, as both Python and JavaScript have it."""

from __future__ import annotations

from ..text.edits import TextEdit
from ..text.source import SourceText
from ..text.span import Span

_QUOTES = "\"'"


def entry_before(source: SourceText, first: Span, key: str, value: int) -> tuple[TextEdit, ...]:
    """The edit that makes a key the first one, written like `first`, which has been that.

    Empty where no literal starts there.
    """
    quote = source.text[first.start - 1 : first.start]
    quote = quote if quote and quote in _QUOTES else ""
    start = first.start - len(quote)
    before = source.text[:start].rstrip()
    if not before.endswith("{"):
        return ()
    gap = source.text[len(before) : start]
    behind = gap if "\n" in gap else " "
    return (TextEdit(Span(start, start), f"{quote}{key}{quote}: {value},{behind}"),)
