"""Whether code provides for a value that is not there."""

from __future__ import annotations

from tree_sitter import Node

from ..nodes import TRANSPARENT, field_text

_ASKING = frozenset({"!", "typeof", "void"})
_EITHER = frozenset({"!=", "!==", "&&", "==", "===", "??", "||"})
_CONDITIONAL = frozenset({"do_statement", "if_statement", "ternary_expression", "while_statement"})


def is_provided_for(node: Node) -> bool:
    """Whether an expression is tested, compared or has a default behind it."""
    parent = node.parent
    while parent is not None and parent.type in TRANSPARENT:
        if parent.parent is not None and parent.parent.type in _CONDITIONAL:
            return parent.parent.child_by_field_name("condition") == parent
        node, parent = parent, parent.parent
    if parent is None:
        return False
    if parent.type == "binary_expression":
        return field_text(parent, "operator") in _EITHER
    if parent.type == "unary_expression":
        return field_text(parent, "operator") in _ASKING
    if parent.type in _CONDITIONAL:
        return parent.child_by_field_name("condition") == node
    return parent.type == "switch_statement"
