"""What is called on a wrapped handler in statements of its own: `handler.use(...)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ....text.span import Span
from ...syntax import SyntaxTree, ancestors
from ..nodes import bare, text_of

_DEEPEST = 48
_NAMED = {"assignment_expression": "left", "pair": "key", "variable_declarator": "name"}


def calls_afterwards(tree: SyntaxTree, wrapped: Node) -> Iterator[Node]:
    """The calls of methods of the name that a wrapped handler is given, wherever they stand."""
    name = _name_of(wrapped)
    if not name:
        return
    for match in re.finditer(rf"(?<![\w$]){re.escape(name)}(?=\s*\.)", tree.source.text):
        node = tree.node_at(Span(*match.span()))
        yield from _chain(node) if node is not None else ()


def _name_of(wrapped: Node) -> str:
    """The name of the variable or property that gets a value."""
    for parent, _ in ancestors(wrapped):
        field = _NAMED.get(parent.type)
        if field is not None:
            target = parent.child_by_field_name(field)
            member = target.child_by_field_name("property") if target is not None else None
            name = member or target
            return text_of(name) if name is not None else ""
        if bare(parent) != wrapped:
            break
    return ""


def _chain(name: Node) -> Iterator[Node]:
    """The calls in `name.a(...).b(...)`."""
    for depth, (parent, child) in enumerate(ancestors(name)):
        if depth > _DEEPEST:
            return
        if parent.type == "call_expression" and parent.child_by_field_name("function") == child:
            yield parent
        elif parent.type != "member_expression":
            return
