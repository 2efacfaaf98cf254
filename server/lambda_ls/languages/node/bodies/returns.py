"""Where a function gives its result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.body import Caught, Returned, Way
from ....model.term import OPAQUE, Term
from ...conditions import conditions
from ...syntax import ancestors
from ..inside import innermost_function
from ..nodes import FUNCTIONS, bare, has_token, parts
from ..parameters import parameter_nodes, target_and_default
from ..patterns import pattern_names
from .branching import BRANCHING
from .callbacks import Handed, handed_by
from .ends import can_end
from .leaving import Leaving
from .promises import settled
from .undefined import Undefined

if TYPE_CHECKING:
    from .terms import Terms

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
            conditions=conditions(terms.tree, call, BRANCHING),
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
            yield from _settled(terms, body, body, _caught(terms, body))
        return
    for statement in _returns(terms, terms.body.node):
        value = next(iter(parts(statement)), None)
        if value is not None and bare(value).id not in calls:
            yield from _settled(terms, value, statement, _caught(terms, statement))


def _settled(
    terms: Terms, value: Node, statement: Node, caught: Caught | None
) -> Iterator[Returned]:
    """What a statement gives, through the promises whose results are waited for anyway."""
    given = list(settled(value))
    for each in given:
        if each.callback is not None and each.callback.type in FUNCTIONS:
            yield from _of_callback(terms, each.callback, catches=each.catches)
        else:
            term = terms.of(each.value) if len(given) == 1 else OPAQUE
            around = conditions(terms.tree, statement, BRANCHING)
            yield Returned(term, terms.span(statement), caught=caught, conditions=around)


def _of_callback(terms: Terms, function: Node, *, catches: bool) -> Iterator[Returned]:
    """What a promise gives whose result a function makes."""
    body = function.child_by_field_name("body")
    is_block = body is not None and body.type == "statement_block"
    statements = _returns(terms, function) if is_block else [body] if body is not None else []
    given = parameter_nodes(function)
    parameter = target_and_default(given[0])[0] if given else None
    for statement in statements:
        value = next(iter(parts(statement)), None) if is_block else statement
        own = _caught(terms, statement, function)
        caught = own or (_by(terms, function, parameter, statement) if catches else None)
        if value is not None:
            yield from _settled(terms, value, statement, caught)
        else:
            yield Returned(OPAQUE, terms.span(statement))
    if body is not None and is_block and can_end(body, Leaving(terms)):
        yield Returned(OPAQUE, terms.span(function))


def _returns(terms: Terms, function: Node) -> list[Node]:
    """The `return` statements of a function itself."""
    found = terms.tree.find(function, "return_statement")
    return [each for each in found if innermost_function(each) == function]


def _ends(terms: Terms, node: Node, body: Node) -> Iterator[Returned]:
    """Where a function gives nothing: at a `return` without a value, and at its end."""
    if body.type != "statement_block":
        return
    for statement in _returns(terms, node):
        if not parts(statement):
            given, span = _given(terms, None, statement), terms.span(statement)
            yield Returned(given, span, caught=_caught(terms, statement))
    if can_end(body, Leaving(terms)):
        name = node.child_by_field_name("name") or node
        yield Returned(_given(terms, None, name), terms.span(name), Way.END)


def _given(terms: Terms, value: Node | None, place: Node) -> Term:
    return terms.of(value) if value is not None else Undefined(None, terms.spot(place))


def _takes_arguments(terms: Terms, node: Node) -> bool:
    """Whether a handler may take its callback out of `arguments`, or hand all of them on."""
    if not terms.body.is_entry or node.type == "arrow_function":
        return False
    return _ARGUMENTS.search(terms.text(node)) is not None


def _caught(terms: Terms, statement: Node, within: Node | None = None) -> Caught | None:
    """The clause for errors in which a function gives its result; one of `within` if given."""
    function = within or terms.body.node
    for parent, _ in ancestors(statement):
        if parent.type == "catch_clause":
            return _by(terms, parent, parent.child_by_field_name("parameter"), statement)
        if parent == function:
            return None
    return None


def _by(terms: Terms, clause: Node, parameter: Node | None, statement: Node) -> Caught:
    bound = pattern_names(parameter) if parameter is not None else []
    names = {terms.text(name) for name, _ in bound}
    used = terms.tree.find(statement, "identifier", "shorthand_property_identifier")
    is_given = any(terms.text(each) in names for each in used)
    is_name = parameter is not None and parameter.type == "identifier"
    name = terms.text(parameter) if parameter is not None and is_name else ""
    return Caught(name, terms.span(clause), is_given)
