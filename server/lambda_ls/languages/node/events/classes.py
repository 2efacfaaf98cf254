"""Classes of the file, their instances and methods."""

from __future__ import annotations

from tree_sitter import Node

from ...flows.known import Class, Function, Instance, Known
from ...flows.scope import Scope
from ...syntax import ancestors
from ..members import entry
from ..nodes import CLASSES, FUNCTIONS, has_token, parts, property_name
from .reading import Reading

_CONSTRUCTOR = "constructor"
_BODY = "class_body"
_OWN_THIS = FUNCTIONS - {"arrow_function"}


def method_of(owner: Class | Instance, name: str) -> Function | None:
    """A method that a class itself has, or that its instances have from it."""
    is_static = isinstance(owner, Class)
    of = owner if isinstance(owner, Class) else owner.of
    function = _member(of.node, name, is_static) if name != _CONSTRUCTOR else None
    return Function(function, of.scope) if function is not None else None


def constructor_of(of: Class) -> Function | None:
    """What `new` calls."""
    function = _member(of.node, _CONSTRUCTOR, is_static=False)
    return Function(function, of.scope) if function is not None else None


def read_this(reading: Reading, node: Node) -> Known:
    """`this` in a method or field of a class, and in the arrow functions in it."""
    return class_of_this(reading.function.node, reading.function.scope)


def class_of_this(node: Node, scope: Scope) -> Class | Instance | None:
    """What `this` is in a function or further inside, as far as a class says so."""
    is_static = False
    for parent, child in ancestors(node):
        if parent.type == _BODY:
            is_static = has_token(child, "static")
        elif child.type in _OWN_THIS:
            return None
        if parent.type in CLASSES:
            of = Class(parent, scope)
            return of if is_static else Instance(of)
    return None


def _member(node: Node, name: str, is_static: bool) -> Node | None:
    body = node.child_by_field_name("body")
    for part in parts(body) if body is not None else ():
        key, value = entry(part)
        if key is not None and property_name(key) == name:
            is_own = has_token(part, "static") is is_static and not has_token(part, "get")
            return value if is_own else None
    return None
