"""The members that object literals and classes are written with."""

from __future__ import annotations

from msgspec import Struct
from tree_sitter import Node

from .nodes import callee_name, has_token, parts, property_name, text_of

_MAX_DECORATORS = 20


class Member(Struct, frozen=True):
    """A property of an object or class: its key, all of it, and its value if that can be told."""

    key: Node
    extent: Node
    value: Node | None


def class_members(node: Node, static: bool) -> tuple[dict[str, Member], bool]:
    """The members of a class or of its instances, and whether it has a constructor."""
    body = node.child_by_field_name("body")
    members: dict[str, Member] = {}
    has_constructor = False
    for part in parts(body) if body else []:
        key, value = entry(part)
        name = property_name(key) if key else None
        has_constructor = has_constructor or name == "constructor"
        if key and name and name != "constructor" and has_token(part, "static") is static:
            members[name] = Member(key, part, value)
    return members, has_constructor


def extends(node: Node) -> bool:
    """Whether a class takes over members of another, or a decorator can change it."""
    if has_token(node, "decorator") or (node.parent and has_token(node.parent, "decorator")):
        return True
    heritage = next((part for part in parts(node) if part.type == "class_heritage"), None)
    clauses = parts(heritage) if heritage else []
    return any(clause.type != "implements_clause" for clause in clauses)


def decorators(method: Node) -> tuple[str, ...]:
    """The names of a method's decorators, the outermost first."""
    names: list[str] = []
    above = method.prev_named_sibling
    while above is not None and above.type == "decorator" and len(names) < _MAX_DECORATORS:
        inner = parts(above)
        if inner:
            is_call = inner[0].type == "call_expression"
            names.insert(0, callee_name(inner[0]) if is_call else text_of(inner[0])[:100])
        above = above.prev_named_sibling
    return tuple(names)


def entry(part: Node) -> tuple[Node | None, Node | None]:
    """The key and the value of one member of an object literal or class body."""
    if part.type == "shorthand_property_identifier":
        return part, part
    key = part.child_by_field_name("key") or part.child_by_field_name("property")
    key = key or part.child_by_field_name("name")
    if part.type == "method_definition":
        return key, part
    return key, part.child_by_field_name("value")
