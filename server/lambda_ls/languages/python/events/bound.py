"""Which names statements bind, before they are read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from tree_sitter import Node

from ...syntax import SyntaxTree
from ..bindings import bindings_of, statements

_WALRUS = re.compile(r"\b(\w+)\s*:=")


class BoundNames:
    """The names that the statements in a function's body bind, by their place in the text."""

    def __init__(self, tree: SyntaxTree, body: Node) -> None:
        self._tree = tree
        places = sorted(_places(tree, body))
        self._starts = [start for start, _ in places]
        self._names = [name for _, name in places]

    def within(self, node: Node) -> set[str]:
        """The names that a part of the body binds."""
        start, end = self._tree.span(node)
        return set(self._names[bisect_left(self._starts, start) : bisect_left(self._starts, end)])


def _places(tree: SyntaxTree, body: Node) -> Iterator[tuple[int, str]]:
    for statement, certain in statements(body):
        for binding in bindings_of(tree, statement, certain):
            yield tree.span(binding.node).start, tree.text(binding.node)
    start, end = tree.span(body)
    text = tree.source.text
    if text.find(":=", start, end) >= 0:
        # What looks like a walrus in a string only makes names unknown.
        for match in _WALRUS.finditer(text, start, end):
            yield match.start(), match[1]
