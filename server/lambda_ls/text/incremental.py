"""A document after an edit inside one of its blocks."""

from __future__ import annotations

import re
from collections.abc import Callable

from .document import SPLIT_SECTIONS, Block, Document, ParsedBlock
from .source import SourceText
from .span import Span
from .yaml import has_foreign_alias

CHEAP_LENGTH = 20_000
"""Characters of a text below which a broken block has the whole text read, to see if it is one."""


def edited(
    before: Document, source: SourceText, parse: Callable[[str], ParsedBlock]
) -> Document | None:
    """The document of a text that differs from an earlier one inside a single block.

    None where the edit may have moved the border of a block or may concern other blocks: then the
    text has to be cut into blocks anew.
    """
    change = _Change(before.source.text, source.text)
    index = before.bases.until(change.start) - 1
    if index < 0 or not _is_inside(before, index, change):
        return None
    block, start = before.block_of(index), before.bases[index]
    extent = Span(0, block.extent.end + change.growth)
    parsed = parse(source.slice(extent.shifted(start)))
    if len(parsed.entries) != 1 or parsed.entries[0].key.text != block.key:
        return None
    is_broken = bool(parsed.problems)
    if len(source) < CHEAP_LENGTH and (is_broken or block.is_broken):
        return None
    if has_foreign_alias(source.text, parsed):
        return None
    replaced = Block(block.name, block.section, parsed.entries[0], extent, parsed, is_broken)
    return before.replaced(source, index, replaced, change.growth)


class _Change:
    """The stretch in which two texts differ: `old[start:old_end]` is now `new[start:new_end]`."""

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new
        shorter = min(len(old), len(new))
        self.start = _common(shorter, lambda low, high: old[low:high] == new[low:high])
        tail = _common(
            shorter - self.start,
            lambda low, high: (
                old[len(old) - high : len(old) - low] == new[len(new) - high : len(new) - low]
            ),
        )
        self.old_end = len(old) - tail
        self.new_end = len(new) - tail
        self.growth = len(new) - len(old)

    def lines(self) -> tuple[str, str]:
        """The whole lines that differ, as they were and as they are."""
        start = self.first_line
        return _to_line_end(self.old, start, self.old_end), _to_line_end(
            self.new, start, self.new_end
        )

    @property
    def first_line(self) -> int:
        """Where the first line that differs starts."""
        return self.new.rfind("\n", 0, self.start) + 1


def _is_inside(before: Document, index: int, change: _Change) -> bool:
    """Whether a change stays inside the text of a block and cannot make or unmake a border."""
    block, start = before.block_of(index), before.bases[index]
    if block.extent.start != 0 or block.entry is None or block.name in SPLIT_SECTIONS:
        return False
    # The last block from this base: with another one before it, they share their text.
    if (index and before.bases[index - 1] == start) or len(block.parsed.entries) != 1:
        return False
    if change.first_line <= start or change.old_end >= start + block.extent.end:
        return False
    indentation = _indentation(change.old, start)
    at_border = re.compile(rf"^ {{0,{indentation}}}[^\s#]", re.MULTILINE)
    return not any(at_border.search(lines) for lines in change.lines())


def _indentation(text: str, start: int) -> int:
    end = start
    while end < len(text) and text[end] == " ":
        end += 1
    return end - start


def _common(longest: int, is_same: Callable[[int, int], bool]) -> int:
    """How much is the same, at most `longest`, if `is_same` compares from one length to another."""
    low, high = 0, longest
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if is_same(low, middle) else (low, middle - 1)
    return low


def _to_line_end(text: str, start: int, end: int) -> str:
    line_end = text.find("\n", end)
    return text[start:] if line_end < 0 else text[start:line_end]
