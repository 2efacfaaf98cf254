"""Which uses of an object's name leave the object as it is and give it no other name."""

from __future__ import annotations

from collections.abc import Sequence

from tree_sitter import Node

from .nodes import field_text, text_of

_HARMLESS_PARENTS = frozenset(
    {
        "class_heritage",
        "expression_statement",
        "extends_clause",
        "type_query",
        "unary_expression",
    }
)
_COMPARISONS = frozenset({"!=", "!==", "<", "==", "===", ">", "in", "instanceof"})
_HARMLESS_FIELDS = frozenset(
    {
        ("call_expression", "function"),
        ("class_declaration", "name"),
        ("for_in_statement", "right"),
        ("function_declaration", "name"),
        ("generator_function_declaration", "name"),
        ("new_expression", "constructor"),
        ("ternary_expression", "condition"),
        ("variable_declarator", "name"),
    }
)
_STATEMENTS_WITH_CONDITION = frozenset({"do_statement", "if_statement", "while_statement"})
_PATTERNS = frozenset(
    {
        "array_pattern",
        "assignment_pattern",
        "object_assignment_pattern",
        "object_pattern",
        "pair_pattern",
        "rest_pattern",
    }
)
_DEFINING_METHODS = frozenset({"__defineGetter__", "__defineSetter__", "__proto__"})
_EXPORTS = frozenset({"exports", "exports.default", "module.exports", "module.exports.default"})


def only_looks(node: Node, ancestors: Sequence[Node]) -> bool:
    """Whether the code around a name only compares, tests, calls or declares it."""
    for parent in reversed(ancestors):
        if parent.type in _HARMLESS_PARENTS or node.type == "type_identifier":
            return True
        if parent.type == "binary_expression":
            # `exports && x` goes on with `exports` only where there are none.
            operator = field_text(parent, "operator")
            if operator in _COMPARISONS or (operator == "&&" and is_field(parent, "left", node)):
                return True
            if operator not in ("&&", "||"):
                return False
        if parent.type in _STATEMENTS_WITH_CONDITION:
            return True
        if parent.type not in ("binary_expression", "parenthesized_expression"):
            return (parent.type, _field_of(parent, node)) in _HARMLESS_FIELDS
        node = parent
    return False


def reads_property(node: Node, ancestors: Sequence[Node], path: Sequence[str | None]) -> bool:
    """Whether a property at a known path is only read, not written by a pattern or a loop."""
    if None in path or not _DEFINING_METHODS.isdisjoint(path):
        return False
    parent = ancestors[-1]
    written = parent.type == "for_in_statement" and is_field(parent, "left", node)
    return parent.type not in _PATTERNS and not written


def is_dropped(ancestors: Sequence[Node], named: bool = False) -> bool:
    """Whether the innermost value goes nowhere, or only to `exports` and its like.

    With `named` a variable that is directly given the value is as good.
    """
    for parent in reversed(ancestors):
        if parent.type == "expression_statement":
            return True
        if parent.type == "variable_declarator":
            return named and is_name(parent.child_by_field_name("name"))
        if parent.type == "assignment_expression":
            left = parent.child_by_field_name("left")
            if left is None or not ((named and is_name(left)) or text_of(left) in _EXPORTS):
                return False
        elif _passes_on(parent):
            named = False
        else:
            return False
    return True


def _passes_on(parent: Node) -> bool:
    """Whether all that an expression does with a value is to have it, or not, as its own."""
    if parent.type == "binary_expression":
        return field_text(parent, "operator") in ("&&", "||", "??")
    return parent.type in (
        "parenthesized_expression",
        "sequence_expression",
        "ternary_expression",
        "unary_expression",
    )


def _field_of(parent: Node, node: Node) -> str:
    index = next((at for at, child in enumerate(parent.children) if child == node), None)
    return (parent.field_name_for_child(index) or "") if index is not None else ""


def is_field(parent: Node, field_name: str, node: Node) -> bool:
    """Whether a node stands in a field of its parent."""
    return parent.child_by_field_name(field_name) == node


def is_name(node: Node | None) -> bool:
    """Whether an expression or pattern is a plain name."""
    return node is not None and node.type == "identifier"
