"""Positions as the client counts them, and offsets in code points.

Columns are converted on the lines of `SourceText`, which end where the protocol says they do.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from lsprotocol import types

from ..text.source import SourceText
from ..text.span import Position, Span

Encoding: TypeAlias = Literal["utf-8", "utf-16", "utf-32"]


class Positions:
    """Converts positions from and to one encoding."""

    def __init__(self, encoding: Encoding) -> None:
        self.encoding = encoding

    def offset(self, source: SourceText, position: types.Position) -> int:
        """The offset of a position.

        Past the end of a line it is the line's end, within a character that character's start.
        """
        if not 0 <= position.line < source.line_count:
            return source.offset(Position(position.line, 0))
        line = source.line_span(position.line)
        text = source.slice(line)
        return line.start + self._column(text, position.character)

    def position(self, source: SourceText, offset: int) -> types.Position:
        """The position of an offset."""
        line, column = source.position(offset)
        start = source.line_starts[line]
        units = self._units(source.text[start : start + column])
        return types.Position(line=line, character=units)

    def span(self, source: SourceText, range_: types.Range) -> Span:
        """The offsets of a range; an inverted range is empty."""
        start = self.offset(source, range_.start)
        return Span(start, max(start, self.offset(source, range_.end)))

    def range(self, source: SourceText, span: Span) -> types.Range:
        """The range of two offsets."""
        return types.Range(
            start=self.position(source, span.start), end=self.position(source, span.end)
        )

    def _column(self, line: str, units: int) -> int:
        """How many code points of the line fit into so many units."""
        if self.encoding == "utf-32" or line.isascii():
            return max(0, min(units, len(line)))
        for column, character in enumerate(line):
            units -= self._width(character)
            if units < 0:
                return column
        return len(line)

    def _units(self, text: str) -> int:
        if self.encoding == "utf-32" or text.isascii():
            return len(text)
        return sum(map(self._width, text))

    def _width(self, character: str) -> int:
        if self.encoding == "utf-16":
            return 2 if character > "\uffff" else 1
        if character < "\x80":
            return 1
        if character < "\u0800":
            return 2
        return 3 if character <= "\uffff" else 4


def chosen_encoding(offered: Iterable[str]) -> Encoding:
    """The first encoding of the client's list that there is; UTF-16 without a list."""
    for encoding in offered:
        if encoding == "utf-8":
            return "utf-8"
        if encoding == "utf-32":
            return "utf-32"
        if encoding == "utf-16":
            return "utf-16"
    return "utf-16"
