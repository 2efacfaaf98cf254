"""A data file as blocks that can be read again one by one.

A block is one top-level `key: value`, and in a section that is split (`Resources`, `functions`)
one `key: value` of that section. Nodes of a block count their offsets from the block's start, so
that an edit in one block leaves every other block's nodes as they were.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from functools import cached_property

from msgspec import Struct

from .source import SourceText
from .span import Span
from .tree import EMPTY_MAPPING, Entry, Mapping, Node

SPLIT_SECTIONS = frozenset({"Resources", "functions"})
"""Sections whose entries are blocks of their own."""


class SyntaxProblem(Struct, frozen=True):
    """Text that is not YAML or JSON; `span` counts from the start of its block."""

    message: str
    span: Span


class DuplicateKey(Struct, frozen=True):
    """A key that its mapping holds again further down, so that this one is ignored.

    `entry` is the ignored `key: value`, `kept` the key that counts.
    """

    key: str
    entry: Span
    kept: Span


class ParsedBlock(Struct, frozen=True, eq=False):
    """What the text of one block says, wherever the block stands."""

    entries: tuple[Entry, ...]
    problems: tuple[SyntaxProblem, ...] = ()
    duplicates: tuple[DuplicateKey, ...] = ()


class Block(Struct, frozen=True, eq=False):
    """One entry of the document at its place.

    `name` is unique in the document: `Globals`, `Resources/Orders`, and `Resources/Orders#2` for
    a key that is written again. `section` is the top-level key. `span` is the block's text in the
    document; `base` is the document's offset from which the block's nodes count.
    """

    name: str
    section: str
    entry: Entry | None
    span: Span
    base: int
    parsed: ParsedBlock

    @property
    def key(self) -> str:
        """The key of the entry, empty where the block has none that can be read."""
        return self.entry.key.text if self.entry else ""

    @property
    def value(self) -> Node:
        """The value of the entry; an empty mapping where there is none."""
        return self.entry.value if self.entry else EMPTY_MAPPING


class Document(Struct, frozen=True, eq=False, dict=True):
    """A YAML or JSON file: its blocks in the order of the text.

    A split section has one block for its key, named as the section, whose value is empty, and one
    for each entry, named `section/key`. A section of `SPLIT_SECTIONS` whose value is no mapping
    (a list, a reference to a file) is one block like any other. A text whose top level is no
    mapping is one block without a name, whose key is empty.
    """

    source: SourceText
    blocks: tuple[Block, ...]

    @cached_property
    def bases(self) -> MappingOf[str, int]:
        """By block name the offset from which the block's nodes count."""
        return {block.name: block.base for block in self.blocks}

    @cached_property
    def _sections(self) -> MappingOf[str, Block]:
        return {block.section: block for block in self.blocks if "/" not in block.name}

    @cached_property
    def _children(self) -> MappingOf[str, tuple[Block, ...]]:
        children: dict[str, list[Block]] = {}
        for block in self.blocks:
            if "/" in block.name:
                children.setdefault(block.section, []).append(block)
        return {name: tuple(blocks) for name, blocks in children.items()}

    def section(self, name: str) -> Block | None:
        """The block of a top-level key; the last one if the key is written twice."""
        return self._sections.get(name)

    def section_mapping(self, name: str) -> Mapping:
        """The mapping below a top-level key that is not split, or an empty one."""
        block = self.section(name)
        value = block.value if block else None
        return value if isinstance(value, Mapping) else EMPTY_MAPPING

    def children(self, name: str) -> tuple[Block, ...]:
        """The blocks of the entries of a split section, in the order of the text."""
        return self._children.get(name, ())

    def block_at(self, offset: int) -> Block | None:
        """The innermost block whose text holds the offset; the last one at the end of the text."""
        found = None
        for block in self.blocks:
            if block.span.start <= offset < block.span.end or offset == len(self.source):
                found = block
        return found
