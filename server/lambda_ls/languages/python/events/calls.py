"""Reading calls: of functions of the file, of known ones, and of all others."""

from __future__ import annotations

from tree_sitter import Node

from ....model.flow import Value
from ...flows.known import Class, Function, Instance, Known, Made, Outside, Plain, Several
from ...flows.values import item_of
from .arguments import Call, read_arguments
from .expressions import attribute_of
from .handing import hand_over
from .library import library_function
from .members import member_function
from .methods import method_of
from .parameters import Arguments
from .powertools import read_processor
from .reading import Reading

# Methods of executors and pools that call a function with each item, or once.
_FOR_EACH = frozenset({"imap", "imap_unordered", "map", "map_async"})
_ONCE = frozenset({"submit"})


def read_call(reading: Reading, node: Node) -> Known:
    """A call."""
    function, listed = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    if function is None or listed is None:
        reading.evaluate_all([function, listed])
        return None
    owner_node = function.child_by_field_name("object") if function.type == "attribute" else None
    owner = reading.evaluate(owner_node) if owner_node else None
    if owner is Plain.NOTHING and owner_node is not None and owner_node.type == "identifier":
        # A method can fill what was empty.
        reading.bind(owner_node, None)
    is_member = isinstance(owner, Value)
    called = None if owner_node else reading.evaluate(function)
    call = Call(node, function, tuple(read_arguments(reading, listed)))
    if isinstance(owner, Value):
        handler = member_function(owner, _name(reading, function))
        if handler is not None:
            return handler(reading, call, owner)
    if owner_node is not None:
        called = attribute_of(reading, function, owner, is_called=True)
    if is_member:
        hand_over(reading, call, None)
        return None
    return _called(reading, call, called)


def _called(reading: Reading, call: Call, called: Known) -> Known:
    if isinstance(called, Class):
        init = method_of(reading.tree, Instance(called), "__init__")
        if init is not None:
            reading.call(init, call.passed())
        return Instance(called)
    if isinstance(called, Function):
        reading.call(called, call.passed())
        return None
    handler = library_function(called.name) if isinstance(called, Outside) else None
    if handler is not None:
        return handler(reading, call)
    _call_back(reading, call, called)
    if not isinstance(called, Outside):
        hand_over(reading, call, None)
        return None
    hand_over(reading, call, called)
    return Made(called.name, frozenset(call.passed().keywords))


def _call_back(reading: Reading, call: Call, called: Known) -> None:
    """A function is handed to what calls it with other arguments."""
    name = _name(reading, call.function)
    first = call.known(0)
    if isinstance(called, Made):
        read_processor(reading, call, called)
    elif isinstance(first, Function) and name in _FOR_EACH:
        reading.call(first, Arguments((item_of(call.known(1)),)))
    elif isinstance(first, Function) and name in _ONCE:
        reading.call(first, call.passed(1))
    elif name == "Thread":
        keywords = call.passed().keywords
        target, values = keywords.get("target"), keywords.get("args")
        if isinstance(target, Function) and isinstance(values, Several):
            reading.call(target, Arguments(values.items))


def _name(reading: Reading, function: Node) -> str:
    name = function.child_by_field_name("attribute") or function
    return reading.text(name)
