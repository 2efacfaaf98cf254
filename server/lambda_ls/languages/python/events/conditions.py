"""Reading conditions, which tell what code provides for, and defaults."""

from __future__ import annotations

from tree_sitter import Node

from ....model.flow import Form, Key, Step, Value
from ...flows.known import Keys, Known, Plain
from ...flows.values import common, or_default
from .expressions import read_inner
from .reading import Reading
from .strings import key_span

_EQUALITIES = frozenset({"is", "is not", "==", "!="})
_MEMBERSHIP = frozenset({"in", "not in"})


def read_boolean(reading: Reading, node: Node) -> Known:
    """`a or b`, `a and b`."""
    rights: list[tuple[str, Node | None]] = []
    left: Node | None = node
    while left is not None and left.type == "boolean_operator":
        sign = left.child_by_field_name("operator")
        rights.append((sign.type if sign else "", left.child_by_field_name("right")))
        left = left.child_by_field_name("left")
    known = reading.evaluate(left) if left else None
    for operator, right in reversed(rights):
        reading.mark_tested(known)
        other = reading.evaluate(right) if right else None
        known = other if operator == "and" else common(known, other)
    return known


def read_not(reading: Reading, node: Node) -> Known:
    """`not a`."""
    reading.mark_tested(read_inner(reading, node))
    return Plain.NOTHING


def read_comparison(reading: Reading, node: Node) -> Known:
    """`"key" in owner`, `a is not None` and other comparisons."""
    operands = [child for child in node.named_children if child.type != "comment"]
    operators = [operator.type for operator in node.children_by_field_name("operators")]
    values = [reading.evaluate(operand) for operand in operands]
    for index, operator in enumerate(operators[: len(operands) - 1]):
        if operator in _MEMBERSHIP:
            look_for(reading, node, operands[index], operands[index + 1], values[index + 1])
        elif operator in _EQUALITIES:
            for one, other in ((index, index + 1), (index + 1, index)):
                if operands[one].type == "none":
                    reading.mark_tested(values[other])
    return Plain.NOTHING


def look_for(reading: Reading, node: Node, key_node: Node, owner_node: Node, owner: Known) -> Known:
    """The code asks whether a key is there."""
    value = owner.owner if isinstance(owner, Keys) else owner
    span = key_span(reading.tree, key_node)
    if not isinstance(value, Value):
        return None
    if span is None or span.start == span.end:
        reading.facts.looked_for.add((value.root, (*value.path, Step.VALUE)))
        return None
    key = reading.tree.source.slice(span)
    reading.facts.looked_for.add((value.root, (*value.path, Key(key))))
    spans = (span, reading.tree.span(owner_node), reading.tree.span(node))
    known = reading.take(value, key, Form.TEST, spans, is_optional=True)
    return or_default(known, Plain.NOTHING)


def read_conditional(reading: Reading, node: Node) -> Known:
    """`a if condition else b`."""
    parts = [child for child in node.named_children if child.type != "comment"]
    if len(parts) != 3:
        reading.evaluate_all(parts)
        return None
    reading.mark_tested(reading.evaluate(parts[1]))
    return common(reading.evaluate(parts[0]), reading.evaluate(parts[2]))
