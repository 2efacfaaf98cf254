"""What code does with the value of a variable, at each place that names it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from msgspec import Struct
from tree_sitter import Node

from ..nodes import TRANSPARENT, arguments, callee_name, field_text, string_value, text_of
from .library import leaves_alone, only_takes

_DEEPEST = 24
_LOGICAL = frozenset({"&&", "??", "||"})
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
_GROWING = frozenset({"push", "splice", "unshift"})
_READING = frozenset(
    {"at", "concat", "entries", "every", "filter", "find", "findIndex", "flat", "flatMap"}
    | {"forEach", "hasOwnProperty", "includes", "indexOf", "join", "keys", "map", "reduce"}
    | {"slice", "some", "split", "toLowerCase", "toString", "toUpperCase", "trim", "values"}
)
_ASSIGN = "Object.assign"
_ENDING = frozenset({"return_statement", "throw_statement"})


class Kind(Enum):
    """What happens to the value at a path inside of a variable."""

    SET = "set"
    """Another value is given to it; to the variable itself where there is no path."""
    REMOVED = "removed"
    GROWN = "grown"
    """Items are added to a list, or taken out of it."""
    MERGED = "merged"
    """It gets the keys of another object."""
    CALLED = "called"
    """A method of it is called that can change it."""
    ALIASED = "aliased"
    """Another variable is given it, through which it can be changed."""
    ESCAPED = "escaped"
    """Other code gets it, and can change it."""


class Effect(Struct, frozen=True):
    """One thing that happens at `path`, where None stands for a key that is computed.

    `value` is what is set or merged, None where that cannot be told; `key` is where the last key
    of the path is written.
    """

    kind: Kind
    path: tuple[str | None, ...] = ()
    value: Node | None = None
    key: Node | None = None

    @property
    def is_assignment(self) -> bool:
        """Whether the variable itself gets another value."""
        return self.kind is Kind.SET and not self.path


def effects_of(name: Node) -> Iterator[Effect]:
    """What the code around a name does with its value."""
    if name.type == "shorthand_property_identifier":
        return
    if name.parent is not None and name.parent.type in _PATTERNS:
        if _is_assigned_by_pattern(name):
            yield Effect(Kind.SET)
        return
    path: list[str | None] = []
    key: Node | None = None
    node, parent = name, name.parent
    for _ in range(_DEEPEST):
        if parent is None:
            return
        if _is_owner(parent, node):
            key = parent.child_by_field_name("property") or parent.child_by_field_name("index")
            path.append(_key(parent))
        elif not _hands_on(parent, node):
            break
        node, parent = parent, parent.parent
    if parent is not None:
        yield from _effects(parent, node, tuple(path), key)


def _effects(
    parent: Node, node: Node, path: tuple[str | None, ...], key: Node | None
) -> Iterator[Effect]:
    kind = parent.type
    if kind == "assignment_expression":
        left, right = parent.child_by_field_name("left"), parent.child_by_field_name("right")
        if left == node:
            yield Effect(Kind.SET, path, right, key)
        elif left is not None and left.type == "identifier":
            yield Effect(Kind.ALIASED, path)
    elif kind == "augmented_assignment_expression":
        if parent.child_by_field_name("left") == node:
            yield Effect(Kind.SET, path, None, key)
    elif kind == "update_expression":
        yield Effect(Kind.SET, path, None, key)
    elif kind == "unary_expression":
        if field_text(parent, "operator") == "delete" and path:
            yield Effect(Kind.REMOVED, path)
    elif kind == "for_in_statement":
        is_target = parent.child_by_field_name("left") == node
        if is_target and parent.child_by_field_name("kind") is None:
            yield Effect(Kind.SET, path, None, key)
    elif kind == "variable_declarator":
        target = parent.child_by_field_name("name")
        if target is not None and target != node and target.type == "identifier":
            yield Effect(Kind.ALIASED, path)
    elif kind == "call_expression" and parent.child_by_field_name("function") == node and path:
        yield from _of_method(path)
    elif kind == "arguments" and parent.parent is not None:
        yield from _of_argument(parent.parent, node, path)


def _of_method(path: tuple[str | None, ...]) -> Iterator[Effect]:
    if path[-1] in _GROWING:
        yield Effect(Kind.GROWN, path[:-1])
    elif path[-1] not in _READING:
        yield Effect(Kind.CALLED, path[:-1])


def _of_argument(call: Node, node: Node, path: tuple[str | None, ...]) -> Iterator[Effect]:
    given = arguments(call)
    callee = callee_name(call)
    if callee == _ASSIGN:
        for merged in given[1:] if given[0] == node else ():
            yield Effect(Kind.MERGED, path, None if merged.type == "spread_element" else merged)
        return
    is_made = call.type == "new_expression"
    if (only_takes(callee) if is_made else leaves_alone(callee)) or _is_last(call):
        return
    yield Effect(Kind.ESCAPED, path)


def _is_last(call: Node) -> bool:
    """Whether nothing comes after a call but its result."""
    node, parent = call, call.parent
    while parent is not None and parent.type in TRANSPARENT | {"await_expression"}:
        node, parent = parent, parent.parent
    if parent is None or parent.type in _ENDING:
        return parent is not None
    return parent.type == "arrow_function" and parent.child_by_field_name("body") == node


def _is_owner(parent: Node, node: Node) -> bool:
    is_member = parent.type in {"member_expression", "subscript_expression"}
    return is_member and parent.child_by_field_name("object") == node


def _key(member: Node) -> str | None:
    name = member.child_by_field_name("property")
    return text_of(name) if name is not None else string_value(member.child_by_field_name("index"))


def _hands_on(parent: Node, node: Node) -> bool:
    """Whether what is around an expression can have its value as its own."""
    if parent.type == "ternary_expression":
        return parent.child_by_field_name("condition") != node
    if parent.type == "binary_expression":
        return field_text(parent, "operator") in _LOGICAL
    return parent.type in TRANSPARENT or parent.type == "await_expression"


def _is_assigned_by_pattern(name: Node) -> bool:
    node, parent = name, name.parent
    for _ in range(_DEEPEST):
        if parent is None or parent.type not in _PATTERNS:
            break
        is_target = parent.child_by_field_name("right") != node
        is_target = is_target and parent.child_by_field_name("key") != node
        if not is_target:
            return False
        node, parent = parent, parent.parent
    if parent is None or parent.child_by_field_name("left") != node:
        return False
    is_loop = parent.type == "for_in_statement"
    is_loop = is_loop and parent.child_by_field_name("kind") is None
    return is_loop or parent.type == "assignment_expression"
