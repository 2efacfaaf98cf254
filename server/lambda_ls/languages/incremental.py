"""Reading a text that differs in one place from one that has been read before."""

from __future__ import annotations

from tree_sitter import Parser, Point, Tree

_LARGEST_EDIT = 4_000
"""Bytes that an edit can take away or bring; what differs more is another text."""


def reparsed(parser: Parser, data: bytes, before: tuple[bytes, Tree] | None) -> Tree:
    """The tree of a text, exactly as it is without an earlier one but mostly much sooner.

    Where something does not fit the grammar the text is read as a whole, as the way in which
    errors are patched up depends on what was read before.
    """
    if before is not None and not before[1].root_node.has_error:
        edited = _edited(*before, data)
        tree = parser.parse(data, edited) if edited else None
        if tree is not None and not tree.root_node.has_error:
            return tree
    return parser.parse(data)


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
