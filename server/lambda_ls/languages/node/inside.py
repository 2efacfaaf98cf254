"""What stands in a function itself, and not in another one inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ...text.span import Span
from ..syntax import SyntaxTree, ancestors
from .nodes import FUNCTIONS, parts

_RETURN = re.compile(r"\breturn\b")


def innermost_function(node: Node) -> Node | None:
    """The function whose code a node is; None at the top level of the file."""
    return next((parent for parent, _ in ancestors(node) if parent.type in FUNCTIONS), None)


def returned_values(tree: SyntaxTree, function: Node) -> Iterator[Node]:
    """The expressions that a function returns, in the order of the text."""
    body = function.child_by_field_name("body")
    if body is not None and body.type != "statement_block":
        yield body
        return
    start, end = tree.span(function)
    for match in _RETURN.finditer(tree.source.text, start, end):
        keyword = tree.node_at(Span(*match.span()))
        statement = keyword.parent if keyword and keyword.type == "return" else None
        if statement is not None and innermost_function(statement) == function:
            yield from parts(statement)[:1]
