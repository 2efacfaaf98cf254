"""Where a function gives its result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.body import Caught, Returned, Way
from ....model.term import OPAQUE, Term
from ...conditions import Branching, conditions
from ...syntax import ancestors
from ..inside import innermost_function
from ..nodes import FUNCTIONS, bare, has_token, parts
from ..patterns import pattern_names
from .callbacks import Handed, handed_by
from .ends import can_end
from .leaving import Leaving
from .undefined import Undefined

if TYPE_CHECKING:
    from .terms import Terms

_BRANCHING = Branching(
    conditions={
        "if_statement": "condition",
        "while_statement": "condition",
        "switch_statement": "value",
    },
    leaving=frozenset({"return_statement", "throw_statement", "continue_statement"}),
    functions=frozenset(FUNCTIONS),
)
_ARGUMENTS = re.compile(r"(?:(?<![\w$.])|(?<=\.\.\.))arguments(?![\w$])")
_GENERATORS = frozenset({"generator_function", "generator_function_declaration"})


def returned_by(terms: Terms, node: Node) -> tuple[Returned, ...] | None:
    """Every place where a function gives its result; None where there can be others."""
    body = node.child_by_field_name("body")
    if body is None or node.has_error or node.type in _GENERATORS or has_token(node, "*"):
        return None
    handed = handed_by(terms, node) if terms.body.is_entry else Handed()
    if handed.is_hidden or _takes_arguments(terms, node):
        return None
    found = [
        Returned(
            value=_given(terms, value, call),
            span=terms.span(call),
            way=Way.CALLBACK,
            caught=_caught(terms, call),
            conditions=conditions(terms.tree, call, _BRANCHING),
        )
        for call, value in handed.calls
    ]
    found.extend(Returned(OPAQUE, terms.span(call), Way.CALLBACK) for call in handed.open_calls)
    found.extend(_values(terms, body, handed))
    if handed.is_used:
        return tuple(found)
    ends = list(_ends(terms, node, body))
    return None if ends and handed.may_end else (*found, *ends)


def _values(terms: Terms, body: Node, handed: Handed) -> Iterator[Returned]:
    """What a function returns."""
    calls = {call.id for call in handed.every}
    if body.type != "statement_block":
        if not handed.is_used:
            yield Returned(terms.of(_awaited(body)), terms.span(body))
        return
    for statement in terms.body.own("return_statement"):
        value = next(iter(parts(statement)), None)
        if value is None or bare(value).id in calls:
            continue
        if innermost_function(statement) == terms.body.node:
            yield Returned(
                value=terms.of(_awaited(value)),
                span=terms.span(statement),
                caught=_caught(terms, statement),
                conditions=conditions(terms.tree, statement, _BRANCHING),
            )


def _ends(terms: Terms, node: Node, body: Node) -> Iterator[Returned]:
    """Where a function gives nothing: at a `return` without a value, and at its end."""
    if body.type != "statement_block":
        return
    for statement in terms.body.own("return_statement"):
        if not parts(statement) and innermost_function(statement) == node:
            given, span = _given(terms, None, statement), terms.span(statement)
            yield Returned(given, span, caught=_caught(terms, statement))
    if can_end(body, Leaving(terms)):
        name = node.child_by_field_name("name") or node
        yield Returned(_given(terms, None, name), terms.span(name), Way.END)


def _given(terms: Terms, value: Node | None, place: Node) -> Term:
    return terms.of(value) if value is not None else Undefined(None, terms.spot(place))


def _awaited(value: Node) -> Node:
    """What a result is without `await`, as whoever gets it waits for it anyway."""
    value = bare(value)
    while value.type == "await_expression" and parts(value):
        value = bare(parts(value)[0])
    return value


def _takes_arguments(terms: Terms, node: Node) -> bool:
    """Whether a handler may take its callback out of `arguments`, or hand all of them on."""
    if not terms.body.is_entry or node.type == "arrow_function":
        return False
    return _ARGUMENTS.search(terms.text(node)) is not None


def _caught(terms: Terms, statement: Node) -> Caught | None:
    """The clause for errors in which a function gives its result."""
    for parent, _ in ancestors(statement):
        if parent.type == "catch_clause":
            parameter = parent.child_by_field_name("parameter")
            bound = pattern_names(parameter) if parameter is not None else []
            names = {terms.text(name) for name, _ in bound}
            used = terms.tree.find(statement, "identifier", "shorthand_property_identifier")
            is_given = any(terms.text(each) in names for each in used)
            is_name = parameter is not None and parameter.type == "identifier"
            name = terms.text(parameter) if parameter is not None and is_name else ""
            return Caught(name, terms.span(parent), is_given)
        if parent == terms.body.node:
            return None
    return None
