"""Names that stand for functions, classes, and what comes from outside the file."""

from __future__ import annotations

from tree_sitter import Node

from ....model.module import Import
from ...flows.known import Class, Function, Instance, Known, Outside
from ..events.module import outside_of
from ..nodes import CLASSES, FUNCTIONS, bare, required_module, text_of
from .names import FileNames
from .variables import Variable

_DEEPEST = 12


def known_name(names: FileNames, around: Function | None, name: Node, depth: int = 0) -> Known:
    """What is known of a name in the function `around`; a name that nothing declares is global."""
    variable = names.variable(name)
    if variable is None:
        return Outside(text_of(name))
    if depth > _DEEPEST:
        return None
    if variable.is_of_module:
        return names.module.known(variable.name)
    return _handed(variable, around) or _local(names, variable, around, depth)


def _handed(variable: Variable, around: Function | None) -> Function | None:
    """The function that a wrapper of the file gets, in what it makes of it."""
    maker = variable.declared[0].function
    if around is None or maker is None or maker == around.node:
        return None
    found = around.scope.find(variable.name)
    return found if isinstance(found, Function) else None


def _local(names: FileNames, variable: Variable, around: Function | None, depth: int) -> Known:
    declared = variable.declared[0]
    if len(variable.declared) > 1 or declared.value is None or declared.is_unknown:
        return None
    if not declared.is_fixed and names.is_assigned(variable):
        return None
    value = bare(declared.value)
    if value.type == "identifier" and len(declared.keys) == 1:
        of = known_name(names, around, value, depth + 1)
        return _taken(of, declared.keys[0])
    module = required_module(value)
    if module is not None and len(declared.keys) < 2:
        return outside_of(variable.name, Import(module, next(iter(declared.keys), None)))
    scope = around.scope if around is not None else names.module
    if declared.keys:
        return None
    if value.type in FUNCTIONS:
        return Function(value, scope)
    if value.type in CLASSES:
        return Class(value, scope)
    constructor = value.child_by_field_name("constructor")
    if constructor is None or constructor.type != "identifier":
        return None
    of = known_name(names, around, constructor, depth + 1)
    return Instance(of) if isinstance(of, Class) else None


def _taken(of: Known, key: str) -> Known:
    """What is taken out of a module that was loaded before: `const { key } = module`."""
    imported = of.imported if isinstance(of, Outside) else None
    if imported is None or imported.name is not None:
        return None
    return outside_of(key, Import(imported.module, key))
