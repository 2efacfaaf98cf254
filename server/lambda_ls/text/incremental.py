"""A document after an edit inside one of its blocks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from .document import SPLIT_SECTIONS, Block, Document, ParsedBlock
from .source import SourceText
from .span import Span


def edited(
    before: Document, source: SourceText, parse: Callable[[str], ParsedBlock]
) -> Document | None:
    """The document of a text that differs from an earlier one inside a single block.

    None where the edit may have moved the border of a block or may concern other blocks: then the
    text has to be cut into blocks anew.
    """
    change = _Change(before.source.text, source.text)
    index = bisect_right(before.blocks, change.start, key=lambda block: block.span.start) - 1
    if index < 0 or not _is_inside(before.blocks, index, change):
        return None
    block = before.blocks[index]
    span = Span(block.span.start, block.span.end + change.growth)
    parsed = parse(source.slice(span))
    if parsed.problems or len(parsed.entries) != 1 or parsed.entries[0].key.text != block.key:
        return None
    replaced = Block(block.name, block.section, parsed.entries[0], span, block.base, parsed)
    after = (_shifted(each, change.growth) for each in before.blocks[index + 1 :])
    return Document(source, (*before.blocks[:index], replaced, *after))


class _Change:
    """The stretch in which two texts differ: `old[start:old_end]` is now `new[start:new_end]`."""

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new
        shorter = min(len(old), len(new))
        self.start = _common(shorter, lambda n: old.startswith(new[:n]))
        tail = _common(shorter - self.start, lambda n: n == 0 or old.endswith(new[-n:]))
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


def _is_inside(blocks: tuple[Block, ...], index: int, change: _Change) -> bool:
    """Whether a change stays inside the text of a block and cannot make or unmake a border."""
    block = blocks[index]
    if block.base != block.span.start or block.entry is None or block.name in SPLIT_SECTIONS:
        return False
    shares_text = any(each.base == block.base for each in blocks[index + 1 : index + 2])
    if shares_text or len(block.parsed.entries) != 1 or block.parsed.problems:
        return False
    if change.first_line <= block.span.start or change.old_end >= block.span.end:
        return False
    indentation = _indentation(change.old, block.span.start)
    at_border = re.compile(rf"^ {{0,{indentation}}}[^\s#]", re.MULTILINE)
    return not any(at_border.search(lines) for lines in change.lines())


def _indentation(text: str, start: int) -> int:
    end = start
    while end < len(text) and text[end] == " ":
        end += 1
    return end - start


def _common(longest: int, holds: Callable[[int], bool]) -> int:
    """The largest length up to `longest` that holds, if every shorter one does too."""
    low, high = 0, longest
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


def _to_line_end(text: str, start: int, end: int) -> str:
    line_end = text.find("\n", end)
    return text[start:] if line_end < 0 else text[start:line_end]


def _shifted(block: Block, growth: int) -> Block:
    if growth == 0:
        return block
    span = block.span.shifted(growth)
    return Block(block.name, block.section, block.entry, span, block.base + growth, block.parsed)
