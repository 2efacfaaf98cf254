"""Reading a text that differs in one place from one that has been read before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from tree_sitter import Parser, Point, Tree

_LARGEST_EDIT = 4_000
"""Bytes that an edit can take away or bring; what differs more is another text."""

_PIECE = 64 * 1024
_LEAST_PATIENCE = 5_000
"""How often the parser may ask whether to go on; it does so some 70 bytes apart in usual code."""

_GIVEN = bytearray()
"""What is given to the parser to read, which uses it until it asks for more.

Its binding (0.25 and 0.26) never lets go of it, so that it is the same object each time; all trees
are read in one thread.
"""

Parse: TypeAlias = Callable[[Parser, bytes, "Tree | None"], "Tree | None"]
"""Reads a text, with what is left of an earlier tree of it; None where that has no end."""


def reparsed(
    parser: Parser, data: bytes, before: tuple[bytes, Tree] | None, parse: Parse
) -> Tree | None:
    """The tree of a text, exactly as it is without an earlier one but mostly much sooner.

    Where something does not fit the grammar the text is read as a whole, as the way in which
    errors are patched up depends on what was read before.
    """
    if before is not None and not before[1].root_node.has_error:
        edited = _edited(*before, data)
        tree = parse(parser, data, edited) if edited else None
        if tree is not None and not tree.root_node.has_error:
            return tree
    return parse(parser, data, None)


def parsed(parser: Parser, data: bytes, edited: Tree | None) -> Tree:
    """Read a text to its end."""
    return parser.parse(data, edited) if edited else parser.parse(data)


def parsed_patiently(parser: Parser, data: bytes, edited: Tree | None) -> Tree | None:
    """Read a text unless that takes the square of its length, as `<!--<!--...` does in Python."""
    tree = _with_patience(parser, data, edited)
    # Nodes of a tree that was read in pieces ask for their text byte by byte. Read once more, all
    # of it that fits the grammar is taken over.
    return None if tree is None else parser.parse(data, tree)


def _with_patience(parser: Parser, data: bytes, edited: Tree | None) -> Tree | None:
    left = max(_LEAST_PATIENCE, len(data) // 4)

    def is_enough(_: int, __: bool) -> bool:
        nonlocal left
        left -= 1
        return left < 0

    def piece(at: int, _: Point) -> bytearray:
        _GIVEN[:] = data[at : at + _PIECE]
        return _GIVEN

    try:
        if edited:
            return parser.parse(piece, edited, progress_callback=is_enough)
        return parser.parse(piece, progress_callback=is_enough)
    except ValueError:
        # It would go on with this text when it is given the next one.
        parser.reset()
        return None


def _edited(old: bytes, tree: Tree, new: bytes) -> Tree | None:
    """The old tree with the place of the edit marked; None where the texts are too different."""
    if abs(len(new) - len(old)) > _LARGEST_EDIT:
        return None
    start = _common_start(old, new)
    longest = min(len(old), len(new)) - start
    end = _common_start(old[start:][::-1], new[start:][::-1], longest)
    old_end, new_end = len(old) - end, len(new) - end
    if max(old_end, new_end) - start > _LARGEST_EDIT:
        return None
    copy = tree.copy()
    copy.edit(
        start_byte=start,
        old_end_byte=old_end,
        new_end_byte=new_end,
        start_point=_point(old, start),
        old_end_point=_point(old, old_end),
        new_end_point=_point(new, new_end),
    )
    return copy


def _common_start(one: bytes, other: bytes, longest: int | None = None) -> int:
    """How many bytes are the same at the start, found by halving."""
    low, high = 0, min(len(one), len(other)) if longest is None else longest
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _point(data: bytes, offset: int) -> Point:
    """The line and the byte in it."""
    point: Point = Point(data.count(b"\n", 0, offset), offset - data.rfind(b"\n", 0, offset) - 1)
    return point
