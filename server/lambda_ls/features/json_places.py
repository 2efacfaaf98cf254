"""Places as JSON tells them: lines and columns from 1."""

from __future__ import annotations

from msgspec import Struct

from ..text.source import SourceText


class Point(Struct, frozen=True, order=True):
    """A place in a file: 1-based line, and 1-based column in code points."""

    line: int
    column: int


def point_of(source: SourceText, offset: int) -> Point:
    """The line and column of an offset."""
    position = source.position(offset)
    return Point(position.line + 1, position.column + 1)
