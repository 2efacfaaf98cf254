"""Statements: declarations, assignments, branches, loops."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tree_sitter import Node

from ....model.flow import Form, Key, Step, Value
from ...flows.known import Function, Known, Plain
from ...flows.values import item_of, step_of
from ..nodes import bare, field_text, parts, string_value, text_of
from .conditions import read_condition
from .expressions import key_span
from .patterns import bind_pattern, declared_names
from .reading import Reading

_FUNCTIONS = frozenset({"function_declaration", "generator_function_declaration"})
_PATTERNS = frozenset({"array_pattern", "object_pattern"})


def read_block(reading: Reading, node: Node) -> Known:
    """Statements with names of their own; functions are there from the start."""
    statements = parts(node)
    own = [name for statement in statements for name in _declared(statement)]
    with reading.block(own):
        for statement in statements:
            if statement.type in _FUNCTIONS:
                _define(reading, statement)
        for statement in statements:
            if statement.type not in _FUNCTIONS:
                reading.evaluate(statement)
    return None


def read_declarator(reading: Reading, node: Node) -> Known:
    """`name = value` of a declaration."""
    pattern, value = node.child_by_field_name("name"), node.child_by_field_name("value")
    known = reading.evaluate(value) if value is not None else Plain.NOTHING
    if pattern is not None:
        bind_pattern(reading, pattern, known)
    return None


def read_function_declaration(reading: Reading, node: Node) -> Known:
    """A function that is declared where no block was read for it."""
    _define(reading, node)
    return None


def read_assignment(reading: Reading, node: Node) -> Known:
    """`name = value`, `owner.key = value`, `({ key } = value)`."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    known = reading.evaluate(right) if right is not None else None
    if left is None:
        return known
    left = bare(left)
    if left.type in _PATTERNS:
        bind_pattern(reading, left, known)
    else:
        _assign(reading, left, known)
    return known


def read_augmented(reading: Reading, node: Node) -> Known:
    """`name += value`; what is counted up is not known any more."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if right is not None:
        reading.evaluate(right)
    if left is not None:
        _assign(reading, bare(left), None)
    return None


def read_update(reading: Reading, node: Node) -> Known:
    """`name++`: still a number, which can take an item of a list."""
    argument = node.child_by_field_name("argument")
    if argument is not None:
        known = Plain.NUMBER if argument.type == "identifier" else None
        _assign(reading, bare(argument), known)
    return Plain.NUMBER


def read_if(reading: Reading, node: Node) -> Known:
    """`if` with its branches."""
    condition = node.child_by_field_name("condition")
    if condition is not None:
        read_condition(reading, condition)
    branches = [node.child_by_field_name(each) for each in ("consequence", "alternative")]
    reading.branches([partial(_optionally, reading, branch) for branch in branches])
    return None


def read_switch(reading: Reading, node: Node) -> Known:
    """`switch`; each case can be the one that runs, or none."""
    value, body = node.child_by_field_name("value"), node.child_by_field_name("body")
    if value is not None:
        reading.evaluate(value)
    cases = [partial(reading.evaluate_all, parts(case)) for case in (parts(body) if body else [])]
    reading.branches([*cases, partial(_optionally, reading, None)])
    return None


def read_try(reading: Reading, node: Node) -> Known:
    """`try`, whose errors of missing values a `catch` provides for."""
    body = node.child_by_field_name("body")
    handler = node.child_by_field_name("handler")
    finalizer = node.child_by_field_name("finalizer")
    with reading.guarded(handler is not None):
        reading.branches([partial(_optionally, reading, body), partial(_optionally, reading, None)])
    reading.branches([partial(_optionally, reading, handler), partial(_optionally, reading, None)])
    if finalizer is not None:
        reading.evaluate(finalizer)
    return None


def read_catch(reading: Reading, node: Node) -> Known:
    """`catch (error)`."""
    parameter, body = node.child_by_field_name("parameter"), node.child_by_field_name("body")
    names = list(declared_names(parameter)) if parameter is not None else []
    with reading.block(names):
        if parameter is not None:
            bind_pattern(reading, parameter, None)
        if body is not None:
            reading.evaluate(body)
    return None


def read_for_of(reading: Reading, node: Node) -> Known:
    """`for (const item of items)` and `for (const key in object)`."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    known = reading.evaluate(right) if right is not None else None
    is_of = field_text(node, "operator") == "of"
    item = item_of(known) if is_of else Plain.NOTHING
    names = list(declared_names(left)) if left is not None else []
    with reading.block(names if node.child_by_field_name("kind") is not None else ()):
        reading.repeated(_assigned(node), partial(_pass, reading, node, item))
    return None


def read_loop(reading: Reading, node: Node) -> Known:
    """`for (;;)`, `while`, `do`."""
    start = node.child_by_field_name("initializer")
    own = list(_declared(start)) if start is not None else []
    with reading.block(own):
        if start is not None:
            reading.evaluate(start)
        inner = ("condition", "increment", "body")
        rest = [node.child_by_field_name(each) for each in inner]
        counters = set(own) & _counted(node)
        assigned = [name for name in _assigned(node) if name not in counters]
        reading.repeated(assigned, partial(reading.evaluate_all, rest))
    return None


def read_end(reading: Reading, node: Node) -> Known:
    """`return`, `throw`, `break`, `continue`: what comes behind does not run."""
    reading.evaluate_all(node.named_children)
    reading.is_dead = True
    return None


def _pass(reading: Reading, loop: Node, item: Known) -> None:
    left, body = loop.child_by_field_name("left"), loop.child_by_field_name("body")
    if left is not None:
        bind_pattern(reading, left, item)
    if body is not None:
        reading.evaluate(body)


def _optionally(reading: Reading, node: Node | None) -> None:
    if node is not None:
        reading.evaluate(node)


def _define(reading: Reading, node: Node) -> None:
    name = node.child_by_field_name("name")
    function = Function(node, reading.scope)
    reading.define(function)
    if name is not None:
        reading.bind(name, function)


def _assign(reading: Reading, target: Node, known: Known) -> None:
    """A name or a property gets a value."""
    if target.type == "identifier":
        if reading.text(target) in reading.scope.values:
            reading.bind(target, known)
        return
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


def _declared(statement: Node) -> Iterator[str]:
    """The names that a statement of a block declares in it."""
    if statement.type == "lexical_declaration":
        for declarator in parts(statement):
            name = declarator.child_by_field_name("name")
            yield from declared_names(name) if name is not None else ()
    elif statement.type in _FUNCTIONS or statement.type == "class_declaration":
        name = statement.child_by_field_name("name")
        if name is not None:
            yield text_of(name)


def _assigned(loop: Node) -> set[str]:
    """The names that a loop gives values to, each time perhaps another one."""
    names: set[str] = set()
    pending = [loop]
    while pending:
        node = pending.pop()
        if node.type in ("assignment_expression", "augmented_assignment_expression"):
            left = node.child_by_field_name("left")
            names.update(declared_names(left) if left is not None else ())
        elif node.type == "update_expression":
            argument = node.child_by_field_name("argument")
            names.update(declared_names(argument) if argument is not None else ())
        elif node.type == "variable_declaration":
            for declarator in parts(node):
                name = declarator.child_by_field_name("name")
                names.update(declared_names(name) if name is not None else ())
        pending.extend(node.named_children)
    return names


def _counted(loop: Node) -> set[str]:
    """The names that a loop only counts up or down."""
    increment = loop.child_by_field_name("increment")
    if increment is None or increment.type != "update_expression":
        return set()
    argument = increment.child_by_field_name("argument")
    return set(declared_names(argument)) if argument is not None else set()
