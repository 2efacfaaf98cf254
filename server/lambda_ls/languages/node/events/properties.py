"""Properties that get values."""

from __future__ import annotations

from tree_sitter import Node

from ....model.flow import Form, Key, Step, Value
from ...flows.known import Known
from ...flows.values import step_of
from ..nodes import string_value, text_of
from .expressions import key_span
from .reading import Reading


def assign_property(reading: Reading, target: Node) -> None:
    """`owner.key` or `owner["key"]` gets a value."""
    if target.type not in ("member_expression", "subscript_expression"):
        reading.evaluate(target)
        return
    owner = target.child_by_field_name("object")
    holder = reading.evaluate(owner) if owner is not None else None
    index = target.child_by_field_name("index")
    at = reading.evaluate(index) if index is not None else None
    if owner is None or not isinstance(holder, Value):
        return
    _write(reading, target, owner, holder, at)


def _write(reading: Reading, target: Node, owner: Node, holder: Value, at: Known) -> None:
    name, index = target.child_by_field_name("property"), target.child_by_field_name("index")
    key = text_of(name) if name is not None else string_value(index)
    if not key:
        reading.write(holder, step_of(at) if at is not None else Step.VALUE)
        return
    is_name = name is not None
    place = reading.tree.span(name) if name is not None else None
    span = place or (key_span(reading, index) if index is not None else None)
    if span is not None:
        form = Form.ATTRIBUTE if is_name else Form.SUBSCRIPT
        spans = (span, reading.tree.span(owner), reading.tree.span(target))
        reading.take(holder, key, form, spans, mode="write")
    reading.write(holder, Key(key))
