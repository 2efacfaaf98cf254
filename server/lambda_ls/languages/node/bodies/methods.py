"""The methods that calls run, where the file plainly says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tree_sitter import Node

from ...flows.known import Class, Function, Instance
from ..events.classes import class_of_this, method_of
from ..events.wrappers import is_seen_through
from ..members import decorators, entry
from ..nodes import FUNCTIONS, bare, parts, property_name, text_of
from .effects import Effect, Kind

if TYPE_CHECKING:
    from .terms import Terms


def method_called(terms: Terms, callee: Node) -> Function | None:
    """The method of a class or of an object of the file that `owner.name` is."""
    owner, name = callee.child_by_field_name("object"), callee.child_by_field_name("property")
    if callee.type != "member_expression" or owner is None or name is None:
        return None
    of = _object(terms, bare(owner))
    if of is None:
        return _of_literal(terms, bare(owner), text_of(name))
    found = method_of(of, text_of(name))
    if found is None:
        return None
    # Any other decorator can put anything in the place of a method.
    return found if all(map(is_seen_through, decorators(found.node))) else None


def _of_literal(terms: Terms, owner: Node, name: str) -> Function | None:
    """A function that an object is written with, and that nothing is put in the place of."""
    variable = terms.names.variable(owner) if owner.type == "identifier" else None
    declared = variable.declared[0] if variable is not None and variable.is_fixed else None
    value = bare(declared.value) if declared and declared.value and not declared.keys else None
    if variable is None or value is None or value.type != "object":
        return None
    effects = terms.names.effects(variable)
    if effects is None or any(_can_replace(each, name) for each in effects):
        return None
    members = map(entry, parts(value))
    found = [held for key, held in members if key is not None and property_name(key) == name]
    is_known = len(found) == 1 and found[0] is not None and found[0].type in FUNCTIONS
    has_spread = any(each.type == "spread_element" for each in parts(value))
    if not is_known or found[0] is None or has_spread:
        return None
    return Function(found[0], terms.scope)


def _can_replace(effect: Effect, name: str) -> bool:
    is_there = not effect.path or effect.path[0] in {name, None}
    return is_there and effect.kind not in {Kind.CALLED, Kind.ESCAPED, Kind.SHARED}


def _object(terms: Terms, owner: Node) -> Class | Instance | None:
    if owner.type == "this":
        return class_of_this(owner, terms.scope)
    if owner.type == "new_expression":
        constructor = owner.child_by_field_name("constructor")
        of = terms.named(constructor) if constructor is not None else None
        return Instance(of) if isinstance(of, Class) else None
    found = terms.known(owner) if owner.type == "identifier" else None
    return found if isinstance(found, Class | Instance) else None
