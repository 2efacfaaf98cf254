"""Where a JavaScript function keeps what it makes, or makes it only for want of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....text.span import Span
from ..nodes import bare, field_text, text_of

if TYPE_CHECKING:
    from .bodies import NodeBody

# Conditions that ask whether something is there already.
_ASKS = re.compile(r"!(?!=)|\bnull\b|\bundefined\b|\btypeof\b|\bin\b|\.has\(|\bis[A-Z]")
_CHOOSING = frozenset({"&&", "??", "||"})


def kept_in(body: NodeBody) -> Iterator[Span]:
    """The parts of a function in which calls make nothing that every invocation makes anew."""
    for node in body.own("augmented_assignment_expression", "catch_clause", "ternary_expression"):
        yield body.terms.span(node)
    for node in body.own("binary_expression"):
        if field_text(node, "operator") in _CHOOSING:
            yield body.terms.span(node)
    for statement in body.own("if_statement"):
        condition, block = (
            statement.child_by_field_name(each) for each in ("condition", "consequence")
        )
        if condition and block and _ASKS.search(body.terms.text(condition)):
            yield body.terms.span(block)
    lasting = list(_lasting(body))
    yield from map(body.terms.span, lasting)
    names = {text_of(bare(each)) for each in lasting}
    for declarator in body.own("variable_declarator"):
        if field_text(declarator, "name") in names:
            yield body.terms.span(declarator)


def _lasting(body: NodeBody) -> Iterator[Node]:
    """What is given to something that is there after the function."""
    for assignment in body.own("assignment_expression"):
        left, right = (assignment.child_by_field_name(each) for each in ("left", "right"))
        if left is not None and right is not None and _is_outer(body, left):
            yield right


def _is_outer(body: NodeBody, target: Node) -> bool:
    if target.type != "identifier":
        return True
    variable = body.names.variable(target)
    own = body.node
    return variable is None or not (
        own.start_byte <= variable.scope.start_byte and variable.scope.end_byte <= own.end_byte
    )
