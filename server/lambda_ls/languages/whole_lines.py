"""Taking statements that have lines of their own out of a text."""

from __future__ import annotations

import re

from ..text.source import SourceText
from ..text.span import Span

_LINE_END = re.compile(r"\r\n|\r|\n")


def lines_of(source: SourceText, statement: Span) -> Span | None:
    """The lines of a statement to be removed, None where something else stands there too.

    Of the blank lines before and after it one side is enough.
    """
    first, last = source.position(statement.start).line, source.position(statement.end).line
    start, end = source.line_span(first).start, source.line_span(last).end
    rest = source.text[start : statement.start] + source.text[statement.end : end]
    if rest.strip():
        return None
    after = last + 1
    if after < source.line_count and not source.line_text(after).strip() and first:
        before = source.line_text(first - 1).rstrip()
        if not before or before.endswith((":", "{", ">")):
            end = source.line_span(after).end
    following = _LINE_END.match(source.text, end)
    return Span(start, following.end() if following else end)


def dedented(source: SourceText, statement: Span) -> str:
    """A statement as it stands at the top level: without its indentation, on each of its lines."""
    column = source.position(statement.start).column
    text = source.slice(statement)
    return re.sub(rf"(?<=\n)[ \t]{{1,{column}}}", "", text) if column else text
