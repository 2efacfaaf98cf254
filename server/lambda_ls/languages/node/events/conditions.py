"""Conditions and defaults: what code provides for."""

from __future__ import annotations

from msgspec.structs import replace
from tree_sitter import Node

from ....model.flow import Form, Key, Step, Value
from ...flows.known import Known, Plain
from ...flows.values import BOTH, common, is_plain
from ..nodes import bare, field_text, string_value
from .expressions import key_span
from .reading import Reading

_DEFAULTS = frozenset({"||", "??"})
_EQUALITIES = frozenset({"==", "===", "!=", "!=="})
_INSTANCE = "instanceof"
_NUMBERS = frozenset({"-", "*", "/", "%", "**"})
_DEEPEST = 30


def read_condition(reading: Reading, node: Node, depth: int = 0) -> None:
    """An expression of which only matters whether it is true."""
    inner = bare(node)
    operator = field_text(inner, "operator")
    if depth < _DEEPEST and inner.type == "unary_expression" and operator == "!":
        argument = inner.child_by_field_name("argument")
        if argument is not None:
            read_condition(reading, argument, depth + 1)
    elif depth < _DEEPEST and inner.type == "binary_expression" and operator in ("&&", "||"):
        for side in (inner.child_by_field_name("left"), inner.child_by_field_name("right")):
            if side is not None:
                read_condition(reading, side, depth + 1)
    else:
        reading.mark_tested(reading.evaluate(node))


def read_binary(reading: Reading, node: Node) -> Known:
    """Defaults, comparisons and calculations."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    operator = field_text(node, "operator")
    if left is None or right is None:
        return None
    if operator == "in":
        return _looked_for(reading, node, left, right)
    first = reading.evaluate(left)
    if operator in _DEFAULTS or operator == "&&":
        reading.mark_tested(first)
        second = reading.evaluate(right)
        return _defaulted(first, second) if operator in _DEFAULTS else second
    second = reading.evaluate(right)
    is_compared = operator in _EQUALITIES and Plain.NOTHING in (first, second)
    if is_compared or operator == _INSTANCE:
        reading.mark_tested(first)
        reading.mark_tested(second)
    is_number = operator in _NUMBERS or (operator == "+" and first is second is Plain.NUMBER)
    return Plain.NUMBER if is_number else Plain.NOTHING


def read_unary(reading: Reading, node: Node) -> Known:
    """`!x`, `typeof x`, `delete x.y`, `-1`."""
    argument = node.child_by_field_name("argument")
    operator = field_text(node, "operator")
    if argument is None:
        return None
    known = reading.evaluate(argument)
    if operator == "delete" and isinstance(known, Value) and known.path:
        reading.write(replace(known, path=known.path[:-1]), known.path[-1])
    elif operator in ("!", "typeof"):
        reading.mark_tested(known)
    return Plain.NUMBER if operator == "-" else Plain.NOTHING


def read_ternary(reading: Reading, node: Node) -> Known:
    """`condition ? a : b`."""
    condition = node.child_by_field_name("condition")
    if condition is not None:
        read_condition(reading, condition)
    sides = [node.child_by_field_name(each) for each in ("consequence", "alternative")]
    known = [reading.evaluate(side) for side in sides if side is not None]
    return common(*known) if len(known) == 2 else None


def looked_for(reading: Reading, owner: Value, key: Node | None, spans_of: Node) -> None:
    """The code asks whether an object has a key."""
    name = string_value(key) if key is not None else None
    if key is None or not name:
        reading.facts.looked_for.add((owner.root, (*owner.path, Step.VALUE)))
        return
    whole = reading.tree.span(spans_of)
    reading.take(owner, name, Form.TEST, (key_span(reading, key), whole, whole))
    reading.facts.looked_for.add((owner.root, (*owner.path, Key(name))))


def _looked_for(reading: Reading, node: Node, key: Node, owner: Node) -> Known:
    reading.evaluate(key)
    known = reading.evaluate(owner)
    if isinstance(known, Value):
        looked_for(reading, known, key, node)
    return Plain.NOTHING


def _defaulted(first: Known, second: Known) -> Known:
    """`first || second` and `first ?? second`."""
    if isinstance(first, Value) and is_plain(second):
        return replace(first, provided=BOTH)
    return common(first, second)
