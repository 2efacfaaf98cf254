"""Places as JSON tells them: lines and columns from 1, paths from a folder with `/`."""

from __future__ import annotations

import os

from msgspec import Struct

from ..text.source import SourceText
from ..workspace.disk import is_below


class Point(Struct, frozen=True, order=True):
    """A place in a file: 1-based line, and 1-based column in code points."""

    line: int
    column: int


def point_of(source: SourceText, offset: int) -> Point:
    """The line and column of an offset."""
    position = source.position(offset)
    return Point(position.line + 1, position.column + 1)


def relative(path: str, root: str) -> str:
    """A path relative to a folder, with `/`."""
    if is_below(path, root):
        # Much faster than relpath, which makes both absolute again.
        inside = path[len(root) :].lstrip(os.sep) or os.curdir
    else:
        inside = os.path.relpath(path, root)
    return inside.replace(os.sep, "/")
