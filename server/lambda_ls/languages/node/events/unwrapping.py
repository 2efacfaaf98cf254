"""The function that an expression gives, seen through its wrappers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace
from tree_sitter import Node

from ....model.flow import Places, Taking, Wrapping
from ...flows.known import Function, Known, Outside
from ...flows.scope import Scope
from ...syntax import SyntaxTree
from ..inside import returned_values
from ..nodes import FUNCTIONS, arguments, bare, callee_name, field_text, parts, text_of
from ..parameters import parameter_name, parameter_nodes
from .module import ModuleScope
from .patterns import declared_names
from .reassigned import reassigned
from .statements import declared_in
from .wrappers import Wrapper, wrapper_of

_DEEPEST = 12
AS_GIVEN = (0, 1)
DURABLE = 2
"""Where the data of wrappers has the context of a durable execution, behind event and context."""


class Handler(Struct, frozen=True):
    """A function, and which of what Lambda passes it gets at each position.

    `keeps_result` tells that Lambda certainly gets what the function gives. `places` are those that
    its wrappers have to do with before they call it.
    """

    function: Function
    order: tuple[int | None, ...] = AS_GIVEN
    keeps_result: bool = True
    places: Places = Places()

    @property
    def is_durable(self) -> bool:
        """Whether the SDK of durable executions stands before it."""
        return DURABLE in self.order


class Elsewhere:
    """The wrappers of other files around a handler, of which the `left` outermost are seen through.

    `seen` are those, and `next` is the one behind them.
    """

    def __init__(self, left: int) -> None:
        self.left = left
        self.seen: list[Wrapping] = []
        self.next: Wrapping | None = None

    def passes(self, wrapping: Wrapping) -> bool:
        """Whether a wrapper is seen through, from outside to inside."""
        if not self.left:
            self.next = wrapping
            return False
        self.left -= 1
        self.seen.append(wrapping)
        return True


def unwrapped(
    tree: SyntaxTree,
    scope: Scope,
    node: Node,
    elsewhere: Elsewhere | None = None,
    depth: int = 0,
) -> Handler | None:
    """The function that an expression gives, through wrappers that are known.

    Those of other files are seen through as far as `elsewhere` says.
    """
    node = bare(node)
    if depth > _DEEPEST:
        return None
    if node.type in FUNCTIONS:
        return Handler(Function(node, scope))
    if node.type in ("identifier", "shorthand_property_identifier"):
        return _named(tree, scope, text_of(node), elsewhere, depth)
    if node.type == "call_expression":
        return _wrapped(tree, scope, node, elsewhere, depth)
    return None


def made_by(tree: SyntaxTree, wrapper: Function, taking: Taking) -> tuple[Handler, Function] | None:
    """What a wrapper of this file makes of a function, and what stands for that function in it."""
    if taking.is_made:
        made = _result(tree, wrapper, _inside(tree, wrapper), 0)
        if made is None or made.order != AS_GIVEN:
            return None
        wrapper = made.function
    parameters = parameter_nodes(wrapper.node)
    if taking.position >= len(parameters):
        return None
    name = parameter_name(parameters[taking.position])
    if name is None:
        return None
    given, within = Function(name, wrapper.scope), _inside(tree, wrapper)
    within.bind(text_of(name), given)
    result = _result(tree, wrapper, within, 0)
    return (result, given) if result is not None else None


def binds_more(expression: Node) -> bool:
    """Whether `bind` gives a function more than `this`, which takes the place of the event."""
    callee = expression.child_by_field_name("function")
    is_bind = callee is not None and field_text(callee, "property") == "bind"
    return is_bind and len(arguments(expression)) > 1


def _named(
    tree: SyntaxTree, scope: Scope, name: str, elsewhere: Elsewhere | None, depth: int
) -> Handler | None:
    if not isinstance(scope, ModuleScope):
        known = scope.find(name)
        return Handler(known) if isinstance(known, Function) else None
    value = scope.value_of(name)
    return unwrapped(tree, scope, value, elsewhere, depth + 1) if value is not None else None


def _wrapped(
    tree: SyntaxTree, scope: Scope, call: Node, elsewhere: Elsewhere | None, depth: int
) -> Handler | None:
    callee = call.child_by_field_name("function")
    if callee is not None and field_text(callee, "property") == "bind":
        owner = callee.child_by_field_name("object")
        is_same = owner is not None and not binds_more(call)
        return unwrapped(tree, scope, owner, elsewhere, depth + 1) if owner and is_same else None
    wrapper = wrapper_of(tree, scope, call)
    if wrapper is None:
        made = _made(tree, scope, call, depth)
        return made or (_beyond(tree, scope, call, elsewhere, depth) if elsewhere else None)
    is_plain = not wrapper.order and not wrapper.is_factory
    inner = unwrapped(tree, scope, wrapper.inner, elsewhere if is_plain else None, depth + 1)
    if inner is None or not wrapper.is_factory:
        return inner and _reordered(inner, wrapper)
    returned = _returned(tree, inner.function.node)
    if returned is None:
        return None
    return replace(
        _reordered(inner, wrapper),
        function=Function(returned, _inside(tree, inner.function)),
        order=AS_GIVEN,
    )


def _beyond(
    tree: SyntaxTree, scope: Scope, call: Node, elsewhere: Elsewhere, depth: int
) -> Handler | None:
    """The function that a wrapper of another file is given."""
    callee = call.child_by_field_name("function")
    is_made = callee is not None and bare(callee).type == "call_expression"
    name = callee_name(bare(callee) if callee is not None and is_made else call)
    known = scope.find(name.partition(".")[0])
    if not isinstance(known, Outside) or known.imported is None:
        return None
    for position, argument in enumerate(arguments(call)):
        if unwrapped(tree, scope, argument, Elsewhere(_DEEPEST), depth + 1) is not None:
            taking = Taking(position, is_made)
            if not elsewhere.passes(Wrapping(name, known.imported, taking, tree.span(call))):
                return None
            inner = unwrapped(tree, scope, argument, elsewhere, depth + 1)
            return replace(inner, keeps_result=False) if inner is not None else None
    return None


def _reordered(inner: Handler, wrapper: Wrapper) -> Handler:
    keeps_result = inner.keeps_result and wrapper.keeps_result
    places = inner.places | wrapper.places
    return Handler(inner.function, wrapper.order or inner.order, keeps_result, places)


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
    if not isinstance(maker, Function):
        return None
    within, places = _inside(tree, maker), Places()
    for parameter, argument in zip(parameter_nodes(maker.node), arguments(call), strict=False):
        inner = unwrapped(tree, scope, argument, depth=depth + 1)
        if inner is not None:
            # What is made calls the function, and not what is around it here.
            keeps_result = keeps_result and inner.keeps_result and inner.order == AS_GIVEN
            places |= inner.places
            within.bind(
                text_of(parameter.child_by_field_name("pattern") or parameter), inner.function
            )
    result = _result(tree, maker, within, depth)
    if result is None:
        return None
    keeps_result = keeps_result and result.keeps_result
    return replace(result, keeps_result=keeps_result, places=result.places | places)


def _inside(tree: SyntaxTree, function: Function) -> Scope:
    """The scope of a function's body, whose own names hide those of the module."""
    within = Scope(function.scope, tree.once(reassigned).anywhere)
    for parameter in parameter_nodes(function.node):
        within.forget(declared_names(parameter.child_by_field_name("pattern") or parameter))
    body = function.node.child_by_field_name("body")
    if body is not None and body.type == "statement_block":
        for statement in parts(body):
            within.forget(declared_in(statement))
            for name, declared in _functions_in(statement):
                within.bind(text_of(name), Function(declared, within))
    return within


def _functions_in(statement: Node) -> Iterator[tuple[Node, Node]]:
    """The functions that a statement of a block declares for good, with their names."""
    declared = [(statement, statement)]
    if statement.type == "lexical_declaration" and field_text(statement, "kind") == "const":
        declared = [
            (each, bare(value))
            for each in parts(statement)
            if (value := each.child_by_field_name("value")) is not None
        ]
    for node, function in declared:
        name = node.child_by_field_name("name")
        if name is not None and name.type == "identifier" and function.type in FUNCTIONS:
            yield name, function


def _result(tree: SyntaxTree, maker: Function, within: Scope, depth: int) -> Handler | None:
    """The function that is all that a function gives, whose body sees the names of a scope."""
    given = list(islice(returned_values(tree, maker.node), 2))
    return unwrapped(tree, within, given[0], depth=depth + 1) if len(given) == 1 else None


def _returned(tree: SyntaxTree, function: Node) -> Node | None:
    """The function that is all that a function gives."""
    given = [bare(value) for value in islice(returned_values(tree, function), 2)]
    return given[0] if len(given) == 1 and given[0].type in FUNCTIONS else None
