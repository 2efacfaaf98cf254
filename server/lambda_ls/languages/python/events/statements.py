"""Reading statements: assignments, branches and loops."""

from __future__ import annotations

from functools import partial

from tree_sitter import Node

from ...flows.known import Known, Plain
from ...flows.values import item_of
from .reading import Reading
from .targets import assign, change_attribute, change_key


def read_assignment(reading: Reading, node: Node) -> Known:
    """`target = value`; an annotation alone binds nothing."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if right is None:
        return None
    known = reading.evaluate(right)
    if left is not None:
        assign(reading, left, known)
    return known


def read_augmented(reading: Reading, node: Node) -> Known:
    """`target += value`."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    known = reading.evaluate(right) if right else None
    if left is None:
        return None
    if left.type == "identifier":
        is_number = reading.evaluate(left) is Plain.NUMBER and known is Plain.NUMBER
        reading.bind(left, Plain.NUMBER if is_number else None)
    else:
        assign(reading, left, None)
    return None


def read_delete(reading: Reading, node: Node) -> Known:
    """`del name`, `del owner[key]`."""
    pending = list(node.named_children)
    while pending:
        target = pending.pop(0)
        if target.type in {"expression_list", "tuple", "list", "parenthesized_expression"}:
            pending[:0] = target.named_children
        elif target.type == "identifier":
            reading.bind(target, None)
        elif target.type == "subscript":
            change_key(reading, target, "delete")
        elif target.type == "attribute":
            change_attribute(reading, target, "delete")
    return None


def read_end(reading: Reading, node: Node) -> Known:
    """`return`, `raise`, `break` and `continue`: what follows is not executed."""
    reading.evaluate_all(node.named_children)
    reading.is_dead = True
    return None


def read_if(reading: Reading, node: Node) -> Known:
    """`if` with its `elif` and `else`."""
    clauses = [node, *node.children_by_field_name("alternative")]
    blocks: list[Node | None] = []
    for clause in clauses:
        condition = clause.child_by_field_name("condition")
        reading.mark_tested(reading.evaluate(condition) if condition else None)
        blocks.append(
            clause.child_by_field_name("consequence") or clause.child_by_field_name("body")
        )
    if not any(clause.type == "else_clause" for clause in clauses):
        blocks.append(None)
    reading.branches(partial(reading.evaluate_all, [block]) for block in blocks)
    return None


def read_assert(reading: Reading, node: Node) -> Known:
    """`assert`, a test."""
    for child in node.named_children:
        reading.mark_tested(reading.evaluate(child))
    return None


def read_while(reading: Reading, node: Node) -> Known:
    """`while`."""

    def body() -> None:
        condition = node.child_by_field_name("condition")
        reading.mark_tested(reading.evaluate(condition) if condition else None)
        reading.evaluate_all([node.child_by_field_name("body")])

    reading.repeated(reading.bound_within(node), body)
    reading.evaluate_all(node.children_by_field_name("alternative"))
    return None


def read_for(reading: Reading, node: Node) -> Known:
    """`for target in values`."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    known = item_of(reading.evaluate(right)) if right else None

    def body() -> None:
        if left is not None:
            assign(reading, left, known)
        reading.evaluate_all([node.child_by_field_name("body")])

    reading.repeated(reading.bound_within(node), body)
    reading.evaluate_all(node.children_by_field_name("alternative"))
    return None
