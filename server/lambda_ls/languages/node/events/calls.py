"""Calls: of functions of the file, of methods and functions that are known, and of all others."""

from __future__ import annotations

from dataclasses import dataclass

from tree_sitter import Node

from ....model.flow import Value
from ...flows.known import Each, Function, Known, Outside, Several
from ...syntax import ancestors
from ..members import class_members
from ..nodes import CLASSES, arguments, bare, text_of
from .expressions import is_chain, member_of
from .handing import Argument, hand_over
from .library import FUNCTIONS as KNOWN_FUNCTIONS
from .library import METHODS, call_method
from .reading import Reading

# The errors of what this waits for are part of its answer.
_SETTLING = "Promise.allSettled"


@dataclass(frozen=True, slots=True)
class _Callee:
    """What is called: `owner` and `method` of a method, else what is known of the function."""

    known: Known
    owner: Known = None
    method: str = ""


def read_call(reading: Reading, node: Node) -> Known:
    """A call, or a template with a tag."""
    callee = node.child_by_field_name("function")
    if callee is None:
        reading.evaluate_all(node.named_children)
        return None
    with reading.guarded(_catches(bare(callee))):
        called = _called(reading, bare(callee), node)
    with reading.guarded(reading.text(callee) == _SETTLING):
        given = _arguments(reading, node)
    values = tuple(each.known for each in given)
    if isinstance(called.known, Function):
        reading.call(called.known, values)
        return None
    if called.method and isinstance(called.owner, (Value, Each, Several)):
        known = call_method(reading, called.owner, called.method, given)
        if called.method not in METHODS:
            hand_over(reading, callee, given, None)
        return known
    outside = called.known if isinstance(called.known, Outside) else None
    function = KNOWN_FUNCTIONS.get(outside.name) if outside is not None else None
    if function is not None:
        return function(reading, given)
    hand_over(reading, callee, given, outside)
    return None


def _catches(callee: Node) -> bool:
    """Whether a method gets the errors of the promise that it is called on."""
    name = callee.child_by_field_name("property")
    return name is not None and text_of(name) == "catch"


def read_new(reading: Reading, node: Node) -> Known:
    """`new Command({ Key: key })`."""
    constructor = node.child_by_field_name("constructor")
    given = _arguments(reading, node)
    if constructor is None:
        return None
    known = reading.evaluate(constructor)
    hand_over(reading, constructor, given, known if isinstance(known, Outside) else None)
    return None


def _arguments(reading: Reading, node: Node) -> tuple[Argument, ...]:
    found = []
    for each in arguments(node):
        is_spread = each.type == "spread_element"
        found.append(Argument(each, reading.evaluate(each), is_spread))
    return tuple(found)


def _called(reading: Reading, callee: Node, call: Node) -> _Callee:
    if callee.type != "member_expression":
        known = reading.evaluate(callee)
        if is_chain(call):
            reading.mark_tested(known)
        return _Callee(known)
    owner, name = callee.child_by_field_name("object"), callee.child_by_field_name("property")
    if owner is None or name is None:
        return _Callee(None)
    if owner.type == "this":
        return _Callee(_own_method(reading, text_of(name)))
    method = text_of(name)
    if method in METHODS:
        known = reading.evaluate(owner)
        if is_chain(callee):
            reading.mark_tested(known)
        if isinstance(known, Outside):
            return _Callee(Outside(f"{known.name}.{method}", known.imported))
        return _Callee(None, known, method)
    return _Callee(member_of(reading, callee, is_called=True))


def _own_method(reading: Reading, name: str) -> Known:
    """The method of that name of the class around the function."""
    for parent, _ in ancestors(reading.function.node):
        if parent.type in CLASSES:
            members, _ = class_members(parent, static=False)
            member = members.get(name)
            if member is not None and member.value is not None:
                return Function(member.value, reading.function.scope)
            return None
    return None
