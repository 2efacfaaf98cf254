"""Operators: what is chosen, compared and computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.term import (
    OPAQUE,
    Choice,
    Constant,
    Encoded,
    Failure,
    Items,
    Record,
    Spot,
    Term,
    Typed,
)
from .undefined import Undefined

if TYPE_CHECKING:
    from .terms import Terms

_CHOOSING = frozenset({"&&", "??", "||"})
_COMPARING = frozenset(
    {"!=", "!==", "<", "<=", "==", "===", ">", ">=", "in", "instanceof"},
)
_COMPUTING = frozenset({"%", "*", "**", "-", "/"})
_NUMBERS = frozenset({"integer", "number"})


def either(options: list[Term], spot: Spot) -> Term:
    """One of several values."""
    distinct = list(dict.fromkeys(options))
    return distinct[0] if len(distinct) == 1 else Choice(tuple(distinct), spot)


def _read_ternary(terms: Terms, node: Node) -> Term:
    sides = (node.child_by_field_name(each) for each in ("consequence", "alternative"))
    return _one_of(terms, node, [terms.of(side) if side else OPAQUE for side in sides])


def _read_logical(terms: Terms, node: Node, operator: str) -> Term:
    left, right = (node.child_by_field_name(each) for each in ("left", "right"))
    if left is None or right is None:
        return OPAQUE
    first, second = terms.of(left), terms.of(right)
    kept = [each for each in _options(first) if not _is_passed_over(each, operator)]
    return _one_of(terms, node, [*kept, second])


def _one_of(terms: Terms, node: Node, options: list[Term]) -> Term:
    return OPAQUE if OPAQUE in options else either(options, terms.spot(node))


def _is_passed_over(left: Term, operator: str) -> bool:
    """Whether a value on the left side is certainly not what the operator gives."""
    is_known = isinstance(left, Constant)
    value = left.value if isinstance(left, Constant) else None
    if operator == "??":
        return is_known and value is None
    if operator == "||":
        return is_known and not value
    return bool(value) or isinstance(left, Encoded | Failure | Items | Record)


def _options(term: Term) -> tuple[Term, ...]:
    return term.options if isinstance(term, Choice) else (term,)


def _read_binary(terms: Terms, node: Node) -> Term:
    sign = node.child_by_field_name("operator")
    operator = sign.type if sign else ""
    if operator in _CHOOSING:
        return _read_logical(terms, node, operator)
    if operator in _COMPARING:
        return Typed("boolean", terms.spot(node))
    left, right = (node.child_by_field_name(each) for each in ("left", "right"))
    if left is None or right is None:
        return OPAQUE
    sides = [terms.of(left), terms.of(right)]
    if operator == "+" and any(map(is_text, sides)):
        return Typed("string", terms.spot(node))
    are_numbers = map(_is_number, sides)
    # A number can only be computed with another number.
    is_number = all(are_numbers) if operator == "+" else any(are_numbers)
    is_known = is_number and (operator == "+" or operator in _COMPUTING)
    return Typed("number", terms.spot(node)) if is_known else OPAQUE


def _read_unary(terms: Terms, node: Node) -> Term:
    sign, argument = node.child_by_field_name("operator"), node.child_by_field_name("argument")
    operator, spot = sign.type if sign else "", terms.spot(node)
    if argument is None:
        return OPAQUE
    if operator in {"!", "delete"}:
        return Typed("boolean", spot)
    if operator == "typeof":
        return Typed("string", spot)
    if operator == "void":
        return Undefined(None, spot)
    if operator == "+":
        return Typed("number", spot)
    of = terms.of(argument)
    if operator != "-" or not _is_number(of):
        return OPAQUE
    if isinstance(of, Constant) and isinstance(of.value, int):
        return Constant(-of.value, spot)
    return Typed("number", spot)


def _read_assignment(terms: Terms, node: Node) -> Term:
    right = node.child_by_field_name("right")
    return terms.of(right) if right else OPAQUE


def is_text(term: Term) -> bool:
    """Whether a value certainly is a string."""
    if isinstance(term, Constant):
        return isinstance(term.value, str)
    return isinstance(term, Encoded) or (isinstance(term, Typed) and term.type == "string")


def _is_number(term: Term) -> bool:
    if isinstance(term, Constant):
        return isinstance(term.value, int) and not isinstance(term.value, bool)
    return isinstance(term, Typed) and term.type in _NUMBERS


READERS: Mapping[str, Callable[[Terms, Node], Term]] = {
    "assignment_expression": _read_assignment,
    "binary_expression": _read_binary,
    "ternary_expression": _read_ternary,
    "unary_expression": _read_unary,
}
