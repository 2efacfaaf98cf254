"""The blocks of a text that is read in pieces, each with its base and a name of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

from .document import Block, ParsedBlock
from .span import Span
from .stretches import Stretch
from .tree import Entry

Placed: TypeAlias = tuple[int, Block]
"""A block with the offset that its nodes count from."""


class Names:
    """Gives every block a name of its own."""

    def __init__(self) -> None:
        self._again: Counter[str] = Counter()
        self._given: set[str] = set()

    def unique(self, section: str, entry: Entry | None) -> tuple[str, str]:
        """The section and the name of the block of an entry, `section` empty at the top level."""
        key = entry.key.text if entry else ""
        top = section or key.replace("/", "|")
        written = name = f"{top}/{key}" if section else top
        # A key can itself be written like the name of one that is written again.
        while name in self._given:
            self._again[written] += 1
            name = f"{written}#{self._again[written] + 1}"
        self._given.add(name)
        return top, name


def entry_blocks(stretch: Stretch, parsed: ParsedBlock, names: Names) -> Iterator[Placed]:
    """The blocks of a stretch of a split section, or of one that has no entry at all."""
    start, end = stretch.span
    extent, is_broken = Span(0, end - start), bool(parsed.problems)
    for entry in parsed.entries or (None,):
        section, name = names.unique(stretch.section, entry)
        yield start, Block(name, section, entry, extent, parsed, is_broken)
