"""What functions bind around a place in a Python file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ..syntax import SyntaxTree, ancestors
from .scopes import Role, use_of

_FUNCTIONS = frozenset({"function_definition", "lambda"})


def bound_around(tree: SyntaxTree, node: Node, name: str) -> Iterator[Node]:
    """Where a function around a node, or the one that it is, binds a name or imports it."""
    functions = {parent for parent, _ in ancestors(node) if parent.type in _FUNCTIONS} | {node}
    for each in tree.nodes_matching(re.compile(rf"\b{re.escape(name)}\b")):
        use = use_of(each) if each.type == "identifier" else None
        if use and use.role in {Role.BIND, Role.IMPORT} and use.scopes[0] in functions:
            yield each


def is_rebound(tree: SyntaxTree, node: Node, name: str) -> bool:
    """Whether a function around a node gives one of its parameters another value."""
    return any(not _is_parameter(each) for each in bound_around(tree, node, name))


def _is_parameter(name: Node) -> bool:
    kinds = ("parameters", "lambda_parameters")
    around = (parent.type for parent, _ in ancestors(name))
    return next((kind in kinds for kind in around if kind in (*kinds, "block")), False)
