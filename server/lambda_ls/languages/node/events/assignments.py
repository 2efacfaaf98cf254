"""Assignments: names and properties that get values."""

from __future__ import annotations

from tree_sitter import Node

from ...flows.known import Known, Plain
from ..nodes import bare
from .patterns import bind_pattern
from .properties import assign_property
from .reading import Reading

_PATTERNS = frozenset({"array_pattern", "object_pattern"})


def read_assignment(reading: Reading, node: Node) -> Known:
    """`name = value`, `owner.key = value`, `({ key } = value)`."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    known = reading.evaluate(right) if right is not None else None
    if left is None:
        return known
    left = bare(left)
    if left.type in _PATTERNS:
        bind_pattern(reading, left, known)
    else:
        _assign(reading, left, known)
    return known


def read_augmented(reading: Reading, node: Node) -> Known:
    """`name += value`; what is counted up is not known any more."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if right is not None:
        reading.evaluate(right)
    if left is not None:
        _assign(reading, bare(left), None)
    return None


def read_update(reading: Reading, node: Node) -> Known:
    """`name++`: still a number, which can take an item of a list."""
    argument = node.child_by_field_name("argument")
    if argument is not None:
        known = Plain.NUMBER if argument.type == "identifier" else None
        _assign(reading, bare(argument), known)
    return Plain.NUMBER


def _assign(reading: Reading, target: Node, known: Known) -> None:
    """A name or a property gets a value."""
    if target.type == "identifier":
        if reading.text(target) in reading.scope.values:
            reading.bind(target, known)
        return
    assign_property(reading, target)
