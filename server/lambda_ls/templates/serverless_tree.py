"""Values of a Serverless service, which may be nodes, whole files or sections of files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from msgspec import Struct

from ..model.place import Place, Spanned
from ..text.document import Block, Document
from ..text.span import Span
from ..text.tree import Mapping, Sequence
from .located import Located


class Whole(Struct, frozen=True):
    """A whole file, or a whole section of it that consists of several blocks."""

    document: Document
    path: str
    section: str = ""

    @property
    def place(self) -> Place:
        """The start of the file: such a value is written nowhere in particular."""
        return Place(self.path, "", Span(0, 0))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the keys, the last one where a key is written twice."""
        if self.section:
            blocks = self.document.children(self.section)
        else:
            blocks = tuple(block for block in self.document.blocks if "/" not in block.name)
        return tuple({block.key: block for block in blocks if block.entry}.values())


Value: TypeAlias = Located | Whole


class Field(NamedTuple):
    """One `key: value` of a mapping; `extent` is the whole of it."""

    key: Spanned[str]
    value: Value
    extent: Place


def is_mapping(value: Value | None) -> bool:
    """Whether the value has keys."""
    return isinstance(value, Whole) or (
        isinstance(value, Located) and isinstance(value.node, Mapping)
    )


def child(value: Value, key: str) -> Value | None:
    """The value of a key of a mapping, or of an index of a list, as it is written."""
    if isinstance(value, Whole):
        return _child_of_whole(value, key)
    node = value.node
    if isinstance(node, Mapping):
        found = node.get(key)
        return value.at(found) if found else None
    if isinstance(node, Sequence) and key.isdecimal() and len(key) < 9 and int(key) < len(node):
        return value.at(node.items[int(key)])
    return None


def fields(value: Value | None) -> Iterator[Field]:
    """The fields of a mapping that count; nothing for any other value."""
    if isinstance(value, Whole):
        for block in value.blocks:
            yield field_of_block(value, block)
    elif value and isinstance(value.node, Mapping):
        for entry in value.node:
            yield Field(value.key(entry), value.at(entry.value), value.extent(entry))


def keys(value: Value | None) -> frozenset[str]:
    """The keys of a mapping; none for any other value."""
    if isinstance(value, Whole):
        return frozenset(block.key for block in value.blocks)
    is_map = value is not None and isinstance(value.node, Mapping)
    return (
        frozenset(entry.key.text for entry in value.entries()) if value and is_map else frozenset()
    )


def items(value: Value | None) -> Iterator[Located]:
    """The items of a list; nothing for any other value."""
    if isinstance(value, Located) and isinstance(value.node, Sequence):
        yield from map(value.at, value.node)


def field_of_block(whole: Whole, block: Block) -> Field:
    """The field that a block is; its extent is the block's whole text."""
    value: Value = Located(block.value, whole.path, block.name)
    if not whole.section and whole.document.children(block.key):
        value = Whole(whole.document, whole.path, block.key)
    key = block.entry.key.inner if block.entry else Span(0, 0)
    return Field(
        Spanned(block.key, Place(whole.path, block.name, key)),
        value,
        Place(whole.path, block.name, block.extent),
    )


def _child_of_whole(whole: Whole, key: str) -> Value | None:
    if not whole.section and whole.document.children(key):
        return Whole(whole.document, whole.path, key)
    block = whole.document.section(key) if not whole.section else _last(whole, key)
    return Located(block.value, whole.path, block.name) if block and block.entry else None


def _last(whole: Whole, key: str) -> Block | None:
    blocks = reversed(whole.document.children(whole.section))
    return next((block for block in blocks if block.key == key), None)
