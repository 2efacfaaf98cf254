"""The borders at which a YAML text is cut, so that each piece can be read by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from .document import SPLIT_SECTIONS
from .span import Span

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


class Stretch(Struct, frozen=True):
    """The text of one block; `section` is set for an entry of a split section."""

    span: Span
    section: str = ""


def stretches(text: str) -> Iterator[Stretch]:
    """The stretches of the first document of a text, in their order."""
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


def entry_stretches(text: str, span: Span, section: str, indentation: int) -> Iterator[Stretch]:
    """Those of the entries of a section that begin in a range, up to its end."""
    # A line end is found several times as fast as a place behind one.
    entry = re.compile(rf"\n {{{indentation}}}[^\s#]")
    starts = [match.start() + 1 for match in entry.finditer(text, span.start - 1, span.end)]
    for start, stop in pairwise([*starts, span.end]):
        yield Stretch(Span(start, stop), section)


def entry_indentation(text: str, section: Span) -> int | None:
    """How far the entries of a top-level key are indented; None where it is not split."""
    header = _split_header(text, section)
    return _child_indentation(text, header.end(), section.end) if header else None


def _section_stretches(text: str, section: Span) -> Iterator[Stretch]:
    header = _split_header(text, section)
    indentation = _child_indentation(text, header.end(), section.end) if header else None
    if header is None or indentation is None:
        yield Stretch(section)
        return
    rest = Span(header.end(), section.end)
    entries = list(entry_stretches(text, rest, header.group(2), indentation))
    yield Stretch(Span(section.start, entries[0].span.start))
    yield from entries


def _split_header(text: str, section: Span) -> re.Match[str] | None:
    """The line of a top-level key whose entries are blocks of their own."""
    header = _SECTION_KEY.match(text, section.start, section.end)
    return header if header and header.group(2) in SPLIT_SECTIONS else None


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
    shallower = re.compile(rf"\n {{1,{indentation - 1}}}[^\s#]")
    if not shallower.search(text, start - 1, end):
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
