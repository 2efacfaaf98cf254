"""Expressions of a JavaScript function that give the same in every invocation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tree_sitter import Node

from ...flows.known import Outside
from ..nodes import TRANSPARENT, arguments, bare, parts, text_of
from .client_names import kind_of, makes_setting
from .effects import Kind

if TYPE_CHECKING:
    from .bodies import NodeBody

_PLAIN = frozenset(
    {"false", "null", "number", "property_identifier", "regex", "string", "string_fragment"}
    | {"escape_sequence", "template_literal_type", "true", "undefined"}
)
# What is constant if everything in it is.
_MADE_OF_PARTS = frozenset(
    {"array", "binary_expression", "object", "pair", "spread_element", "subscript_expression"}
    | {"template_string", "template_substitution", "ternary_expression", "unary_expression"}
)
_NAMES = frozenset({"identifier", "shorthand_property_identifier"})
_CHANGES = frozenset({Kind.GROWN, Kind.MERGED, Kind.REMOVED, Kind.SET})
_DEEPEST = 16


def is_constant(body: NodeBody, node: Node, left: int = _DEEPEST) -> bool:
    """Whether an expression is made of nothing but constants, the environment and the module."""
    if node.type in _PLAIN:
        return True
    if not left:
        return False
    if node.type in TRANSPARENT:
        return is_constant(body, bare(node), left - 1)
    if node.type in _MADE_OF_PARTS:
        return all(is_constant(body, each, left - 1) for each in parts(node))
    if node.type in _NAMES:
        return _is_constant_name(body, node, left)
    if node.type == "member_expression":
        owner = node.child_by_field_name("object")
        is_meta = owner is not None and owner.type == "meta_property"
        return owner is not None and (is_meta or is_constant(body, owner, left - 1))
    is_call = node.type in {"call_expression", "new_expression"}
    return is_call and _is_constant_call(body, node, left)


def made_kind(body: NodeBody, node: Node) -> str | None:
    """What a call or `new` makes that is worth keeping, None if that is not known."""
    is_new = node.type == "new_expression"
    callee = node.child_by_field_name("constructor" if is_new else "function")
    known = body.terms.named(callee) if callee is not None else None
    if callee is None or not isinstance(known, Outside) or known.imported is None:
        return None
    imported = known.imported
    own = [imported.name] if imported.name not in {None, "default"} else []
    members = text_of(bare(callee)).split(".")[1:]
    name = ".".join(each for each in (*own, *members) if each)
    return kind_of(imported.module, name.removeprefix("default."), is_new=is_new)


def _is_constant_name(body: NodeBody, node: Node, left: int) -> bool:
    variable = body.names.variable(node)
    if variable is None:
        return True
    if len(variable.declared) != 1 or body.names.is_assigned(variable):
        return False
    declared = variable.declared[0]
    if variable.is_of_module:
        effects = body.names.effects(variable)
        return effects is not None and all(each.kind not in _CHANGES for each in effects)
    if declared.function is not None or declared.is_caught or declared.is_unknown:
        return False
    return declared.value is not None and is_constant(body, declared.value, left - 1)


def _is_constant_call(body: NodeBody, node: Node, left: int) -> bool:
    if not all(is_constant(body, each, left - 1) for each in arguments(node)):
        return False
    if made_kind(body, node) is not None:
        return True
    callee = node.child_by_field_name("constructor") or node.child_by_field_name("function")
    known = body.terms.named(callee) if callee is not None else None
    return isinstance(known, Outside) and makes_setting(known.name)
