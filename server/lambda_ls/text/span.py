"""Offsets into a text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of Unicode code points: `text[start:end]`."""

    start: int
    end: int

    def shifted(self, offset: int) -> Span:
        """The same range in a text that starts `offset` code points earlier."""
        return Span(self.start + offset, self.end + offset)

    def touches(self, offset: int) -> bool:
        """Whether a cursor at `offset` is in the range or at one of its ends."""
        return self.start <= offset <= self.end


class Position(NamedTuple):
    """A place in a text: 0-based line, and 0-based column in code points."""

    line: int
    column: int
