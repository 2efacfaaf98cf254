"""The function that an expression gives, seen through its wrappers."""

from __future__ import annotations

from itertools import islice

from msgspec import Struct
from tree_sitter import Node

from ...flows.known import Function, Known
from ...flows.scope import Scope
from ...syntax import SyntaxTree
from ..inside import returned_values
from ..nodes import FUNCTIONS, arguments, bare, callee_name, field_text, parts, text_of
from ..parameters import parameter_nodes
from .module import ModuleScope
from .patterns import declared_names
from .statements import declared_in
from .wrappers import Wrapper, wrapper_of

_DEEPEST = 12
AS_GIVEN = (0, 1)


class Handler(Struct, frozen=True):
    """A function, and which of what Lambda passes it gets at each position.

    `keeps_result` tells that Lambda certainly gets what the function gives.
    """

    function: Function
    order: tuple[int | None, ...] = AS_GIVEN
    keeps_result: bool = True


def unwrapped(tree: SyntaxTree, scope: Scope, node: Node, depth: int = 0) -> Handler | None:
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


def binds_more(expression: Node) -> bool:
    """Whether `bind` gives a function more than `this`, which takes the place of the event."""
    callee = expression.child_by_field_name("function")
    is_bind = callee is not None and field_text(callee, "property") == "bind"
    return is_bind and len(arguments(expression)) > 1


def _named(tree: SyntaxTree, scope: Scope, name: str, depth: int) -> Handler | None:
    value = scope.value_of(name) if isinstance(scope, ModuleScope) else None
    return unwrapped(tree, scope, value, depth + 1) if value is not None else None


def _wrapped(tree: SyntaxTree, scope: Scope, call: Node, depth: int) -> Handler | None:
    callee = call.child_by_field_name("function")
    if callee is not None and field_text(callee, "property") == "bind":
        owner = callee.child_by_field_name("object")
        is_same = owner is not None and not binds_more(call)
        return unwrapped(tree, scope, owner, depth + 1) if owner and is_same else None
    wrapper = wrapper_of(tree, scope, call)
    if wrapper is None:
        return _made(tree, scope, call, depth)
    inner = unwrapped(tree, scope, wrapper.inner, depth + 1)
    if inner is None or not wrapper.is_factory:
        return inner and _reordered(inner, wrapper)
    returned = _returned(tree, inner.function.node)
    if returned is None:
        return None
    made = Function(returned, _inside(inner.function))
    return Handler(made, keeps_result=inner.keeps_result and wrapper.keeps_result)


def _reordered(inner: Handler, wrapper: Wrapper) -> Handler:
    keeps_result = inner.keeps_result and wrapper.keeps_result
    return Handler(inner.function, wrapper.order or inner.order, keeps_result)


def _made(tree: SyntaxTree, scope: Scope, call: Node, depth: int) -> Handler | None:
    """The function that a call of a function of the file gives, with what the call is given."""
    callee = call.child_by_field_name("function")
    if callee is None or depth > _DEEPEST:
        return None
    keeps_result = True
    if callee.type == "call_expression":
        outer = _made(tree, scope, callee, depth + 1)
        maker: Known = outer.function if outer is not None else None
        keeps_result = outer is not None and outer.keeps_result
    else:
        maker = scope.find(callee_name(call))
    returned = _returned(tree, maker.node) if isinstance(maker, Function) else None
    if returned is None or not isinstance(maker, Function):
        return None
    inside = _inside(maker)
    for parameter, argument in zip(parameter_nodes(maker.node), arguments(call), strict=False):
        inner = unwrapped(tree, scope, argument, depth + 1)
        if inner is not None:
            # What is made calls the function, and not what is around it here.
            keeps_result = keeps_result and inner.keeps_result and inner.order == AS_GIVEN
            inside.bind(
                text_of(parameter.child_by_field_name("pattern") or parameter), inner.function
            )
    return Handler(Function(returned, inside), keeps_result=keeps_result)


def _inside(function: Function) -> Scope:
    """The scope of a function's body, whose own names hide those of the module."""
    inside = Scope(function.scope)
    for parameter in parameter_nodes(function.node):
        inside.forget(declared_names(parameter.child_by_field_name("pattern") or parameter))
    body = function.node.child_by_field_name("body")
    if body is not None and body.type == "statement_block":
        for statement in parts(body):
            inside.forget(declared_in(statement))
    return inside


def _returned(tree: SyntaxTree, function: Node) -> Node | None:
    """The function that is all that a function gives."""
    given = [bare(value) for value in islice(returned_values(tree, function), 2)]
    return given[0] if len(given) == 1 and given[0].type in FUNCTIONS else None
