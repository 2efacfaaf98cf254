"""What holds a value besides the variable itself."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from tree_sitter import Node

from ..nodes import string_value, text_of
from ..patterns import pattern_names
from .effects import Effect, Holder, Kind, Path
from .reading import MEMBERS, PATTERNS


class Use(Struct):
    """An expression with the value at `path` of a variable, or with an object around it.

    That object has it at `inside`; it is empty where the expression is the value itself.
    """

    node: Node
    path: Path = ()
    key: Node | None = None
    inside: Path = ()


def kept(target: Node | None, use: Use) -> Iterator[Effect]:
    """What it means that a name, a member or a pattern is given a value."""
    if target is not None and target.type == "identifier":
        yield Effect(Kind.KEPT, use.path, holder=Holder(target, use.inside))
    elif target is not None and target.type in MEMBERS:
        yield _kept_by_member(target, use)
    elif target is None or use.inside or target.type not in PATTERNS:
        yield Effect(Kind.ESCAPED, use.path)
    else:
        for name, keys in pattern_names(target):
            if keys is None:
                yield Effect(Kind.ESCAPED, (*use.path, None))
            else:
                yield Effect(Kind.KEPT, (*use.path, *keys), holder=Holder(name))


def _kept_by_member(target: Node, use: Use) -> Effect:
    path: Path = use.inside
    node: Node | None = target
    while node is not None and node.type in MEMBERS:
        path = (key_of(node), *path)
        node = node.child_by_field_name("object")
    if node is None or node.type != "identifier":
        return Effect(Kind.ESCAPED, use.path)
    return Effect(Kind.KEPT, use.path, holder=Holder(node, path))


def key_of(member: Node) -> str | None:
    """The key of a member of something, None if it is computed."""
    name = member.child_by_field_name("property")
    return text_of(name) if name is not None else string_value(member.child_by_field_name("index"))
