"""Names that inner functions give other values, at a time that cannot be told."""

from __future__ import annotations

import re

from tree_sitter import Node

from ....text.span import Span
from ...syntax import SyntaxTree
from ..nodes import FUNCTIONS

# `name = `, `name += `, `name++` and `++name`, but no comparison, arrow, property or declaration.
_ASSIGNED = re.compile(
    r"(?<![\w$.])(?P<word>(?:const|let|var)[ \t]+)?(?P<name>[A-Za-z_$][\w$]*)[ \t]*"
    r"(?:(?:\*\*|<<|>>>?|&&|\|\||\?\?|[-+*/%&|^])?=(?![=>])|\+\+|--)"
)
_CLOSURE = re.compile(r"=>|\bfunction\b")
_MOST = 200
_DEEPEST = 200


def reassigned_inside(tree: SyntaxTree) -> frozenset[str]:
    """The names that a function in another function assigns to without declaring them there.

    Defaults of parameters look alike, and are no harm to count.
    """
    text = tree.source.text
    if not _CLOSURE.search(text):
        return frozenset()
    names: set[str] = set()
    for count, match in enumerate(_ASSIGNED.finditer(text)):
        if match["word"] is not None or match["name"] in names:
            continue
        # In a file with very many assignments each one counts.
        if count > _MOST or _is_inside(tree, Span(*match.span("name"))):
            names.add(match["name"])
    return frozenset(names)


def _is_inside(tree: SyntaxTree, span: Span) -> bool:
    """Whether a place is in a function within a function; what nests too deep to tell counts."""
    leaf = tree.node_at(span)
    node: Node | None = tree.root
    functions = 0
    for _ in range(_DEEPEST):
        if node is None or leaf is None or node == leaf:
            return False
        functions += node.type in FUNCTIONS
        if functions > 1:
            return True
        # From the root down each step is short; to find a parent costs the whole way.
        node = node.child_with_descendant(leaf)
    return True
