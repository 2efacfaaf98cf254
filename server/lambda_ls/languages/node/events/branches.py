"""Statements of which only a part is executed: `if`, `switch`, `try`, labels."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from tree_sitter import Node

from ....model.flow import Catch
from ...flows.catching import is_net
from ...flows.known import Known
from ...flows.scope import joined
from ..nodes import parts
from .conditions import read_condition
from .patterns import bind_pattern, declared_names
from .reading import Reading
from .statements import declared_in


def read_if(reading: Reading, node: Node) -> Known:
    """`if` with its branches."""
    condition = node.child_by_field_name("condition")
    if condition is not None:
        read_condition(reading, condition)
    fields = ("consequence", "alternative")
    branches = [node.child_by_field_name(each) for each in fields]
    reading.branches([partial(reading.evaluate_all, (branch,)) for branch in branches])
    return None


def read_switch(reading: Reading, node: Node) -> Known:
    """`switch`; any case can be the first that runs, and goes on into the next one."""
    value, body = node.child_by_field_name("value"), node.child_by_field_name("body")
    if value is not None:
        reading.evaluate(value)
    cases = [parts(case) for case in parts(body)] if body else []
    own = [name for case in cases for statement in case for name in declared_in(statement)]
    with reading.block(own):
        # A `break` can leave it in any state.
        reading.repeated((), partial(_read_cases, reading, cases))
    return None


def read_labelled(reading: Reading, node: Node) -> Known:
    """A statement that a `break` with its label can leave in any state."""
    body = node.child_by_field_name("body")
    reading.repeated((), partial(reading.evaluate_all, (body,)))
    return None


def read_try(reading: Reading, node: Node) -> Known:
    """`try`; `catch` starts from any state that the body can have left, `finally` from any."""
    body, handler = node.child_by_field_name("body"), node.child_by_field_name("handler")
    finalizer = node.child_by_field_name("finalizer")
    before, whole = dict(reading.scope.values), reading.scope.enter()
    region = reading.scope.enter()
    with reading.catching(_catch(reading, node, handler)):
        reading.evaluate_all((body,))
    reading.scope.leave()
    ways = [partial(_resume, reading, dict(reading.scope.values), reading.is_dead)]
    if handler is not None:
        state = joined((before, region))
        ways.append(partial(_read_handler, reading, state, handler))
    reading.branches(ways)
    reading.scope.leave()
    if finalizer is not None:
        _read_finalizer(reading, joined((before, whole)), finalizer)
    return None


def read_catch(reading: Reading, node: Node) -> Known:
    """`catch (error)`."""
    parameter, body = node.child_by_field_name("parameter"), node.child_by_field_name("body")
    with reading.block(declared_names(parameter) if parameter is not None else ()):
        if parameter is not None:
            bind_pattern(reading, parameter, None)
        reading.evaluate_all((body,))
    return None


def _read_cases(reading: Reading, cases: list[list[Node]]) -> None:
    before, was_dead = dict(reading.scope.values), reading.is_dead
    reading.is_dead = True
    for case in cases:
        ends = (before,) if reading.is_dead else (before, reading.scope.values)
        reading.scope.values, reading.is_dead = joined(ends), was_dead
        reading.evaluate_all(case)


def _catch(reading: Reading, node: Node, handler: Node | None) -> Catch:
    if handler is None:
        return Catch.NOTHING
    return Catch.NET if is_net(reading, node, (handler,)) else Catch.PROVISION


def _resume(reading: Reading, values: dict[str, Known], is_dead: bool) -> None:
    """Go on from where another part has ended."""
    reading.scope.values, reading.is_dead = values, is_dead


def _read_handler(reading: Reading, state: dict[str, Known], handler: Node) -> None:
    _resume(reading, state, False)
    reading.evaluate(handler)


def _read_finalizer(reading: Reading, state: Mapping[str, Known], finalizer: Node) -> None:
    values, was_dead = reading.scope.values, reading.is_dead
    _resume(reading, dict(state), False)
    region = reading.scope.enter()
    reading.evaluate(finalizer)
    reading.scope.leave()
    _resume(reading, {**values, **region}, was_dead or reading.is_dead)
