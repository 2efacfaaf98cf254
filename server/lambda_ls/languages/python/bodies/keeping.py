"""Where a Python function keeps what it makes for the next invocation, or makes it only then."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....text.span import Span
from .catching import CLAUSES

if TYPE_CHECKING:
    from .bodies import PythonBody

# Decorators that remember what a function gives, by what their names say.
_REMEMBERS = re.compile(r"cache|memo|single|lazy|once|fixture|property", re.IGNORECASE)
# Conditions that ask whether something is there already.
_ASKS = re.compile(r"\bNone\b|\bnot\b|\bin\b|\bhasattr\b|\bis_\w+|==|!=")
# Where something is made only for a while, for want of something else, or at another time.
_ASIDE = (
    "boolean_operator",
    "conditional_expression",
    "lambda",
    "with_clause",
    *CLAUSES,
)


def kept_in(body: PythonBody) -> Iterator[Span]:
    """The parts of a function in which calls make nothing that every invocation makes anew."""
    if _is_remembered(body):
        yield body.span
    for node in body.own(*_ASIDE):
        yield body.terms.span(node)
    for statement in body.own("if_statement", "elif_clause"):
        condition, block = (
            statement.child_by_field_name(each) for each in ("condition", "consequence")
        )
        if condition and block and _ASKS.search(body.terms.text(condition)):
            yield body.terms.span(block)
    assignments = body.own("assignment")
    lasting = {name for each in assignments if (name := _given_on(body, each)) is not None}
    for assignment in assignments:
        if _is_lasting(body, assignment, lasting):
            yield body.terms.span(assignment)


def _is_remembered(body: PythonBody) -> bool:
    parent = body.node.parent
    if parent is None or parent.type != "decorated_definition":
        return False
    decorators = (each for each in parent.named_children if each.type == "decorator")
    return any(_REMEMBERS.search(body.terms.text(each)) for each in decorators)


def _given_on(body: PythonBody, assignment: Node) -> str | None:
    """The name whose value an assignment gives to something that outlives the function."""
    target, value = (assignment.child_by_field_name(each) for each in ("left", "right"))
    if target is None or value is None or value.type != "identifier":
        return None
    is_outer = target.type != "identifier" or body.names.is_kept(body.terms.text(target))
    return body.terms.text(value) if is_outer else None


def _is_lasting(body: PythonBody, assignment: Node, lasting: Container[str]) -> bool:
    """Whether an assignment gives its value to something that is there after the function."""
    left = assignment.child_by_field_name("left")
    if left is None or left.type != "identifier":
        return True
    name = body.terms.text(left)
    return body.names.is_kept(name) or name in lasting
