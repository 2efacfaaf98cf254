"""The function behind an exported name, and what its wrappers call it with."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from tree_sitter import Node

from ....model.flow import HANDLER_ARGUMENTS, Start
from ...flows.known import Function, Known
from ...flows.scope import Scope
from ...syntax import SyntaxTree, ancestors
from ..collect import FoundExport, collect_exports
from ..inside import returned_values
from ..members import decorators
from ..nodes import FUNCTIONS, arguments, bare, callee_name, text_of
from ..parameters import parameter_nodes
from .module import ModuleScope
from .patterns import declared_names
from .wrappers import Wrapper, wrapper_of

_DEEPEST = 12
_AS_GIVEN = (0, 1)
_KEYED = {"variable_declarator": "value", "pair": "value", "assignment_expression": "right"}


@dataclass(frozen=True, slots=True)
class Handler:
    """A function, and which of what Lambda passes it gets at each position."""

    function: Function
    order: tuple[int | None, ...] = _AS_GIVEN


def handler_of(tree: SyntaxTree, module: ModuleScope, symbol: str) -> Handler | None:
    """The function that runs when an export, or a top-level function, is called."""
    for found in collect_exports(tree).found:
        if found.name == symbol:
            return _of_export(tree, module, found)
    known = module.known(symbol) if symbol in module.bindings else None
    return Handler(known) if isinstance(known, Function) else None


def called_with(handler: Handler, start: Start) -> tuple[Known, ...]:
    """The arguments of a function by position."""
    given: dict[int | str | None, Known] = dict(start.arguments)
    if start.arguments == HANDLER_ARGUMENTS:
        return tuple(given.get(position) for position in handler.order)
    if handler.order != _AS_GIVEN:
        return ()
    positions = [position for position in given if isinstance(position, int)]
    return tuple(given.get(position) for position in range(max(positions, default=-1) + 1))


def _of_export(tree: SyntaxTree, module: ModuleScope, found: FoundExport) -> Handler | None:
    expression = _expression(found)
    handler = _unwrapped(tree, module, expression, 0) if expression else None
    method = found.value.function
    if handler is None and method is not None and method.type == "method_definition":
        # A method of an object or an instance, which `bind` leaves as it is.
        is_plain = not found.value.wrapped_by and not decorators(method)
        return Handler(Function(method, module)) if is_plain else None
    return handler


def _expression(found: FoundExport) -> Node | None:
    """What an export is given, climbing from its name."""
    if found.key.type == "shorthand_property_identifier":
        return found.key
    for parent, child in ancestors(found.key):
        field = _KEYED.get(parent.type)
        if field is not None:
            value = parent.child_by_field_name(field)
            return value if value != child else child
        if parent.type in FUNCTIONS:
            return parent
        if parent.type == "export_specifier":
            return parent.child_by_field_name("name")
        if parent.type == "export_statement":
            named = ("value", "declaration")
            return next(
                (each for name in named if (each := parent.child_by_field_name(name))), None
            )
        if parent == found.extent and parent.type != "member_expression":
            break
    return found.value.function


def _unwrapped(tree: SyntaxTree, scope: Scope, node: Node, depth: int) -> Handler | None:
    """The function that an expression gives, through wrappers that are known."""
    node = bare(node)
    if depth > _DEEPEST:
        return None
    if node.type in FUNCTIONS:
        return Handler(Function(node, scope))
    if node.type in ("identifier", "shorthand_property_identifier"):
        return _named(tree, scope, text_of(node), depth)
    if node.type == "call_expression":
        return _wrapped(tree, scope, node, depth)
    return None


def _named(tree: SyntaxTree, scope: Scope, name: str, depth: int) -> Handler | None:
    binding = scope.bindings.get(name) if isinstance(scope, ModuleScope) else None
    if binding is None or binding.value is None or binding.keys or not binding.fixed:
        return None
    return _unwrapped(tree, scope, binding.value, depth + 1)


def _wrapped(tree: SyntaxTree, scope: Scope, call: Node, depth: int) -> Handler | None:
    callee = call.child_by_field_name("function")
    if callee is not None and callee.type == "member_expression":
        method = callee.child_by_field_name("property")
        owner = callee.child_by_field_name("object")
        if method is not None and owner is not None and text_of(method) == "bind":
            # What is bound besides `this` takes the places of the event and the context.
            has_others = len(arguments(call)) > 1
            return None if has_others else _unwrapped(tree, scope, owner, depth + 1)
    wrapper = wrapper_of(scope, call)
    if wrapper is None:
        return _own_wrapper(tree, scope, call, depth)
    inner = _unwrapped(tree, scope, wrapper.inner, depth + 1)
    if inner is None or not wrapper.is_factory:
        return inner and _reordered(inner, wrapper)
    made = _returned(tree, inner.function.node)
    return Handler(Function(made, _inside(inner.function))) if made else None


def _reordered(inner: Handler, wrapper: Wrapper) -> Handler:
    return Handler(inner.function, wrapper.order or inner.order)


def _own_wrapper(tree: SyntaxTree, scope: Scope, call: Node, depth: int) -> Handler | None:
    """A function of the file that gives a function, which is followed with what it is given."""
    name = callee_name(call)
    known = scope.find(name) if name else None
    made = _returned(tree, known.node) if isinstance(known, Function) else None
    if made is None or not isinstance(known, Function):
        return None
    inside = _inside(known)
    for parameter, argument in zip(parameter_nodes(known.node), arguments(call), strict=False):
        inner = _unwrapped(tree, scope, argument, depth + 1)
        if inner is not None:
            inside.bind(
                text_of(parameter.child_by_field_name("pattern") or parameter), inner.function
            )
    return Handler(Function(made, inside))


def _inside(function: Function) -> Scope:
    """The scope of a function's body, whose parameters hide names of the module."""
    inside = Scope(function.scope)
    for parameter in parameter_nodes(function.node):
        inside.forget(declared_names(parameter.child_by_field_name("pattern") or parameter))
    return inside


def _returned(tree: SyntaxTree, function: Node) -> Node | None:
    """The function that is all that a function gives."""
    given = [bare(value) for value in islice(returned_values(tree, function), 2)]
    return given[0] if len(given) == 1 and given[0].type in FUNCTIONS else None
