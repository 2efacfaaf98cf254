"""Wrappers that stand in other files than the handler: which there are, and what one makes."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ....model.flow import Taking, Wrapping
from ...flows.known import Function, Outside
from ...syntax import SyntaxTree
from .names import named
from .parameters import Arguments
from .wrappers import known_wrapper, name_of, returned


def wrappers_elsewhere(tree: SyntaxTree, function: Function) -> Iterator[tuple[Node, Wrapping]]:
    """The decorators of other files, the outermost first, that are called before any of this file.

    Those of libraries that are known to hand on what they are called with are none of them.
    """
    for decorator in function.decorators:
        if known_wrapper(tree, function.scope, decorator) is not None:
            continue
        callee = name_of(tree, decorator)
        known = named(function.scope, callee)
        if not isinstance(known, Outside) or known.imported is None:
            return
        taking = Taking(is_made=decorator.type == "call")
        yield decorator, Wrapping(callee, known.imported, taking, tree.span(decorator))


def made_by(
    tree: SyntaxTree, wrapper: Function, taking: Taking
) -> tuple[Function, Function] | None:
    """What a wrapper of this file makes of a function, and what stands for that function in it."""
    maker = returned(tree, wrapper, Arguments()) if taking.is_made else wrapper
    parameters = maker.node.child_by_field_name("parameters") if maker is not None else None
    if maker is None or parameters is None:
        return None
    given = Function(parameters, maker.scope)
    made = returned(tree, maker, Arguments((given,)))
    return (made, given) if made is not None else None
