"""How a Python handler is declared, and whether Lambda can call it so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ...model.declaration import CoroutineHandler, Misdeclaration, UnfitParameters
from ...model.module import Export
from ...text.source import SourceText
from ..flows.known import Function
from ..syntax import Grammar, SyntaxTree, parse
from .arity import fit
from .events.module import ModuleScope
from .events.wrappers import called_first
from .synchronous import synchronous

_PLAIN_PARAMETERS = 2
_YIELD = re.compile(r"\byield\b")
# The embedded metrics of CloudWatch come by this name.
_METRICS_WRAPPER = "metric_scope"
_METRICS = frozenset({"metrics"})


def misdeclarations(source: SourceText, export: Export) -> tuple[Misdeclaration, ...]:
    """What is wrong with the declaration of an exported function.

    Nothing of what stands behind a decorator or wrapper that is not known to call it as it is
    called itself.
    """
    if _is_plain(export):
        return ()
    tree = parse(Grammar.PYTHON, source)
    scope = ModuleScope(tree)
    function = scope.handler(export.name)
    if function is None or function.node.has_error or not _is_reached(tree, scope, function):
        return ()
    return tuple(_misdeclared(tree, scope, function))


def _is_plain(export: Export) -> bool:
    """Whether an export is a function of two parameters and nothing else, as nearly all are."""
    parameters = export.parameters
    if parameters is None or export.is_async or len(parameters) != _PLAIN_PARAMETERS:
        return False
    return "*" not in export.signature


def _is_reached(tree: SyntaxTree, scope: ModuleScope, function: Function) -> bool:
    """Whether a call of the handler is a call of this function of the module."""
    reached = called_first(tree, function)
    return reached is not None and reached.node == function.node and function.scope is scope


def _misdeclared(
    tree: SyntaxTree, scope: ModuleScope, function: Function
) -> Iterator[Misdeclaration]:
    node = function.node
    name = node.child_by_field_name("name")
    text = tree.text(name) if name else ""
    span = tree.span(name or node.children[0])
    if _is_coroutine(tree, node):
        # The handler is made of a method elsewhere.
        rewrite = () if function.is_method else synchronous(tree, scope.bound, node)
        yield CoroutineHandler(text, span, rewrite)
    supplied = _METRICS if _METRICS_WRAPPER in tree.source.text else frozenset[str]()
    bound = 0 if function.bound is None else 1
    found = fit(tree, node, supplied, bound)
    if found is not None and not found.is_good:
        takes = _PLAIN_PARAMETERS if found.takes is None else found.takes
        yield UnfitParameters(text, span, found.needs, takes)


def _is_coroutine(tree: SyntaxTree, node: Node) -> bool:
    """Whether a call gives a coroutine; with `yield` it would give a generator."""
    return node.children[0].type == "async" and not _YIELD.search(tree.text(node))
