"""Calls: of functions of the file, of methods and functions that are known, and of all others."""

from __future__ import annotations

from msgspec import Struct
from tree_sitter import Node

from ....model.flow import Catch, Value
from ...flows.known import Class, Each, Function, Instance, Keys, Known, Outside, Several
from ..nodes import bare, text_of
from .arguments import Argument, passed, read_arguments
from .classes import constructor_of, method_of
from .expressions import is_chain, member_of
from .handing import hand_over
from .library import FUNCTIONS as KNOWN_FUNCTIONS
from .methods import METHODS, call_method
from .reading import Reading

# The errors of what this waits for are part of its answer.
_SETTLING = "Promise.allSettled"
_BIND, _CALL = "bind", "call"
_OF_FUNCTIONS = frozenset({_BIND, _CALL})


class _Callee(Struct, frozen=True):
    """What is called: a function, or a method of it or of another `owner`."""

    known: Known
    owner: Known = None
    method: str = ""


def read_call(reading: Reading, node: Node) -> Known:
    """A call, or a template with a tag."""
    callee = node.child_by_field_name("function")
    if callee is None:
        reading.evaluate_all(node.named_children)
        return None
    with reading.catching(Catch.PROVISION if _catches(bare(callee)) else Catch.NOTHING):
        called = _called(reading, bare(callee), node)
    is_settled = reading.text(callee) == _SETTLING
    with reading.catching(Catch.PROVISION if is_settled else Catch.NOTHING):
        given = read_arguments(reading, node)
    if isinstance(called.known, Function):
        return _call_function(reading, called.known, called.method, given)
    if called.method and isinstance(called.owner, Value | Each | Several | Keys):
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


def _call_function(
    reading: Reading, function: Function, method: str, given: tuple[Argument, ...]
) -> Known:
    if method == _BIND:
        return function if len(given) < 2 else None
    # What `call` is given first is `this`.
    reading.call(function, passed(given)[1 if method == _CALL else 0 :])
    return None


def _catches(callee: Node) -> bool:
    """Whether a method gets the errors of the promise that it is called on."""
    name = callee.child_by_field_name("property")
    return name is not None and text_of(name) == "catch"


def read_new(reading: Reading, node: Node) -> Known:
    """`new Command({ Key: key })`."""
    constructor = node.child_by_field_name("constructor")
    given = read_arguments(reading, node)
    if constructor is None:
        return None
    known = reading.evaluate(constructor)
    if not isinstance(known, Class):
        hand_over(reading, constructor, given, known if isinstance(known, Outside) else None)
        return None
    function = constructor_of(known)
    if function is not None:
        reading.call(function, passed(given))
    return Instance(known)


def _called(reading: Reading, callee: Node, call: Node) -> _Callee:
    if callee.type != "member_expression":
        known = reading.evaluate(callee)
        if is_chain(call):
            reading.mark_tested(known)
        return _Callee(known)
    owner, name = callee.child_by_field_name("object"), callee.child_by_field_name("property")
    if owner is None or name is None:
        return _Callee(None)
    method = text_of(name)
    if method in _OF_FUNCTIONS:
        known = reading.evaluate(owner)
        if isinstance(known, Function):
            return _Callee(known, method=method)
    if method in METHODS:
        known = reading.evaluate(owner)
        if is_chain(callee):
            reading.mark_tested(known)
        if isinstance(known, Outside):
            return _Callee(Outside(f"{known.name}.{method}", known.imported))
        if isinstance(known, Class | Instance):
            return _Callee(method_of(known, method))
        return _Callee(None, known, method)
    known = member_of(reading, callee, is_called=True)
    if is_chain(call):
        reading.mark_tested(known)
    return _Callee(known)
