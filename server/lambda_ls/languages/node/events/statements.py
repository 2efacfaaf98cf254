"""Statements: blocks, declarations, and what ends them."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...flows.known import Class, Function, Known, Plain
from ..nodes import parts, text_of
from .patterns import bind_pattern, declared_names
from .reading import Reading

_FUNCTIONS = frozenset({"function_declaration", "generator_function_declaration"})
_CLASSES = frozenset({"abstract_class_declaration", "class_declaration"})


def read_block(reading: Reading, node: Node) -> Known:
    """Statements with names of their own; functions are there from the start."""
    statements = parts(node)
    own = [name for statement in statements for name in declared_in(statement)]
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


def read_class_declaration(reading: Reading, node: Node) -> Known:
    """A class; its methods are read when they are called."""
    name = node.child_by_field_name("name")
    if name is not None:
        reading.bind(name, Class(node, reading.scope))
    return None


def read_with(reading: Reading, node: Node) -> Known:
    """`with (object)`, in which any name can be a key of the object."""
    reading.evaluate_all((node.child_by_field_name("object"),))
    reading.forget_within(node)
    return None


def read_end(reading: Reading, node: Node) -> Known:
    """`return`, `throw`, `break`, `continue`: what comes behind does not run."""
    reading.evaluate_all(node.named_children)
    reading.is_dead = True
    return None


def declared_in(statement: Node) -> Iterator[str]:
    """The names that a statement of a block declares for it alone."""
    if statement.type == "lexical_declaration":
        for declarator in parts(statement):
            name = declarator.child_by_field_name("name")
            yield from declared_names(name) if name is not None else ()
    elif statement.type in _FUNCTIONS or statement.type in _CLASSES:
        name = statement.child_by_field_name("name")
        if name is not None:
            yield text_of(name)


def _define(reading: Reading, node: Node) -> None:
    name = node.child_by_field_name("name")
    function = Function(node, reading.scope)
    reading.define(function)
    if name is not None:
        reading.bind(name, function)
