"""Reading literals: strings, numbers, lists, tuples, dictionaries."""

from __future__ import annotations

from tree_sitter import Node

from ....model.flow import Value
from ...flows.known import Entries, Entry, Known, Plain, Text
from ...flows.values import each, is_plain, several
from .reading import Reading
from .strings import constant


def read_string(reading: Reading, node: Node) -> Known:
    """A string, with what is put into it."""
    text = constant(reading.tree, node)
    if text is not None:
        return Text(text)
    reading.evaluate_all(node.named_children)
    return Plain.NOTHING


def read_number(reading: Reading, node: Node) -> Known:
    """A whole number."""
    return Plain.NUMBER


def read_nothing(reading: Reading, node: Node) -> Known:
    """A literal without keys."""
    return Plain.NOTHING


def read_literal(reading: Reading, node: Node) -> Known:
    """A list or tuple: of nothing, of known values by position, or of one item."""
    items = [child for child in node.named_children if child.type != "comment"]
    values = [reading.evaluate(item) for item in items]
    if all(map(is_plain, values)):
        return Plain.NOTHING
    if any(item.type == "list_splat" for item in items):
        return None
    if node.type != "list":
        return several(values)
    return each(values[0]) if len(values) == 1 else None


def read_dictionary(reading: Reading, node: Node) -> Known:
    """A dictionary, whose entries are remembered for the call that they are passed to."""
    entries: list[Entry] = []
    for child in node.named_children:
        key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
        if child.type != "pair" or key is None or value is None:
            reading.evaluate_all(child.named_children)
            continue
        name, known = reading.evaluate(key), reading.evaluate(value)
        if isinstance(name, Text) and isinstance(known, Value):
            entries.append(Entry(name.text, known, value))
    if not node.named_children:
        return Plain.NOTHING
    return Entries(tuple(entries))
