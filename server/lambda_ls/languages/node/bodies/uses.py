"""What code does with the value of a variable where it names it."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ..nodes import callee_name, field_text, parts, property_name, text_of
from .effects import Effect, Kind, Path
from .holding import Use, kept, key_of
from .reading import (
    GROWING,
    OPENING,
    PATTERNS,
    READING,
    gives_up,
    hands_on,
    is_assigned_by_pattern,
    is_given_up,
    is_owner,
    only_reads,
)

_DEEPEST = 24
_ASSIGN = "Object.assign"
_HOLDERS = frozenset({"array", "object", "pair"})
_KEEPING = frozenset({"&&=", "??=", "||="})


def effects_of(name: Node, home: Node | None) -> Iterator[Effect]:
    """What the code around a name does with its value; nothing where it only reads it.

    `home` is the function whose variable it is, None for one of the module.
    """
    use = Use(name)
    for _ in range(_DEEPEST):
        parent = use.node.parent
        if parent is None:
            return
        if is_owner(parent, use.node) and not use.inside:
            use.key = parent.child_by_field_name("property") or parent.child_by_field_name("index")
            use.path = (*use.path, key_of(parent))
        elif parent.type in _HOLDERS:
            use.inside = (*_slot(parent, use.node), *use.inside)
        elif parent.child_by_field_name("right") == use.node and _keeps(parent):
            yield from kept(parent.child_by_field_name("left"), use)
        elif parent.type == "arguments" and _is_merged_into(parent, use):
            yield from _merged(parent, use)
            parent = parent.parent or parent
        elif not hands_on(parent, use.node):
            yield from _effects(parent, use, home)
            return
        use.node = parent
    yield Effect(Kind.ESCAPED, use.path)


def _effects(parent: Node, use: Use, home: Node | None) -> Iterator[Effect]:
    kind, node, path, key = parent.type, use.node, use.path, use.key
    if kind == "variable_declarator":
        yield from kept(parent.child_by_field_name("name"), use)
    elif kind == "for_in_statement" and parent.child_by_field_name("right") == node:
        in_list = (*path, None) if not use.inside else path
        item = Use(node, in_list, inside=use.inside[1:])
        yield from kept(parent.child_by_field_name("left"), item)
    elif kind == "arguments" and parent.parent is not None:
        if not gives_up(parent.parent, home):
            is_copied = callee_name(parent.parent) == _ASSIGN
            yield _copied(use) if is_copied else Effect(Kind.ESCAPED, path)
    elif kind == "spread_element" and parent.parent is not None and parent.parent.type in _HOLDERS:
        if not is_given_up(parent.parent, home):
            yield _copied(use)
    elif use.inside:
        if not only_reads(parent, node, home):
            yield Effect(Kind.ESCAPED, path)
    elif kind in PATTERNS:
        # What is not assigned there is a default, which another name can get.
        is_set = is_assigned_by_pattern(node)
        yield Effect(Kind.SET, path, None, key) if is_set else Effect(Kind.ESCAPED, path)
    elif parent.child_by_field_name("left") == node and kind == "assignment_expression":
        yield Effect(Kind.SET, path, parent.child_by_field_name("right"), key)
    elif kind in {"augmented_assignment_expression", "for_in_statement", "update_expression"}:
        is_target = parent.child_by_field_name("right") != node
        if is_target and parent.child_by_field_name("kind") is None:
            yield Effect(Kind.SET, path, None, key)
    elif kind == "unary_expression" and field_text(parent, "operator") == "delete":
        yield Effect(Kind.REMOVED, path)
    elif kind == "call_expression" and path and parent.child_by_field_name("function") == node:
        yield from _of_method(path)
    elif not only_reads(parent, node, home):
        yield Effect(Kind.ESCAPED, path)


def _copied(use: Use) -> Effect:
    """What it means that an object or a list gets what is in a value."""
    if use.inside:
        return Effect(Kind.ESCAPED, use.path)
    return Effect(Kind.SHARED, (*use.path, None))


def _of_method(path: Path) -> Iterator[Effect]:
    owner, method = path[:-1], path[-1]
    if method in GROWING:
        yield Effect(Kind.GROWN, owner)
    elif method in OPENING:
        yield Effect(Kind.ESCAPED, (*owner, None))
    elif method not in READING:
        yield Effect(Kind.CALLED, owner)


def _is_merged_into(given: Node, use: Use) -> bool:
    """Whether an object gets the keys of others; it is what the call gives then."""
    call = given.parent
    is_target = parts(given)[0] == use.node and not use.inside
    return is_target and call is not None and callee_name(call) == _ASSIGN


def _merged(given: Node, use: Use) -> Iterator[Effect]:
    for each in parts(given)[1:]:
        yield Effect(Kind.MERGED, use.path, None if each.type == "spread_element" else each)


def _keeps(parent: Node) -> bool:
    """Whether an assignment gives what is on its right side to what is on its left."""
    if parent.type == "augmented_assignment_expression":
        return field_text(parent, "operator") in _KEEPING
    return parent.type == "assignment_expression"


def _slot(holder: Node, node: Node) -> Path:
    """The key at which an object or a list that is written out has a value."""
    if holder.type == "array":
        return (None,)
    if holder.type == "pair":
        key = holder.child_by_field_name("key")
        return (property_name(key) if key is not None else None,)
    return (text_of(node),) if node.type == "shorthand_property_identifier" else ()
