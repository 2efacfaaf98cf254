"""What surroundings of an expression do no more than read its value."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..inside import innermost_function
from ..nodes import FUNCTIONS, TRANSPARENT, callee_name, field_text, parts
from .library import leaves_alone, only_takes

MEMBERS = frozenset({"member_expression", "subscript_expression"})
"""The nodes for what is in a value."""

PATTERNS = frozenset(
    {
        "array_pattern",
        "assignment_pattern",
        "object_assignment_pattern",
        "object_pattern",
        "pair_pattern",
        "rest_pattern",
    }
)
"""The nodes that take a value apart, and those in them."""

GROWING = frozenset({"push", "splice", "unshift"})
"""Methods that put items into a list, or take them out."""

OPENING = frozenset(
    {"at", "concat", "entries", "every", "filter", "find", "findLast", "flat", "flatMap"}
    | {"forEach", "map", "reduce", "reduceRight", "slice", "some", "values"}
)
"""Methods that leave a list as it is, but hand out its items."""

READING = frozenset(
    {"findIndex", "hasOwnProperty", "includes", "indexOf", "join", "keys", "lastIndexOf", "split"}
    | {"toLowerCase", "toString", "toUpperCase", "trim"}
)
"""Methods that leave a value as it is."""

_DEEPEST = 24
_LOGICAL = frozenset({"&&", "??", "||"})
_LOOKING = frozenset(
    {
        "augmented_assignment_expression",
        "binary_expression",
        "class_heritage",
        "computed_property_name",
        "do_statement",
        "expression_statement",
        "extends_clause",
        "for_in_statement",
        "for_statement",
        "if_statement",
        "sequence_expression",
        "subscript_expression",
        "switch_case",
        "switch_statement",
        "template_substitution",
        "ternary_expression",
        "throw_statement",
        "type_query",
        "unary_expression",
        "while_statement",
    }
)
_CALLED = frozenset({"constructor", "function"})
_HOLDERS = frozenset({"array", "object", "pair", "spread_element"})
# They end the invocation with what they are given.
_ANSWERS = re.compile(r"callback|cb|(?:context|ctx)\.(?:done|fail|succeed)")


def only_reads(parent: Node, node: Node, home: Node | None) -> bool:
    """Whether nothing can change a value, or hold it for longer, by what is around it."""
    if parent.type in _LOOKING or any(
        parent.child_by_field_name(field) == node for field in _CALLED
    ):
        return True
    if parent.type == "member_expression":
        # `[a, b].join()`
        return field_text(parent, "property") in READING
    if parent.type == "spread_element":
        call = parent.parent.parent if parent.parent is not None else None
        return call is not None and gives_up(call, home)
    return _leaves(parent, node, home)


def gives_up(call: Node, home: Node | None) -> bool:
    """Whether a call leaves what it is given as it is, or nothing of `home` comes after it."""
    callee = callee_name(call)
    is_made = call.type == "new_expression"
    if (only_takes(callee) if is_made else leaves_alone(callee)) or _ANSWERS.fullmatch(callee):
        return True
    node, parent = call, call.parent
    while parent is not None and parent.type in TRANSPARENT | {"await_expression"}:
        node, parent = parent, parent.parent
    return parent is not None and _leaves(parent, node, home)


def is_given_up(literal: Node, home: Node | None) -> bool:
    """Whether nothing comes after an object or a list that is written out, or only readers do."""
    node, parent = literal, literal.parent
    while parent is not None and (parent.type in _HOLDERS or hands_on(parent, node)):
        node, parent = parent, parent.parent
    if parent is not None and parent.type == "arguments" and parent.parent is not None:
        return gives_up(parent.parent, home)
    return parent is not None and only_reads(parent, node, home)


def hands_on(parent: Node, node: Node) -> bool:
    """Whether what is around an expression can have its value as its own."""
    if parent.type == "ternary_expression":
        return parent.child_by_field_name("condition") != node
    if parent.type == "binary_expression":
        return field_text(parent, "operator") in _LOGICAL
    if parent.type == "sequence_expression":
        return parts(parent)[-1] == node
    return parent.type in TRANSPARENT or parent.type == "await_expression"


def is_owner(parent: Node, node: Node) -> bool:
    """Whether an expression is that of which a member is taken."""
    return parent.type in MEMBERS and parent.child_by_field_name("object") == node


def is_assigned_by_pattern(target: Node) -> bool:
    """Whether a pattern in an assignment or a loop gives another value to something."""
    node, parent = target, target.parent
    for _ in range(_DEEPEST):
        if parent is None or parent.type not in PATTERNS:
            break
        if node in {parent.child_by_field_name("right"), parent.child_by_field_name("key")}:
            return False
        node, parent = parent, parent.parent
    if parent is None or parent.child_by_field_name("left") != node:
        return False
    is_loop = parent.type == "for_in_statement" and parent.child_by_field_name("kind") is None
    return is_loop or parent.type == "assignment_expression"


def _leaves(parent: Node, node: Node, home: Node | None) -> bool:
    """Whether a function ends with a value; another one than `home` gives it to its caller."""
    if parent.type == "throw_statement":
        return True
    if parent.type == "return_statement":
        return home is None or innermost_function(parent) == home
    is_body = parent.type in FUNCTIONS and parent.child_by_field_name("body") == node
    return is_body and home in {None, parent}
