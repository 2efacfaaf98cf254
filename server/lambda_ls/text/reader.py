"""YAML and JSON text to a `Document`, block by block.

An edit costs the block that it changes: every block's text is parsed once and remembered. A text
whose blocks depend on each other (flow style, anchors) is read as a whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TypeAlias

from msgspec import Struct

from .document import SPLIT_SECTIONS, Block, Document, ParsedBlock
from .incremental import CHEAP_LENGTH, edited
from .memo import Memo
from .source import SourceText
from .span import Span
from .tree import EMPTY_MAPPING, Entry, Mapping
from .yaml import has_foreign_alias, parse_sound, parse_stretch

# A line at the margin that is no key is a mistake in the block above it, not a new block.
_TOP_LEVEL = re.compile(
    r"""(?:^|(?<=\A\ufeff))(?:
        (---|\.\.\.)(?=\s|\Z)
      | (?: "[^"\n]*" | '[^'\n]*' | [^\s"'\#%&*!|>@`,:?{}\[\]\ufeff-]\S* ) [ \t]* : (?=\s|\Z)
    )""",
    re.MULTILINE | re.VERBOSE,
)
_SECTION_KEY = re.compile(r"""(["']?)(\w+)\1[ \t]*:[ \t]*(?:#.*)?\r?\n""")
_CHILD = re.compile(r"^( *)[^\s#]", re.MULTILINE)
_KEY_LINE = re.compile(r"""^( +)["']?([\w:.\-]+)["']?:(?:\s|$)""", re.MULTILINE)
_LaidOut: TypeAlias = tuple[str, Entry]
_Placed: TypeAlias = tuple[int, Block]

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

    def _split(self, text: str) -> Iterator[_Placed]:
        names = _Names()
        for stretch in _stretches(text):
            start, end = stretch.span
            parsed = self._parse(text[start:end])
            extent, is_broken = Span(0, end - start), bool(parsed.problems)
            if not parsed.entries:
                section, name = names.unique(stretch.section, None)
                yield start, Block(name, section, None, extent, parsed, is_broken)
            elif stretch.section:
                for entry in parsed.entries:
                    section, name = names.unique(stretch.section, entry)
                    yield start, Block(name, section, entry, extent, parsed, is_broken)
            else:
                yield from _blocks_of(parsed, stretch.span, names)

    def _parse(self, content: str) -> ParsedBlock:
        return self._stretches.get(content, lambda: parse_stretch(content))


class _Stretch(Struct, frozen=True):
    """The text of one block; `section` is set for an entry of a split section."""

    span: Span
    section: str = ""


class _Names:
    """Gives every block a name of its own."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def unique(self, section: str, entry: Entry | None) -> tuple[str, str]:
        """The section and the name of the block of an entry, `section` empty at the top level."""
        key = entry.key.text if entry else ""
        top = section or key.replace("/", "|")
        name = f"{top}/{key}" if section else top
        self._seen[name] += 1
        return top, name if self._seen[name] == 1 else f"{name}#{self._seen[name]}"


def _is_flow(text: str) -> bool:
    return text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")


def _stretches(text: str) -> Iterator[_Stretch]:
    """The borders of all blocks of the first document."""
    starts: list[int] = []
    end = len(text)
    for match in _TOP_LEVEL.finditer(text):
        if not match.group(1):
            starts.append(match.start())
        elif starts:
            end = match.start()
            break
    for start, stop in pairwise([*starts, end]):
        yield from _section_stretches(text, Span(start, stop))


def _section_stretches(text: str, section: Span) -> Iterator[_Stretch]:
    header = _SECTION_KEY.match(text, section.start, section.end)
    if not header or header.group(2) not in SPLIT_SECTIONS:
        yield _Stretch(section)
        return
    indentation = _child_indentation(text, header.end(), section.end)
    if indentation is None:
        yield _Stretch(section)
        return
    child = re.compile(rf"^ {{{indentation}}}[^\s#]", re.MULTILINE)
    starts = [match.start() for match in child.finditer(text, header.end(), section.end)]
    yield _Stretch(Span(section.start, starts[0]))
    for start, stop in pairwise([*starts, section.end]):
        yield _Stretch(Span(start, stop), header.group(2))


def _child_indentation(text: str, start: int, end: int) -> int | None:
    """How far the entries of a section are indented; None where they are no entries.

    One line that stands too far left, or a first key that is just being typed, does not move the
    others' border.
    """
    first = _CHILD.search(text, start, end)
    if not first or not first.group(1) or text[first.end() - 1] in "-{[&*!$":
        return None
    indentation = len(first.group(1))
    if indentation == 1:
        return indentation
    shallower = re.compile(rf"^ {{1,{indentation - 1}}}[^\s#]", re.MULTILINE)
    if not shallower.search(text, start, end):
        return indentation
    return _disputed_indentation(text, start, end, indentation)


def _disputed_indentation(text: str, start: int, end: int, indentation: int) -> int:
    """The entries' indentation where the first of them stands further right than a later line."""
    keys = [
        (len(match.group(1)), match.group(2))
        for match in _KEY_LINE.finditer(text, start, end)
        if len(match.group(1)) <= indentation
    ]
    widths = Counter(width for width, _ in keys if width < indentation)
    repeated = [width for width, count in widths.items() if count > 1]
    if repeated or not widths:
        return min(repeated, default=indentation)
    # Entries have names of their own; what comes again and again lies within the entries.
    names = [name for width, name in keys if width == indentation]
    return min(widths) if len(set(names)) < len(names) else indentation


def _whole(text: str, parsed: ParsedBlock) -> tuple[_Placed, ...]:
    """The blocks of a text that is read in one piece."""
    extent = Span(0, len(text))
    if not parsed.entries:
        return ((0, Block("", "", None, extent, parsed, bool(parsed.problems))),)
    return tuple(_blocks_of(parsed, extent, _Names(), base=0))


def _blocks_of(
    parsed: ParsedBlock, extent: Span, names: _Names, base: int | None = None
) -> Iterator[_Placed]:
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
