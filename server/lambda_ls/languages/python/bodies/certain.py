"""Whether everybody who comes to a function comes to a place in it, with no error caught there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tree_sitter import Node

from ...elsewhere import asks_where
from ...syntax import ancestors
from .catching import CLAUSES, may_suppress
from .choices import always_holds
from .ends import can_end, is_reached

if TYPE_CHECKING:
    from .bodies import PythonBody

_BRANCHES = frozenset({"case_clause", "elif_clause", "else_clause", "lambda"})
_FILTERED = frozenset(
    {
        "dictionary_comprehension",
        "generator_expression",
        "list_comprehension",
        "set_comprehension",
    }
)
_WORD = re.compile(r"\w+")


def is_certain(body: PythonBody, node: Node, asked: str = "") -> bool:
    """Whether the function certainly comes to a node once it is called.

    `asked` is the parameter that what is done there depends on, empty if there is none.
    """
    if not is_reached(node):
        return False
    for parent, child in ancestors(node):
        if parent == body.node:
            return not _may_leave_before(body, node, asked)
        if _may_pass_by(body, parent, child):
            return False
    return body.function is None


def _may_pass_by(body: PythonBody, parent: Node, child: Node) -> bool:
    """Whether code can come to `parent` and not to `child`, or catches errors there."""
    kind = parent.type
    if kind in _BRANCHES or kind in CLAUSES:
        return True
    if kind in {"if_statement", "while_statement"}:
        condition = parent.child_by_field_name("condition")
        is_endless = kind == "while_statement" and always_holds(condition)
        return child != condition and not is_endless
    if kind == "conditional_expression":
        return child != parent.named_children[1]
    if kind == "boolean_operator":
        return child == parent.child_by_field_name("right")
    if kind == "try_statement":
        is_body = child == parent.child_by_field_name("body")
        return is_body and any(each.type in CLAUSES for each in parent.named_children)
    if kind == "with_statement":
        return child == parent.child_by_field_name("body") and may_suppress(parent)
    if kind in _FILTERED:
        return kind == "generator_expression" or any(
            each.type == "if_clause" for each in parent.named_children
        )
    return False


def _may_leave_before(body: PythonBody, node: Node, asked: str) -> bool:
    """Whether the function can be left before a node where the call itself does not tell so.

    That an early `return` depends on a parameter is the caller's doing: that is what an invocation
    brings. Anything else may be about where the code runs.
    """
    names = {each.name for each in body.formals} - {asked}
    for statement in body.own("if_statement", "elif_clause"):
        if statement.start_byte >= node.start_byte:
            return False
        consequence = statement.child_by_field_name("consequence")
        condition = statement.child_by_field_name("condition")
        if consequence is None or condition is None or can_end(consequence):
            continue
        text = body.terms.text(condition)
        if asks_where(text) or names.isdisjoint(_WORD.findall(text)):
            return True
    return False
