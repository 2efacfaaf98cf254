"""A data file as blocks that can be read again one by one.

A block is one top-level `key: value`, and in a section that is split (`Resources`, `functions`)
one `key: value` of that section. Nodes of a block count their offsets from the block's start, so
that an edit in one block leaves every other block's nodes as they were.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as MappingOf
from functools import cached_property
from itertools import accumulate, chain, groupby, pairwise

from msgspec import Struct

from .offsets import Offsets
from .series import Groups
from .source import SourceText
from .span import Span
from .tree import EMPTY_MAPPING, Entry, Mapping, Node

SPLIT_SECTIONS = frozenset({"Resources", "functions"})
"""Sections whose entries are blocks of their own."""

_GROUP = 64
"""The blocks that a group gets, as many as there are groups in a template of 4,000 blocks.

It can grow to twice as many.
"""


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
    """One entry of the document, wherever it stands: an edit elsewhere leaves it the same object.

    `name` is unique in the document: `Globals`, `Resources/Orders`, and `Resources/Orders#2` for
    a key that is written again. `section` is the top-level key. `extent` is the block's text,
    counted like its nodes from the block's base; `Document.base` tells where that is. `is_broken`
    is true where something of the text that it was read with cannot be read.
    """

    name: str
    section: str
    entry: Entry | None
    extent: Span
    parsed: ParsedBlock
    is_broken: bool

    @property
    def key(self) -> str:
        """The key of the entry, empty where the block has none that can be read."""
        return self.entry.key.text if self.entry else ""

    @property
    def is_flawed(self) -> bool:
        """Whether there is something to say of its text."""
        return bool(self.parsed.problems or self.parsed.duplicates)

    @property
    def value(self) -> Node:
        """The value of the entry; an empty mapping where there is none."""
        return self.entry.value if self.entry else EMPTY_MAPPING


class Layout(Struct, frozen=True, eq=False, dict=True):
    """Which blocks there are: the same object until a border between two of them moves.

    `names` and `sections` have an item for each block, `firsts` one for each group: the number of
    its first block.
    """

    names: tuple[str, ...]
    sections: tuple[str, ...]
    firsts: tuple[int, ...]

    @classmethod
    def of(cls, groups: Groups[Block]) -> Layout:
        """The layout of some blocks."""
        blocks = tuple(chain.from_iterable(groups))
        names, sections = (each.name for each in blocks), (each.section for each in blocks)
        firsts = accumulate(map(len, groups[:-1]), initial=0)
        return cls(tuple(names), tuple(sections), tuple(firsts))

    def place(self, number: int) -> tuple[int, int]:
        """The number of the group that has a block, and the block's number within it."""
        group = bisect_right(self.firsts, number) - 1
        return group, number - self.firsts[group]

    @cached_property
    def by_name(self) -> MappingOf[str, int]:
        """By block name the block's number."""
        return {name: number for number, name in enumerate(self.names)}

    @cached_property
    def tops(self) -> MappingOf[str, int]:
        """By top-level key the number of its block; the last one if the key is written twice."""
        return {self.sections[n]: n for n, name in enumerate(self.names) if "/" not in name}

    @cached_property
    def children(self) -> MappingOf[str, tuple[int, ...]]:
        """By split section the numbers of the groups of its entries' blocks."""
        children: dict[str, list[int]] = {}
        for group, number in enumerate(self.firsts):
            if "/" in self.names[number]:
                children.setdefault(self.sections[number], []).append(group)
        return {section: tuple(numbers) for section, numbers in children.items()}

    @cached_property
    def has_repeated(self) -> bool:
        """Whether a key is written twice; only the name of such a block has a number."""
        return any("#" in name for name in self.names)


