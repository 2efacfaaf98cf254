"""Nodes together with where they are written."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ..model.place import Place, Spanned
from ..text.tree import EMPTY_MAPPING, Entry, Mapping, Node, Scalar, Sequence


class Located(Struct, frozen=True, eq=False):
    """A node of one block of one file."""

    node: Node
    path: str
    block: str

    @property
    def place(self) -> Place:
        """The value without its quotes; with its tag, if it has one."""
        node = self.node
        if isinstance(node, Scalar) and node.tag is None:
            return Place(self.path, self.block, node.inner)
        return Place(self.path, self.block, node.span)

    @property
    def mapping(self) -> Mapping:
        """The node as a mapping, an empty one if it is something else."""
        return self.node if isinstance(self.node, Mapping) else EMPTY_MAPPING

    @property
    def text(self) -> str | None:
        """The text, if the node is an untagged scalar that is not null."""
        node = self.node
        if isinstance(node, Scalar) and node.tag is None and not node.is_null:
            return node.text
        return None

    @property
    def is_complete(self) -> bool:
        """Whether it is a mapping all of whose keys can be seen; a macro or loop can add some."""
        node = self.node
        if not isinstance(node, Mapping) or node.tag:
            return False
        return not any(entry.key.text.startswith("Fn::") for entry in node)

    def at(self, node: Node) -> Located:
        """Another node of the same block."""
        return Located(node, self.path, self.block)

    def get(self, *keys: str) -> Located | None:
        """The value below these keys, one below the other; None if it is absent or null."""
        node: Node | None = self.node
        for key in keys:
            node = node.get(key) if isinstance(node, Mapping) else None
        return None if node is None or is_null(node) else self.at(node)

    def entries(self) -> Iterator[Entry]:
        """The entries that count, if the node is a mapping."""
        return iter(self.mapping)

    def items(self) -> Iterator[Located]:
        """The items of a list; what is no list stands for a single one."""
        node = self.node
        if isinstance(node, Sequence) and node.tag is None:
            return map(self.at, node)
        return iter((self,))

    def key(self, entry: Entry) -> Spanned[str]:
        """The key of an entry of this block."""
        return Spanned(entry.key.text, Place(self.path, self.block, entry.key.inner))

    def extent(self, entry: Entry) -> Place:
        """A whole entry of this block."""
        return Place(self.path, self.block, entry.span)


def is_null(node: Node) -> bool:
    """Whether there is no value; a tag without text is one that is being typed."""
    return isinstance(node, Scalar) and node.tag is None and node.is_null
