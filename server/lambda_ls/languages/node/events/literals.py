"""Constants, objects and lists as they are written in the code."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ....model.flow import Value
from ...flows.known import Entries, Entry, Known, Plain, Several, Text
from ...flows.values import each, item_of, several
from ..nodes import parts, property_name, string_value, text_of
from .reading import Reading


def read_text(reading: Reading, node: Node) -> Known:
    """A string; one with values put in is constant no more."""
    reading.evaluate_all(node.named_children)
    text = string_value(node)
    return Plain.NOTHING if text is None else Text(text)


def read_number(reading: Reading, node: Node) -> Known:
    """A number, which as a subscript takes an item of a list."""
    return Plain.NUMBER


def read_nothing(reading: Reading, node: Node) -> Known:
    """`null`, `undefined`, `true`, `false`: nothing that has keys."""
    return Plain.NOTHING


def read_object(reading: Reading, node: Node) -> Known:
    """An object, with what of it came with the invocation."""
    members = parts(node)
    if not members:
        return Plain.NOTHING
    return Entries(tuple(_entries(reading, members)))


def read_array(reading: Reading, node: Node) -> Known:
    """A list, by position."""
    items = parts(node)
    if not items:
        return Plain.NOTHING
    known = [reading.evaluate(item) for item in items]
    if len(items) == 1 and items[0].type == "spread_element":
        return known[0]
    is_spread = any(item.type == "spread_element" for item in items)
    return None if is_spread else several(known)


def read_spread(reading: Reading, node: Node) -> Known:
    """`...list`: another list with the same items."""
    known = [reading.evaluate(inner) for inner in parts(node)]
    if not known or isinstance(known[0], Several):
        return known[0] if known else None
    return each(item_of(known[0]))


def _entries(reading: Reading, members: list[Node]) -> Iterator[Entry]:
    for member in members:
        if member.type == "shorthand_property_identifier":
            known = reading.scope.find(text_of(member))
            reading.use(member, known)
            if isinstance(known, Value):
                yield Entry(text_of(member), known, member)
            continue
        if member.type != "pair":
            reading.evaluate(member)
            continue
        key, value = member.child_by_field_name("key"), member.child_by_field_name("value")
        name = property_name(key) if key is not None else None
        if key is not None and key.type == "computed_property_name":
            reading.evaluate_all(key.named_children)
        held = reading.evaluate(value) if value is not None else None
        if name is not None and value is not None and isinstance(held, Value):
            yield Entry(name, held, value)
