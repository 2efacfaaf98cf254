"""On what it depends whether a statement is come to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from tree_sitter import Node

from ..model.body import Condition
from .syntax import SyntaxTree, ancestors


class Branching(Struct, frozen=True):
    """How a language branches: types of nodes, and the fields that hold what decides.

    `leaving` are the statements after which nothing of their block is executed. `negates` is what
    makes a condition hold where something is not there, `unclear` what several conditions in one
    have, and others of which it is not plain what they hold for.
    """

    conditions: dict[str, str]
    leaving: frozenset[str]
    functions: frozenset[str]
    negates: re.Pattern[str]
    unclear: re.Pattern[str]


_LESS_THAN_ONE = re.compile(r"<\s*1\b")
_COUNT = re.compile(r"(?<![\w.])(?!0\b)\d")
_TEXTS = re.compile(r"""(["'])(?!undefined\1)[^"'\n]*\1""")


def conditions(tree: SyntaxTree, statement: Node, branching: Branching) -> tuple[Condition, ...]:
    """The conditions around a statement of a function, and those before it that would have left."""
    found = _deciding(statement, branching)
    return tuple(_read(tree, node, holds, branching) for node, holds in found)


def _read(tree: SyntaxTree, node: Node, holds: bool | None, branching: Branching) -> Condition:
    written = tree.text(node)
    text = _TEXTS.sub("''", written)
    negations = len(branching.negates.findall(text))
    is_plain = negations < 2 and branching.unclear.search(text) is None
    return Condition(
        span=tree.span(node),
        holds=holds,
        is_negated=negations > 0 if is_plain else None,
        is_about_number=_COUNT.search(_LESS_THAN_ONE.sub("", written)) is not None,
    )


def _deciding(statement: Node, branching: Branching) -> Iterator[tuple[Node, bool | None]]:
    for parent, child in ancestors(statement):
        if parent.type in branching.functions:
            return
        condition = _condition(parent, branching)
        if condition is not None:
            yield condition, _holds(parent, child)
        for before in parent.named_children:
            if before == child:
                break
            if before.type == "if_statement" and _leaves(before, branching):
                left = _condition(before, branching)
                if left is not None:
                    yield left, False


def _condition(node: Node, branching: Branching) -> Node | None:
    field = branching.conditions.get(node.type)
    return node.child_by_field_name(field) if field else None


def _holds(branch: Node, child: Node) -> bool | None:
    """What the condition of a branch is where one of its parts is executed."""
    if child == branch.child_by_field_name("consequence"):
        return True
    is_choice = branch.child_by_field_name("consequence") is not None
    is_otherwise = child in branch.children_by_field_name("alternative")
    return False if is_choice and is_otherwise else None


def _leaves(branch: Node, branching: Branching) -> bool:
    """Whether nothing after an `if` without `else` is executed when its condition holds."""
    body = branch.child_by_field_name("consequence")
    if body is None or branch.child_by_field_name("alternative") is not None:
        return False
    last = body.named_children[-1] if body.named_children else body
    return body.type in branching.leaving or last.type in branching.leaving
