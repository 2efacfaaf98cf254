"""YAML and JSON text to a `Document`, block by block.

An edit costs the block that it changes: every block's text is parsed once and remembered. A text
whose blocks depend on each other (flow style, anchors) is read as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from .document import SPLIT_SECTIONS, Block, Document, ParsedBlock
from .incremental import CHEAP_LENGTH, edited
from .memo import Memo
from .placing import Names, Placed, entry_blocks
from .source import SourceText
from .span import Span
from .stretches import stretches
from .tree import EMPTY_MAPPING, Entry, Mapping
from .yaml import has_foreign_alias, parse_sound, parse_stretch

_LaidOut: TypeAlias = tuple[str, Entry]

# A block takes some twenty bytes of memory for each of its characters.
_CHARACTERS_REMEMBERED = 1_000_000


class DocumentReader:
    """Reads documents, and owns the memory of their blocks."""

    def __init__(self) -> None:
        self._stretches: Memo[str, ParsedBlock] = Memo(
            _CHARACTERS_REMEMBERED, lambda content, _: len(content)
        )

    def read(self, source: SourceText, before: Document | None = None) -> Document:
        """The document of a text. Never fails: blocks carry the problems of their text.

        `before` is the document of an earlier text of the same file, if there is one: the result
        is the same, and found at once where an edit stays inside a block.
        """
        after = edited(before, source, self._parse) if before else None
        return after or self._read(source)

    def _read(self, source: SourceText) -> Document:
        text = source.text
        placed = () if _is_flow(text) else tuple(self._split(text))
        if not placed:
            return Document.of(source, _whole(text, parse_stretch(text)))
        if any(has_foreign_alias(text, block.parsed) for _, block in placed):
            return Document.of(source, _whole(text, parse_stretch(text)))
        # A misread of block borders is worth a second look only where that look is cheap.
        if len(text) < CHEAP_LENGTH and any(block.parsed.problems for _, block in placed):
            sound = parse_sound(text)
            if sound:
                return Document.of(source, _whole(text, sound))
        return Document.of(source, placed)

    def _split(self, text: str) -> Iterator[Placed]:
        names = Names()
        for stretch in stretches(text):
            start, end = stretch.span
            parsed = self._parse(text[start:end])
            if stretch.section or not parsed.entries:
                yield from entry_blocks(stretch, parsed, names)
            else:
                yield from _blocks_of(parsed, stretch.span, names)

    def _parse(self, content: str) -> ParsedBlock:
        return self._stretches.get(content, lambda: parse_stretch(content))


def _is_flow(text: str) -> bool:
    return text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")


def _whole(text: str, parsed: ParsedBlock) -> tuple[Placed, ...]:
    """The blocks of a text that is read in one piece."""
    extent = Span(0, len(text))
    if not parsed.entries:
        return ((0, Block("", "", None, extent, parsed, bool(parsed.problems))),)
    return tuple(_blocks_of(parsed, extent, Names(), base=0))


def _blocks_of(
    parsed: ParsedBlock, extent: Span, names: Names, base: int | None = None
) -> Iterator[Placed]:
    """The blocks of a piece of text at the top level; the first carries what is wrong with it."""
    laid_out = list(_laid_out(parsed.entries))
    base = extent.start if base is None else base
    starts = [extent.start, *(base + entry.key.span.start for _, entry in laid_out[1:]), extent.end]
    first = parsed if len(laid_out) == 1 else _without_repeated_names(parsed, laid_out)
    for index, (section, entry) in enumerate(laid_out):
        top, name = names.unique(section, entry)
        span = Span(starts[index], max(starts[index], starts[index + 1])).shifted(-base)
        own = ParsedBlock((entry,)) if index else first
        yield base, Block(name, top, entry, span, own, bool(parsed.problems))


def _without_repeated_names(parsed: ParsedBlock, laid_out: list[_LaidOut]) -> ParsedBlock:
    """What is wrong with a piece of text, but for repeated keys that show in its blocks' names."""
    borders = {entry.key.span.start for _, entry in laid_out}
    duplicates = tuple(each for each in parsed.duplicates if each.entry.start not in borders)
    return ParsedBlock(parsed.entries[:1], parsed.problems, duplicates)


def _laid_out(entries: tuple[Entry, ...]) -> Iterator[_LaidOut]:
    """(section, entry) of each block of some entries at the top level."""
    for entry in entries:
        value = entry.value
        if entry.key.text in SPLIT_SECTIONS and isinstance(value, Mapping) and value.entries:
            yield "", Entry(entry.key, EMPTY_MAPPING)
            yield from ((entry.key.text, child) for child in value.entries)
        else:
            yield "", entry
