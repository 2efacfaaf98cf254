"""Moving lines of code into a block of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..text.edits import TextEdit
from ..text.source import SourceText
from ..text.span import Span


def indentation_at(source: SourceText, offset: int) -> str | None:
    """The white space before what starts its line at an offset; None where something else does."""
    position = source.position(offset)
    before = source.line_text(position.line)[: position.column]
    return None if before.strip() else before


def indented(
    source: SourceText, lines: Span, indentation: str, kept: Collection[Span]
) -> Iterator[TextEdit]:
    """The edits that indent the lines of a range by more; not those that start in `kept` ranges.

    These are strings of several lines, which would get another value.
    """
    first, last = source.position(lines.start).line, source.position(lines.end).line
    for line in range(first, last + 1):
        start = source.line_span(line).start
        is_kept = any(each.start < start <= each.end for each in kept)
        if source.line_text(line).strip() and not is_kept:
            yield TextEdit(Span(start, start), indentation)
