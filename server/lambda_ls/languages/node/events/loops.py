"""Loops, in which names can have another value each time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tree_sitter import Node

from ...flows.known import Known, Plain
from ...flows.values import item_of
from ..nodes import field_text, parts
from .conditions import read_condition
from .patterns import bind_pattern, declared_names
from .reading import Reading
from .statements import declared_in

_ASSIGNMENTS = frozenset({"assignment_expression", "augmented_assignment_expression"})
_OF_BLOCKS = frozenset({"const", "let"})


def read_for_of(reading: Reading, node: Node) -> Known:
    """`for (const item of items)` and `for (const key in object)`."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    known = reading.evaluate(right) if right is not None else None
    is_of = field_text(node, "operator") == "of"
    item = item_of(known) if is_of else Plain.NOTHING
    with reading.block(declared_names(left) if left is not None and _is_own(node) else ()):
        reading.repeated(_assigned(node), partial(_pass, reading, node, item))
    return None


def read_loop(reading: Reading, node: Node) -> Known:
    """`for (;;)`, `while`, `do`."""
    start = node.child_by_field_name("initializer")
    own = set(declared_in(start)) if start is not None else set()
    with reading.block(own):
        reading.evaluate_all((start,))
        counters = own & _counted(node)
        assigned = [name for name in _assigned(node) if name not in counters]
        reading.repeated(assigned, partial(_turn, reading, node))
    return None


def _pass(reading: Reading, loop: Node, item: Known) -> None:
    left, body = loop.child_by_field_name("left"), loop.child_by_field_name("body")
    if left is not None:
        bind_pattern(reading, left, item)
    reading.evaluate_all((body,))


def _turn(reading: Reading, loop: Node) -> None:
    condition = loop.child_by_field_name("condition")
    if condition is not None:
        read_condition(reading, condition)
    reading.evaluate_all(loop.child_by_field_name(each) for each in ("increment", "body"))


def _is_own(loop: Node) -> bool:
    """Whether the names before `of` or `in` are those of the loop alone."""
    return field_text(loop, "kind") in _OF_BLOCKS


def _assigned(loop: Node) -> set[str]:
    """The names that a loop gives values to, each time perhaps another one."""
    names: set[str] = set()
    pending = [loop]
    while pending:
        node = pending.pop()
        names.update(name for target in _targets(node) for name in declared_names(target))
        pending.extend(node.named_children)
    return names


def _targets(node: Node) -> Iterator[Node]:
    """What a statement or expression gives a value that is not there for a block alone."""
    targets: list[Node | None] = []
    if node.type in _ASSIGNMENTS or (node.type == "for_in_statement" and not _is_own(node)):
        targets.append(node.child_by_field_name("left"))
    elif node.type == "update_expression":
        targets.append(node.child_by_field_name("argument"))
    elif node.type == "variable_declaration":
        targets.extend(each.child_by_field_name("name") for each in parts(node))
    return (each for each in targets if each is not None)


def _counted(loop: Node) -> set[str]:
    """The names that a loop only counts up or down."""
    increment = loop.child_by_field_name("increment")
    if increment is None or increment.type != "update_expression":
        return set()
    argument = increment.child_by_field_name("argument")
    return set(declared_names(argument)) if argument is not None else set()
