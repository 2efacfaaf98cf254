"""Constant strings."""

from __future__ import annotations

from tree_sitter import Node

from ....text.span import Span
from ...syntax import SyntaxTree

_PREFIXES = frozenset({"", "r", "u", "R", "U"})


def key_span(tree: SyntaxTree, node: Node) -> Span | None:
    """The range of a key in its quotes; None where the string is not written as it is."""
    if node.type != "string" or len(node.children) < 2:
        return None
    if any(part.type != "string_content" or part.named_children for part in node.children[1:-1]):
        return None
    start, end = tree.span(node.children[0]), tree.span(node.children[-1])
    if tree.source.slice(start).rstrip("\"'") not in _PREFIXES or end.start <= start.end:
        return None
    return Span(start.end, end.start)


def constant(tree: SyntaxTree, node: Node) -> str | None:
    """The text of a constant string, also of one that is written in several parts."""
    if node.type != "concatenated_string":
        span = key_span(tree, node)
        return tree.source.slice(span) if span else None
    parts = [constant(tree, part) for part in node.named_children if part.type != "comment"]
    return None if None in parts else "".join(part for part in parts if part)
