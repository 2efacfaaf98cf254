"""Which expressions are certainly worth something, and certainly no promise."""

from __future__ import annotations

from tree_sitter import Node

from ..syntax import SyntaxTree
from .bindings import read_bindings
from .inside import returned_values
from .members import entry
from .nodes import (
    FUNCTIONS,
    bare,
    callee_name,
    field_text,
    has_token,
    parts,
    property_name,
    text_of,
)
from .scopes import Reference, references_of

_DEEPEST = 6
_PLAIN = frozenset({"array", "false", "number", "regex", "string", "template_string", "true"})
_PLAIN_OPERATORS = frozenset({"!", "+", "-", "typeof", "~"})
_EITHER_SIDE = frozenset({"&&", "??", "||"})
_PLAIN_CALLS = frozenset(
    {"Boolean", "JSON.stringify", "Number", "String", "parseFloat", "parseInt"}
)
_THENABLE = "then"
_GENERATORS = frozenset({"generator_function", "generator_function_declaration"})
_REBINDING = frozenset(
    {
        "array_pattern",
        "assignment_pattern",
        "for_in_statement",
        "function_declaration",
        "object_assignment_pattern",
        "object_pattern",
        "pair_pattern",
        "rest_pattern",
    }
)


class PlainValues:
    """Tells plain values of one file from those that may be promises.

    `event` is the name of a handler's first parameter, as Lambda makes the event of JSON.
    """

    def __init__(self, tree: SyntaxTree, event: Node | None) -> None:
        self._tree = tree
        self._event = event
        self._functions = tree.once(read_bindings)

    def is_plain(self, node: Node, depth: int = 0) -> bool:
        """Whether an expression gives an object, a list, a text, a number or a boolean."""
        node = bare(node)
        if depth > _DEEPEST:
            return False
        if node.type in _PLAIN:
            return True
        if node.type == "object":
            return not any(_key(part) == _THENABLE for part in parts(node))
        if node.type == "binary_expression":
            return field_text(node, "operator") not in _EITHER_SIDE
        if node.type == "unary_expression":
            return field_text(node, "operator") in _PLAIN_OPERATORS
        if node.type == "ternary_expression":
            sides = (node.child_by_field_name(each) for each in ("consequence", "alternative"))
            return all(side is not None and self.is_plain(side, depth + 1) for side in sides)
        if node.type == "call_expression":
            return callee_name(node) in _PLAIN_CALLS or self._gives_plain(node, depth + 1)
        return node.type == "identifier" and self._holds_plain(node, depth + 1)

    def _gives_plain(self, call: Node, depth: int) -> bool:
        """Whether a call is of a function of the file that only returns plain values."""
        callee = call.child_by_field_name("function")
        if callee is None or callee.type != "identifier":
            return False
        binding = self._functions.get(text_of(callee))
        function = bare(binding.value) if binding and binding.value else None
        if binding is None or function is None or function.type not in FUNCTIONS:
            return False
        meant = references_of(self._tree, callee) or ()
        if binding.name not in (each.node for each in meant) or any(map(_assigns, meant)):
            return False
        if has_token(function, "async") or function.type in _GENERATORS:
            return False
        values = list(returned_values(self._tree, function))
        return bool(values) and all(self.is_plain(each, depth) for each in values)

    def _holds_plain(self, name: Node, depth: int) -> bool:
        """Whether a variable is made with a plain value and never gets another one."""
        places = references_of(self._tree, name)
        made = [each for each in places or () if each.node == self._event or _is_declared(each)]
        if places is None or len(made) != 1 or not self._is_made_plain(made[0], depth):
            return False
        return all(self._keeps_plain(each, depth) for each in places if each not in made)

    def _is_made_plain(self, place: Reference, depth: int) -> bool:
        value = place.parent.child_by_field_name("value")
        return place.node == self._event or (value is not None and self.is_plain(value, depth))

    def _keeps_plain(self, place: Reference, depth: int) -> bool:
        """Whether a variable is as plain after a use as before."""
        parent = place.parent
        if _assigns(place):
            value = parent.child_by_field_name("right")
            return value is not None and self.is_plain(value, depth)
        if parent.type == "member_expression":
            return field_text(parent, "property") != _THENABLE
        return parent.type not in _REBINDING


def _is_declared(place: Reference) -> bool:
    parent = place.parent
    is_variable = parent.type == "variable_declarator"
    return is_variable and parent.child_by_field_name("name") == place.node


def _assigns(place: Reference) -> bool:
    parent = place.parent
    is_assignment = parent.type in ("assignment_expression", "augmented_assignment_expression")
    return is_assignment and parent.child_by_field_name("left") == place.node


def _key(part: Node) -> str | None:
    key, _ = entry(part)
    return property_name(key) if key else None
