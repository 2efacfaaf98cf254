"""Names, members and subscripts, and the expressions around them."""

from __future__ import annotations

from msgspec.structs import replace
from tree_sitter import Node

from ....model.flow import Form, Value
from ....text.span import Span
from ...flows.known import Class, Function, Instance, Known, Outside, Several, Text
from ...flows.values import BOTH, below, item_of, step_of
from ..nodes import parts, string_value, text_of, unquoted
from .classes import method_of
from .reading import Reading


def read_name(reading: Reading, node: Node) -> Known:
    """A variable."""
    known = reading.scope.find(reading.text(node))
    reading.use(node, known)
    return known


def read_member(reading: Reading, node: Node) -> Known:
    """`owner.name`, `owner?.name`."""
    return member_of(reading, node, is_called=False)


def member_of(reading: Reading, node: Node, *, is_called: bool) -> Known:
    """What a member is, which is called right away or not."""
    owner, name = node.child_by_field_name("object"), node.child_by_field_name("property")
    known = reading.evaluate(owner) if owner is not None else None
    if owner is None or name is None or name.type == "private_property_identifier":
        return None
    if isinstance(known, Outside):
        return Outside(f"{known.name}.{text_of(name)}", known.imported)
    if isinstance(known, Class | Instance):
        return method_of(known, text_of(name))
    if not isinstance(known, Value) or not _is_whole(node, name):
        return None
    known = _chained(reading, node, known)
    spans = (reading.tree.span(name), reading.tree.span(owner), reading.tree.span(node))
    return reading.take(known, reading.text(name), Form.ATTRIBUTE, spans, is_called=is_called)


def read_subscript(reading: Reading, node: Node) -> Known:
    """`owner["key"]`, `owner[0]`, `owner[name]`."""
    owner, index = node.child_by_field_name("object"), node.child_by_field_name("index")
    known = reading.evaluate(owner) if owner is not None else None
    at = reading.evaluate(index) if index is not None else None
    if owner is None or index is None:
        return None
    if not isinstance(known, Value):
        position = text_of(index) if index.type == "number" else ""
        if position.isdecimal():
            return item_at(known, int(position))
        return None if isinstance(at, Text) else item_of(known)
    known = _chained(reading, node, known)
    key = string_value(index)
    if key is None or not key:
        return below(known, step_of(at))
    spans = (key_span(reading, index), reading.tree.span(owner), reading.tree.span(node))
    return reading.take(known, key, Form.SUBSCRIPT, spans)


def item_at(known: Known, index: int) -> Known:
    """The item at a position of a list."""
    if isinstance(known, Several):
        return known.items[index] if index < len(known.items) else None
    return item_of(known)


def key_span(reading: Reading, string: Node) -> Span:
    """The text between the quotes of a constant string."""
    if string.type == "string":
        return reading.tree.span(unquoted(string))
    whole = reading.tree.span(string)
    return Span(whole.start + 1, whole.end - 1)


def read_function(reading: Reading, node: Node) -> Known:
    """A function that is an expression."""
    function = Function(node, reading.scope)
    reading.define(function)
    return function


def read_class(reading: Reading, node: Node) -> Known:
    """A class; its methods are read when they are called."""
    return Class(node, reading.scope)


def read_inner(reading: Reading, node: Node) -> Known:
    """What stands in brackets, behind `await`, or before a type."""
    inner = parts(node)
    if not inner:
        return None
    # The type stands first in `<T>x` and last in `x as T`.
    return reading.evaluate(inner[-1 if node.type == "type_assertion" else 0])


def read_sequence(reading: Reading, node: Node) -> Known:
    """`a, b`, which is worth what the last one is."""
    known: Known = None
    for inner in parts(node):
        known = reading.evaluate(inner)
    return known


def read_nothing_of(reading: Reading, node: Node) -> Known:
    """A type, a comment: nothing that runs."""
    return None


def _chained(reading: Reading, node: Node, owner: Value) -> Value:
    """The owner of a member, which `?.` provides for not being there."""
    if not is_chain(node):
        return owner
    reading.mark_tested(owner)
    return replace(owner, provided=BOTH)


def is_chain(node: Node) -> bool:
    """Whether a member, subscript or call comes behind `?.`."""
    return any(child.type in ("optional_chain", "?.") for child in node.children)


def _is_whole(node: Node, name: Node) -> bool:
    """Whether a name belongs to its dot: in half-typed code it can begin the next statement."""
    dot = next((each for each in node.children if each.type in (".", "optional_chain")), name)
    return dot.end_point.row == name.start_point.row or dot.start_point.column < 1 or _leads(dot)


def _leads(dot: Node) -> bool:
    """Whether a dot comes first in its line, as in chains over several lines."""
    before = dot.prev_sibling
    return before is not None and before.end_point.row < dot.start_point.row
