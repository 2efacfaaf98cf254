"""Reading a whole function: its parameters, its body, and what it defines."""

from __future__ import annotations

from tree_sitter import Node

from ...flows.values import several
from ..nodes import field_text
from ..parameters import is_rest, parameter_nodes
from .conditions import read_condition
from .patterns import bind_pattern, defaulted
from .reading import Arguments, Reading

_EXPRESSIONS = frozenset({"function_expression", "generator_function"})
# Methods that ask whether what the function gives is true.
_ASKING = frozenset({"every", "filter", "find", "findIndex", "findLast", "findLastIndex", "some"})


def run(reading: Reading, arguments: Arguments) -> None:
    """Read a function that is called with arguments, and what it defines."""
    function = reading.function.node
    _bind_own_name(reading)
    for index, parameter in enumerate(parameter_nodes(function)):
        known = arguments[index] if index < len(arguments) else None
        if is_rest(parameter):
            known = several(arguments[index:])
        default = parameter.child_by_field_name("value")
        if default is not None:
            known = defaulted(known, reading.evaluate(default))
        pattern = parameter.child_by_field_name("pattern") or parameter
        bind_pattern(reading, pattern, known, is_parameter=True)
    body = function.child_by_field_name("body")
    if body is not None and _is_condition(function, body):
        read_condition(reading, body)
    elif body is not None:
        reading.evaluate(body)
    reading.end()


def _bind_own_name(reading: Reading) -> None:
    """Inside a function expression its name stands for itself, whatever it is outside."""
    name = reading.function.node.child_by_field_name("name")
    if name is not None and reading.function.node.type in _EXPRESSIONS:
        reading.bind(name, reading.function)


def _is_condition(function: Node, body: Node) -> bool:
    """Whether a body is an expression that decides on an item: `filter((item) => item.key)`."""
    listed = function.parent if body.type != "statement_block" else None
    call = listed.parent if listed is not None and listed.type == "arguments" else None
    callee = call.child_by_field_name("function") if call is not None else None
    return callee is not None and field_text(callee, "property") in _ASKING
