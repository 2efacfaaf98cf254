"""Which names the patterns of Python bind: targets of assignments, `case` patterns."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ..syntax import descendants

TARGETS = frozenset(
    {
        "as_pattern_target",
        "expression_list",
        "list",
        "list_pattern",
        "list_splat",
        "list_splat_pattern",
        "parenthesized_expression",
        "pattern_list",
        "tuple",
        "tuple_pattern",
    }
)


def targets(node: Node) -> Iterator[Node]:
    """The identifiers that an assignment to `node` binds."""
    pending = [node]
    while pending:
        current = pending.pop()
        if current.type == "identifier":
            yield current
        elif current.type in TARGETS:
            pending.extend(reversed(current.named_children))


def captures(pattern: Node) -> Iterator[Node]:
    """The identifiers that a `case` pattern binds."""
    for node in descendants(pattern):
        if node.type == "identifier" and is_capture(node):
            yield node


def is_capture(name: Node) -> bool:
    """Whether an identifier in a `case` pattern is bound by it, and not a value or class there."""
    parent = name.parent
    if parent is None:
        return False
    if parent.type == "dotted_name":
        around = parent.parent
        bare = parent.named_child_count == 1
        return bare and around is not None and around.type != "class_pattern"
    if parent.type == "as_pattern":
        return name == parent.named_children[-1]
    return parent.type in {"splat_pattern", "as_pattern_target"}
