"""The names in a destructuring pattern."""

from __future__ import annotations

from tree_sitter import Node

from .nodes import parts, property_name, text_of


def pattern_names(pattern: Node) -> list[tuple[Node, tuple[str, ...] | None]]:
    """The names that a pattern binds, each with its path of keys in the value.

    The path is None where the value is not simply that property: a default, `...rest`, an array.
    """
    found: list[tuple[Node, tuple[str, ...] | None]] = []
    pending: list[tuple[Node, tuple[str, ...] | None]] = [(pattern, ())]
    while pending:
        node, path = pending.pop()
        if node.type in ("identifier", "shorthand_property_identifier_pattern"):
            is_shorthand = node.type != "identifier"
            found.append((node, _joined(path, text_of(node)) if is_shorthand else path))
        elif node.type == "object_pattern":
            pending.extend((child, path) for child in reversed(parts(node)))
        elif node.type == "pair_pattern":
            key, value = node.child_by_field_name("key"), node.child_by_field_name("value")
            if key and value:
                pending.append((value, _joined(path, property_name(key))))
        elif node.type in ("assignment_pattern", "object_assignment_pattern"):
            left = node.child_by_field_name("left")
            if left:
                pending.append((left, None))
        elif node.type in ("array_pattern", "rest_pattern"):
            pending.extend((child, None) for child in reversed(parts(node)))
    return found


def _joined(path: tuple[str, ...] | None, name: str | None) -> tuple[str, ...] | None:
    return None if path is None or name is None else (*path, name)
