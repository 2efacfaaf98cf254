"""YAML and JSON text to a `Document`, block by block.

An edit costs the block that it changes: every block's text is parsed once and remembered. A text
whose blocks depend on each other (flow style, anchors) is read as a whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from .document import SPLIT_SECTIONS, Block, Document, ParsedBlock
from .memo import Memo
from .source import SourceText
from .span import Span
from .tree import EMPTY_MAPPING, Entry, Mapping
from .yaml import has_foreign_alias, parse_stretch

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
# A block takes some twenty bytes of memory for each of its characters.
_CHARACTERS_REMEMBERED = 2_000_000
# A misread of block borders is worth a second look only where that look is cheap.
_CHEAP_LENGTH = 20_000


class DocumentReader:
    """Reads documents, and owns the memory of their blocks."""

    def __init__(self) -> None:
        self._stretches: Memo[str, ParsedBlock] = Memo(
            _CHARACTERS_REMEMBERED, lambda content, _: len(content)
        )

    def read(self, source: SourceText) -> Document:
        """The document of a text. Never fails: blocks carry the problems of their text."""
        text = source.text
        blocks = () if _is_flow(text) else tuple(self._split(text))
        if not blocks:
            return Document(source, _whole(text))
        if any(has_foreign_alias(text, block.parsed) for block in blocks):
            return Document(source, _whole(text))
        if len(text) < _CHEAP_LENGTH and any(block.parsed.problems for block in blocks):
            whole = _whole(text)
            if not any(block.parsed.problems for block in whole):
                return Document(source, whole)
        return Document(source, blocks)

    def _split(self, text: str) -> Iterator[Block]:
        names = _Names()
        for stretch in _stretches(text):
            parsed = self._parse(text, stretch)
            for entry in parsed.entries or (None,):
                section, name = names.unique(stretch.section, entry)
                yield Block(name, section, entry, stretch.span, stretch.span.start, parsed)

    def _parse(self, text: str, stretch: _Stretch) -> ParsedBlock:
        content = text[stretch.span.start : stretch.span.end]
        return self._stretches.get(content, lambda: parse_stretch(content))


@dataclass(frozen=True, slots=True)
class _Stretch:
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


def _whole(text: str) -> tuple[Block, ...]:
    return tuple(_blocks_of_whole(text, parse_stretch(text)))


def _blocks_of_whole(text: str, parsed: ParsedBlock) -> Iterator[Block]:
    """The blocks of a text that was read in one piece; the first carries what is wrong with it."""
    laid_out = list(_laid_out(parsed.entries))
    starts = [0, *(entry.key.span.start for _, entry in laid_out[1:]), len(text)]
    borders = {entry.key.span.start for _, entry in laid_out}
    duplicates = tuple(each for each in parsed.duplicates if each.entry.start not in borders)
    carried = ParsedBlock(parsed.entries[:1], parsed.problems, duplicates)
    names = _Names()
    for index, (section, entry) in enumerate(laid_out):
        top, name = names.unique(section, entry)
        extent = Span(starts[index], max(starts[index], starts[index + 1]))
        own = carried if index == 0 else ParsedBlock((entry,))
        yield Block(name, top, entry, extent, 0, own)
    if not laid_out:
        yield Block("", "", None, Span(0, len(text)), 0, carried)


def _laid_out(entries: tuple[Entry, ...]) -> Iterator[tuple[str, Entry]]:
    """(section, entry) of each block; repeated keys at these levels show in the blocks' names."""
    for entry in entries:
        value = entry.value
        if entry.key.text in SPLIT_SECTIONS and isinstance(value, Mapping) and value.entries:
            yield "", Entry(entry.key, EMPTY_MAPPING)
            yield from ((entry.key.text, child) for child in value.entries)
        else:
            yield "", entry
