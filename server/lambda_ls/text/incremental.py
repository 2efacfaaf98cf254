"""A document after an edit inside one of its blocks, or around a few of them."""

from __future__ import annotations

from collections.abc import Callable

from .borders import moved
from .change import Change
from .document import SPLIT_SECTIONS, Block, Document, ParsedBlock
from .source import SourceText
from .span import Span
from .yaml import has_foreign_alias

CHEAP_LENGTH = 20_000
"""Characters of a text below which a broken block has the whole text read, to see if it is one."""


def edited(
    before: Document, source: SourceText, parse: Callable[[str], ParsedBlock]
) -> Document | None:
    """The document of a text that differs little from an earlier one.

    None where the edit may concern more than a block, or the entries of a section around it: then
    the text has to be cut into blocks anew.
    """
    change = Change(before.source.text, source.text)
    inside = _inside(before, source, change, parse)
    if inside is not None or len(source) < CHEAP_LENGTH:
        return inside
    return moved(before, source, change, parse)


def _inside(
    before: Document, source: SourceText, change: Change, parse: Callable[[str], ParsedBlock]
) -> Document | None:
    """The document of a text that differs from an earlier one inside a single block."""
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
    return before.recut(source, index, index + 1, ((start, replaced),))


def _is_inside(before: Document, index: int, change: Change) -> bool:
    """Whether a change stays inside the text of a block and cannot make or unmake a border."""
    block, start = before.block_of(index), before.bases[index]
    if block.extent.start != 0 or block.entry is None or block.name in SPLIT_SECTIONS:
        return False
    # The last block from this base: with another one before it, they share their text.
    if (index and before.bases[index - 1] == start) or len(block.parsed.entries) != 1:
        return False
    if change.first_line <= start or change.old_end >= start + block.extent.end:
        return False
    return not change.reaches_above(change.indentation(start) + 1)