class Document(Struct, frozen=True, eq=False, dict=True):
    """A YAML or JSON file: its blocks in the order of the text, with the base of each.

    The blocks lie in groups, so that an edit makes one group anew. No group has blocks of several
    sections, or the key of a split section beside its entries. `flawed` are the numbers of the
    blocks of whose text there is something to say.

    A split section has one block for its key, named as the section, whose value is empty, and one
    for each entry, named `section/key`. A section of `SPLIT_SECTIONS` whose value is no mapping
    (a list, a reference to a file) is one block like any other. A text whose top level is no
    mapping is one block without a name, whose key is empty.
    """

    source: SourceText
    groups: Groups[Block]
    bases: Offsets
    layout: Layout
    flawed: tuple[int, ...]

    @classmethod
    def of(cls, source: SourceText, placed: Iterable[tuple[int, Block]]) -> Document:
        """The document of some blocks, each with its base."""
        bases, blocks = zip(*placed, strict=True)
        groups = tuple(_grouped(blocks))
        flawed = tuple(number for number, each in enumerate(blocks) if each.is_flawed)
        return cls(source, groups, Offsets.of(bases), Layout.of(groups), flawed)

    def recut(
        self, source: SourceText, low: int, high: int, placed: Sequence[tuple[int, Block]]
    ) -> Document:
        """The document with other blocks, each with its base, instead of `low` to before `high`.

        All of them are of one section. Every other block stays what it is, in the group that it is
        in, and moves by what the text has grown.
        """
        blocks = tuple(block for _, block in placed)
        (first, head), (last, tail) = self.layout.place(low), self.layout.place(high - 1)
        made = (*self.groups[first][:head], *blocks, *self.groups[last][tail + 1 :])
        ends = [
            each - self.layout.firsts[first] for each in self.layout.firsts[first + 1 : last + 1]
        ]
        groups = (*self.groups[:first], *_regrouped(made, ends), *self.groups[last + 1 :])
        is_same = len(groups) == len(self.groups) and self.layout.names[low:high] == tuple(
            each.name for each in blocks
        )
        more = len(blocks) - (high - low)
        flawed = (
            *(each for each in self.flawed if each < low),
            *(low + number for number, each in enumerate(blocks) if each.is_flawed),
            *(each + more for each in self.flawed if each >= high),
        )
        growth = len(source) - len(self.source)
        bases = self.bases.edited(low, high, [base for base, _ in placed], growth)
        layout = self.layout if is_same else Layout.of(groups)
        return Document(source, groups, bases, layout, flawed)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks, put together from their groups when they are first asked for."""
        return tuple(chain.from_iterable(self.groups))

    @cached_property
    def _children(self) -> MappingOf[str, tuple[Block, ...]]:
        names = self.layout.children
        return {name: tuple(chain.from_iterable(self.child_groups(name))) for name in names}

    def block_of(self, number: int) -> Block:
        """The block of this number."""
        group, within = self.layout.place(number)
        return self.groups[group][within]

    def base(self, name: str) -> int:
        """The offset from which the nodes of a block count; 0 if there is no block of that name."""
        number = self.layout.by_name.get(name)
        return 0 if number is None else self.bases[number]

    def span(self, block: Block) -> Span:
        """The range of a block's text."""
        return block.extent.shifted(self.base(block.name))

    def text(self, block: Block) -> str:
        """The text from a block's base to its end, in which its nodes' offsets count."""
        base = self.base(block.name)
        return self.source.text[base : base + block.extent.end]

    def section(self, name: str) -> Block | None:
        """The block of a top-level key; the last one if the key is written twice."""
        number = self.layout.tops.get(name)
        return None if number is None else self.block_of(number)

    def section_mapping(self, name: str) -> Mapping:
        """The mapping below a top-level key that is not split, or an empty one."""
        block = self.section(name)
        value = block.value if block else None
        return value if isinstance(value, Mapping) else EMPTY_MAPPING

    def children(self, name: str) -> tuple[Block, ...]:
        """The blocks of the entries of a split section, in the order of the text."""
        return self._children.get(name, ())

    def child_groups(self, name: str) -> Groups[Block]:
        """The same in groups; a group is the same object until one of its blocks changes."""
        return tuple(map(self.groups.__getitem__, self.layout.children.get(name, ())))

    def block(self, name: str) -> Block:
        """The block of a name that there is."""
        return self.block_of(self.layout.by_name[name])

    def block_at(self, offset: int) -> Block | None:
        """The innermost block whose text holds the offset; the last one at the end of the text."""
        found = None
        for block, base in zip(self.blocks, self.bases, strict=True):
            start, end = block.extent
            if base + start <= offset < base + end or offset == len(self.source):
                found = block
        return found


def _grouped(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    for _, alike in groupby(blocks, lambda block: (block.section, "/" in block.name)):
        group = tuple(alike)
        yield from (group[at : at + _GROUP] for at in range(0, len(group), _GROUP))


def _regrouped(blocks: tuple[Block, ...], ends: Iterable[int]) -> Iterator[tuple[Block, ...]]:
    """Blocks in groups that end as those that they were in, or in others where that is amiss."""
    groups = [blocks[start:end] for start, end in pairwise((0, *ends, len(blocks)))]
    if any(not 0 < len(group) <= 2 * _GROUP for group in groups):
        groups = [blocks[at : at + _GROUP] for at in range(0, len(blocks), _GROUP)]
    yield from groups
