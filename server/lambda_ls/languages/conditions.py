"""On what it depends whether a statement is come to."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from tree_sitter import Node

from ..text.span import Span
from .syntax import SyntaxTree, ancestors


class Branching(Struct, frozen=True):
    """How a language branches: types of nodes, and the fields that hold what decides.

    `leaving` are the statements after which nothing of their block is executed.
    """

    conditions: dict[str, str]
    leaving: frozenset[str]
    functions: frozenset[str]


def conditions(tree: SyntaxTree, statement: Node, branching: Branching) -> tuple[Span, ...]:
    """The conditions around a statement of a function, and those before it that would have left."""
    return tuple(tree.span(each) for each in _deciding(statement, branching))


def _deciding(statement: Node, branching: Branching) -> Iterator[Node]:
    for parent, child in ancestors(statement):
        if parent.type in branching.functions:
            return
        yield from _condition(parent, branching)
        for before in parent.named_children:
            if before == child:
                break
            if before.type == "if_statement" and _leaves(before, branching):
                yield from _condition(before, branching)


def _condition(node: Node, branching: Branching) -> Iterator[Node]:
    field = branching.conditions.get(node.type)
    found = node.child_by_field_name(field) if field else None
    if found is not None:
        yield found


def _leaves(branch: Node, branching: Branching) -> bool:
    """Whether nothing after an `if` without `else` is executed when its condition holds."""
    body = branch.child_by_field_name("consequence")
    if body is None or branch.child_by_field_name("alternative") is not None:
        return False
    last = body.named_children[-1] if body.named_children else body
    return body.type in branching.leaving or last.type in branching.leaving
