"""How a Node.js handler is declared, and whether its callback and what it returns reach Lambda."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ...model.declaration import CallbackCall, CallbackParameter, LostReturn, Misdeclaration
from ...model.module import Callability
from ...text.source import SourceText
from ...text.span import Span
from ..syntax import SyntaxTree, ancestors, parse
from .callback import call_of, callback_uses, made_async, without_callback
from .collect import FoundExport, collect_exports
from .exports import LONGEST_FILE
from .files import grammar_of
from .functions import is_async
from .inside import returned_values
from .nodes import FUNCTIONS, callee_name, field_text, has_token, text_of
from .parameters import is_rest, length, parameter_name, parameter_nodes
from .plain import PlainValues
from .scopes import references_of
from .versions import imports_handlers

_WITH_CALLBACK = 3
_CONTEXT = 1
_TIMER = "setTimeout"
_PRINTERS = ("JSON.stringify", "console.")
_ENDS = frozenset({"done", "fail", "succeed"})
_ANSWERS = re.compile(r"\b(?:done|fail|succeed)\b|\.\.\.")
_ARGUMENTS = re.compile(r"\barguments\b")
# With the object alone all arguments come from the call.
_BOUND = re.compile(r"\.bind\s*\((?!\s*[\w$.]+\s*\))")


def misdeclarations(
    source: SourceText, path: str, symbol: str, runtime: str | None
) -> tuple[Misdeclaration, ...]:
    """What is wrong with the declaration of an exported function for a runtime.

    Nothing of what stands in a wrapper, which may call the function in any way.
    """
    importing = imports_handlers(runtime)
    if importing is None or len(source) > LONGEST_FILE:
        return ()
    tree = parse(grammar_of(path), source)
    function = _declared(tree, symbol)
    if function is None or has_token(function, "*") or function.has_error:
        return ()
    found = _removed(tree, function) if importing else _unheard(tree, function)
    return tuple(found)


def _declared(tree: SyntaxTree, symbol: str) -> Node | None:
    """The function that is exported as it is written."""
    found = [
        each
        for each in tree.once(collect_exports).found
        if each.name == symbol and each.value.callable is not Callability.NO
    ]
    if len(found) != 1 or found[0].value.callable is not Callability.YES:
        return None
    value = found[0].value
    is_plain = value.function is not None and not value.wrapped_by
    return value.function if is_plain and not _is_bound(tree, found[0]) else None


def _is_bound(tree: SyntaxTree, found: FoundExport) -> bool:
    """Whether `bind` may have given the function some of its arguments."""
    binding = found.value.binding
    function = found.value.function
    extents = (found.extent, *((binding.statement,) if binding else ()))
    inside = tree.span(function) if function else Span(0, 0)
    return any(
        not inside.start <= match.start() < inside.end
        for extent in extents
        for match in _BOUND.finditer(tree.source.text, *tree.span(extent))
    )


def _removed(tree: SyntaxTree, function: Node) -> Iterator[Misdeclaration]:
    """What a runtime without callbacks refuses."""
    if length(function) < _WITH_CALLBACK:
        return
    parameter = parameter_nodes(function)[_WITH_CALLBACK - 1]
    name = parameter_name(parameter)
    uses = callback_uses(tree, function)
    rewrite = () if uses is None else without_callback(tree, function, uses)
    text = text_of(name) if name else ""
    yield CallbackParameter(text, tree.span(name or parameter), rewrite)


def _unheard(tree: SyntaxTree, function: Node) -> Iterator[Misdeclaration]:
    """What a runtime with callbacks can lose."""
    if is_async(function):
        uses = callback_uses(tree, function) or ()
        called = next(
            (use for use in uses if call_of(use) and not _is_of_watchdog(tree, use)), None
        )
        if called is not None:
            rewrite = without_callback(tree, function, uses)
            yield CallbackCall(text_of(called), tree.span(called), rewrite)
    elif not _may_answer(tree, function):
        given = parameter_nodes(function)
        plain = PlainValues(tree, parameter_name(given[0]) if given else None)
        lost = (each for each in returned_values(tree, function) if plain.is_plain(each))
        first = next(lost, None)
        if first is not None:
            yield LostReturn(tree.span(first), (made_async(tree, function),))


def _is_of_watchdog(tree: SyntaxTree, use: Node) -> bool:
    """Whether a call only comes in case that what the function waits for takes too long."""
    around = [parent for parent, _ in ancestors(use)]
    timers = (each for each in around if each.type == "call_expression")
    if not any(callee_name(each) == _TIMER for each in timers):
        return False
    handler = next(each for each in reversed(around) if each.type in FUNCTIONS)
    return bool(tree.find(handler, "await_expression"))


def _may_answer(tree: SyntaxTree, function: Node) -> bool:
    """Whether a function can have another way to answer than what it returns."""
    given = parameter_nodes(function)
    if len(given) >= _WITH_CALLBACK or any(map(is_rest, given)):
        return True
    if _ARGUMENTS.search(tree.text(function)):
        return True
    return len(given) > _CONTEXT and not _only_tells(tree, given[_CONTEXT])


def _only_tells(tree: SyntaxTree, context: Node) -> bool:
    """Whether what a function takes from its context answers nothing, and nobody else gets it."""
    name = parameter_name(context)
    if name is None:
        return not _ANSWERS.search(tree.text(context))
    places = references_of(tree, name)
    return places is not None and all(
        place.node == name or _is_told(place.parent, place.node) for place in places
    )


def _is_told(parent: Node, context: Node) -> bool:
    """Whether a use of the context takes some member that tells, or prints all of it."""
    if parent.type == "arguments" and parent.parent is not None:
        return callee_name(parent.parent).startswith(_PRINTERS)
    is_owner = parent.child_by_field_name("object") == context
    is_member = parent.type == "member_expression" and is_owner
    return is_member and field_text(parent, "property") not in _ENDS
