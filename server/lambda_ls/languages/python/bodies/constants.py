"""Expressions of a Python function that give the same in every invocation."""

from __future__ import annotations

import builtins
import re
from typing import TYPE_CHECKING

from tree_sitter import Node

from ...flows.known import Outside
from ...syntax import ancestors
from ..patterns import targets
from .client_names import kind_of, makes_part, makes_setting

if TYPE_CHECKING:
    from .bodies import PythonBody

_PLAIN = frozenset(
    {"comment", "concatenated_string", "ellipsis", "false", "float", "integer", "none", "true"}
    | {"escape_sequence", "string_content", "string_end", "string_start", "type_conversion"}
    | {"format_specifier"}
)
# What is constant if everything in it is.
_MADE_OF_PARTS = frozenset(
    {"argument_list", "binary_operator", "boolean_operator", "comparison_operator"}
    | {"conditional_expression", "dictionary", "interpolation", "list", "not_operator", "pair"}
    | {"parenthesized_expression", "set", "string", "subscript", "tuple", "unary_operator"}
)
_COMPREHENSIONS = frozenset(
    {"dictionary_comprehension", "generator_expression", "list_comprehension", "set_comprehension"}
)
_BUILT_IN = frozenset(dir(builtins))
_DEEPEST = 16


def is_constant(body: PythonBody, node: Node, left: int = _DEEPEST) -> bool:
    """Whether an expression is made of nothing but constants, the environment and the module."""
    if node.type in _PLAIN:
        return True
    if not left:
        return False
    if node.type in _MADE_OF_PARTS:
        return all(is_constant(body, each, left - 1) for each in node.named_children)
    if node.type == "identifier":
        return _is_constant_name(body, node, left)
    if node.type == "attribute":
        owner = node.child_by_field_name("object")
        return owner is not None and is_constant(body, owner, left - 1)
    if node.type == "keyword_argument":
        value = node.child_by_field_name("value")
        return value is not None and is_constant(body, value, left - 1)
    return node.type == "call" and _is_constant_call(body, node, left)


def _is_constant_name(body: PythonBody, node: Node, left: int) -> bool:
    name = body.terms.text(node)
    variable = body.names.variable(name)
    if variable is not None:
        bindings = variable.bindings
        if variable.is_parameter or len(bindings) != 1:
            return False
        if bindings[0].imported is not None:
            return True
        value = bindings[0].value
        return value is not None and is_constant(body, value, left - 1)
    bound = body.file.module.bound
    is_known = name in bound.names or name in _BUILT_IN
    if not is_known or name in bound.rebound or not body.names.is_of_module(name):
        return False
    if _is_looped(body, node, name):
        return False
    is_changed = rf"\b{re.escape(name)}(?:\[[^\]\n]*\]|\.\w+)\s*=[^=]|\b{re.escape(name)}\.update\("
    return re.search(is_changed, body.file.tree.source.text) is None


def _is_looped(body: PythonBody, node: Node, name: str) -> bool:
    """Whether a comprehension around a name gives it one value after the other."""
    for parent, _ in ancestors(node):
        if parent == body.node:
            return False
        for clause in parent.named_children if parent.type in _COMPREHENSIONS else ():
            left = clause.child_by_field_name("left") if clause.type == "for_in_clause" else None
            if left is not None and any(body.terms.text(each) == name for each in targets(left)):
                return True
    return False


def _is_constant_call(body: PythonBody, node: Node, left: int) -> bool:
    function, listed = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    if function is None or listed is None or not is_constant(body, listed, left - 1):
        return False
    known = body.terms.named(function)
    if isinstance(known, Outside):
        return makes_setting(known.name) or kind_of(known.name) is not None
    owner, name = function.child_by_field_name("object"), function.child_by_field_name("attribute")
    if owner is None or name is None or not makes_part(body.terms.text(name)):
        return False
    return is_constant(body, owner, left - 1)
