"""Assigning to names, tuples, keys and attributes."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ....model.flow import Form, Key, Mode, Step, Value
from ...flows.known import Known, Plain
from ...flows.values import unpacked
from ...syntax import SyntaxTree
from ..patterns import TARGETS, targets
from .reading import Reading, is_whole
from .strings import key_span

_INNER = frozenset({"as_pattern_target", "parenthesized_expression"})
_UNPACKING = TARGETS - _INNER
_SPLATS = frozenset({"list_splat", "list_splat_pattern"})


def assign(reading: Reading, target: Node, known: Known) -> None:
    """A target gets a value; targets can nest to any depth."""
    pending = [(target, known)]
    while pending:
        node, value = pending.pop()
        if node.type == "identifier":
            reading.bind(node, value)
        elif node.type == "subscript":
            change_key(reading, node, "write")
        elif node.type == "attribute":
            change_attribute(reading, node, "write")
        elif node.type in _INNER:
            pending.extend((child, value) for child in reversed(node.named_children))
        elif node.type in _UNPACKING:
            pending.extend(reversed(list(_unpacked(node, value))))
        else:
            reading.evaluate(node)


def change_key(reading: Reading, target: Node, mode: Mode) -> None:
    """`owner[key]` is written to or deleted."""
    owner_node = target.child_by_field_name("value")
    keys = target.children_by_field_name("subscript")
    owner = reading.evaluate(owner_node) if owner_node else None
    _spoil(reading, owner_node, owner)
    if owner_node is None or len(keys) != 1:
        reading.evaluate_all(keys)
        reading.write(owner, Step.VALUE)
        return
    reading.evaluate(keys[0])
    tree = reading.tree
    span = key_span(tree, keys[0])
    if isinstance(owner, Value) and span and span.start < span.end:
        spans = (span, tree.span(owner_node), tree.span(target))
        reading.take(owner, tree.source.slice(span), Form.SUBSCRIPT, spans, mode=mode)
    reading.write(owner, _written_step(tree, keys[0]))


def change_attribute(reading: Reading, target: Node, mode: Mode) -> None:
    """`owner.name` is written to or deleted."""
    owner_node, name = target.child_by_field_name("object"), target.child_by_field_name("attribute")
    owner = reading.evaluate(owner_node) if owner_node else None
    if owner_node is None or name is None or not isinstance(owner, Value):
        return
    if not is_whole(target, name):
        return
    tree = reading.tree
    spans = (tree.span(name), tree.span(owner_node), tree.span(target))
    reading.take(owner, tree.text(name), Form.ATTRIBUTE, spans, mode=mode)
    reading.write(owner, Key(tree.text(name)))


def _written_step(tree: SyntaxTree, key: Node) -> Key | Step:
    span = key_span(tree, key)
    return Key(tree.source.slice(span)) if span else Step.VALUE


def _spoil(reading: Reading, node: Node | None, owner: Known) -> None:
    """What was empty no longer is."""
    if owner is Plain.NOTHING and node is not None and node.type == "identifier":
        reading.bind(node, None)


def _unpacked(target: Node, known: Known) -> Iterator[tuple[Node, Known]]:
    parts = [child for child in target.named_children if child.type != "comment"]
    if any(part.type in _SPLATS for part in parts):
        yield from ((name, None) for part in parts for name in targets(part))
    else:
        yield from zip(parts, unpacked(known, len(parts)), strict=True)
