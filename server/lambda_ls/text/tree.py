"""The tree of a data file, the same for YAML and JSON.

Nodes are immutable and compare by identity, so that an unchanged block of text, which yields the
same node again, is recognised at no cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct, field

from .span import Span

_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})


class Scalar(Struct, frozen=True, eq=False):
    """A text, number, boolean or null as it is written.

    `text` is the value after unquoting and folding; `style` is `""` for plain, else `'`, `"`, `|`
    or `>`; `span` covers tag, anchor and quotes, and `inner` what lies within them. `prefix` is the
    length of tag and anchor with the blanks behind them.
    """

    text: str
    span: Span
    style: str = ""
    tag: str | None = None
    prefix: int = 0

    @property
    def inner(self) -> Span:
        """The range of the value without its quotes, tag and anchor."""
        start = self.span.start + self.prefix
        if self.style in ("'", '"') and self.span.end - start >= 2:
            return Span(start + 1, self.span.end - 1)
        return Span(start, self.span.end)

    @property
    def is_null(self) -> bool:
        """Whether it is YAML's or JSON's null, or nothing at all."""
        return self.style == "" and self.text in _NULLS

    @property
    def integer(self) -> int | None:
        """The value as an integer, if it is one; quoted digits count."""
        return int(self.text) if len(self.text) < 19 and _INTEGER.match(self.text) else None

    @property
    def boolean(self) -> bool | None:
        """The value as a boolean, if it is one."""
        if self.text in _TRUE:
            return True
        return False if self.text in _FALSE else None


class Entry(Struct, frozen=True, eq=False):
    """One `key: value` of a mapping."""

    key: Scalar
    value: Node

    @property
    def span(self) -> Span:
        """From the start of the key to the end of the value."""
        return Span(self.key.span.start, max(self.key.span.end, self.value.span.end))


class Mapping(Struct, frozen=True, eq=False):
    """Keys with values in the order of the text; a key that is written twice is there twice.

    `merged` holds the mappings that `<<` draws in; own keys win over them.
    """

    entries: tuple[Entry, ...]
    span: Span
    tag: str | None = None
    merged: tuple[Mapping, ...] = ()
    _index: dict[str, Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for mapping in reversed(self.merged):
            self._index.update(mapping._index)
        self._index.update((entry.key.text, entry) for entry in self.entries)

    def entry(self, key: str) -> Entry | None:
        """The entry that counts for `key`: the last one written, as YAML readers do."""
        return self._index.get(key)

    def get(self, key: str) -> Node | None:
        """The value of `key`."""
        entry = self._index.get(key)
        return entry.value if entry else None

    def text(self, key: str) -> str | None:
        """The text of `key`, if its value is an untagged scalar that is not null."""
        value = self.get(key)
        if isinstance(value, Scalar) and value.tag is None and not value.is_null:
            return value.text
        return None

    def mapping(self, key: str) -> Mapping:
        """The mapping at `key`, or an empty one."""
        value = self.get(key)
        return value if isinstance(value, Mapping) else EMPTY_MAPPING

    def __iter__(self) -> Iterator[Entry]:
        """The entries that count, merged ones first, each key once."""
        return iter(self._index.values())

    def __len__(self) -> int:
        return len(self._index)

    def __contains__(self, key: str) -> bool:
        return key in self._index


class Sequence(Struct, frozen=True, eq=False):
    """Values in order."""

    items: tuple[Node, ...]
    span: Span
    tag: str | None = None

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


Node: TypeAlias = Scalar | Mapping | Sequence

EMPTY_MAPPING = Mapping((), Span(0, 0))


def descendants(node: Node) -> Iterator[Node]:
    """The node and everything below it, parents first; a node that aliases share comes once."""
    seen: set[int] = set()
    pending: list[Node] = [node]
    while pending:
        current = pending.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        if isinstance(current, Mapping):
            pending.extend(entry.value for entry in reversed(current.entries))
        elif isinstance(current, Sequence):
            pending.extend(reversed(current.items))
