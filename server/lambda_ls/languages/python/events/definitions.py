"""Reading definitions, imports and declarations in a function."""

from __future__ import annotations

from tree_sitter import Node

from ...flows.known import Class, Function, Known
from ..bindings import bindings_of, defined
from .expressions import defaults_of
from .methods import decorators_of
from .names import outside
from .reading import Reading


def read_definition(reading: Reading, node: Node) -> Known:
    """A function or class, with or without decorators."""
    definition = defined(node)
    name = definition.child_by_field_name("name")
    if definition.type == "class_definition":
        _read_class(reading, definition)
        known: Function | Class = Class(definition, reading.scope)
    else:
        known = _function(reading, node, definition)
    if name is not None:
        reading.scope.bind(reading.text(name), known if known.node == node else None)
    return None


def read_import(reading: Reading, node: Node) -> Known:
    """An import in a function."""
    for binding in bindings_of(reading.tree, node, certain=True):
        reading.scope.bind(reading.text(binding.node), outside(binding.imported))
    return None


def read_type(reading: Reading, node: Node) -> Known:
    """`type name = ...`."""
    for binding in bindings_of(reading.tree, node, certain=True):
        reading.bind(binding.node, None)
    return None


def read_shared(reading: Reading, node: Node) -> Known:
    """`global` and `nonlocal`."""
    for name in node.named_children:
        reading.scope.share(reading.text(name))
    return None


def _function(reading: Reading, statement: Node, definition: Node) -> Function:
    defaults = defaults_of(reading, definition)
    decorators = decorators_of(statement)
    reading.evaluate_all(decorators)
    function = Function(definition, reading.scope, decorators, defaults)
    reading.define(function)
    return function


def _read_class(reading: Reading, node: Node) -> None:
    """Its methods see the names around the class, but not those of its body."""
    body = node.child_by_field_name("body")
    for statement in body.named_children if body else ():
        if defined(statement).type == "function_definition":
            reading.define(Function(defined(statement), reading.scope))
        elif defined(statement).type != "class_definition":
            with reading.inner_scope():
                reading.evaluate(statement)
