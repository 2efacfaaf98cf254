"""The callback of a handler, and the handler without it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tree_sitter import Node

from ...model.declaration import Rewrite
from ...text.edits import TextEdit
from ...text.span import Span
from ..syntax import SyntaxTree, ancestors
from .functions import is_async
from .inside import innermost_function
from .nodes import FUNCTIONS, arguments, bare, parts, text_of
from .parameters import parameter_name, parameter_nodes
from .scopes import references_of

_CALLBACK = 2
_NOTHING = frozenset({"null", "undefined"})
_ERRORS = frozenset({"new_expression", "string", "template_string"})


def callback_uses(tree: SyntaxTree, function: Node) -> tuple[Node, ...] | None:
    """Where a function uses its third parameter; None where that cannot be told."""
    given = parameter_nodes(function)
    name = parameter_name(given[_CALLBACK]) if len(given) > _CALLBACK else None
    places = references_of(tree, name) if name else None
    if name is None or places is None:
        return None
    return tuple(each.node for each in places if each.node != name)


def call_of(use: Node) -> Node | None:
    """The call that a use of a function is, None for another use."""
    parent = use.parent
    is_call = parent is not None and parent.type == "call_expression"
    return parent if parent and is_call and parent.child_by_field_name("function") == use else None


def without_callback(tree: SyntaxTree, function: Node, uses: Sequence[Node]) -> Rewrite:
    """What makes a function return and throw what it hands to its callback.

    Empty where a use of the callback is not the last thing that the function does, and where a
    function that never uses it may leave work behind that Lambda used to wait for.
    """
    given = parameter_nodes(function)
    if len(given) != _CALLBACK + 1 or tree.broken or not (uses or is_async(function)):
        return ()
    ended = [_ended(tree, function, use) for use in uses]
    if any(edit is None for edit in ended):
        return ()
    dropped = Span(tree.span(given[_CALLBACK - 1]).end, tree.span(given[_CALLBACK]).end)
    becomes_async = () if is_async(function) else (made_async(tree, function),)
    return (*becomes_async, TextEdit(dropped, ""), *(edit for edit in ended if edit))


def made_async(tree: SyntaxTree, function: Node) -> TextEdit:
    """The edit that makes a function async."""
    is_method = function.type == "method_definition"
    name = function.child_by_field_name("name") if is_method else None
    start = tree.span(name or function).start
    return TextEdit(Span(start, start), "async ")


def _ended(tree: SyntaxTree, function: Node, use: Node) -> TextEdit | None:
    """What stands for a call of the callback that ends the function; None where none can."""
    call = call_of(use)
    statement = call.parent if call else None
    if call is None or statement is None or innermost_function(use) != function:
        return None
    if statement == function:
        value = _value(tree, call)
        return TextEdit(tree.span(call), value) if value else None
    is_returned = statement.type == "return_statement"
    is_last = statement.type == "expression_statement" and _ends(statement, function)
    if not is_returned and not is_last:
        return None
    text = _ending(tree, function, call)
    span = Span(tree.span(statement).start, tree.span(call).end)
    return TextEdit(span, text) if text else None


def _ending(tree: SyntaxTree, function: Node, call: Node) -> str | None:
    """The statement for `callback(null, value)` or `callback(error)`."""
    given = arguments(call)
    if any(each.type == "spread_element" for each in given) or len(given) > _CALLBACK:
        return None
    if not given or text_of(given[0]) in _NOTHING:
        return f"return {tree.text(given[1])}" if len(given) == _CALLBACK else "return"
    is_error = len(given) == 1 and _is_error(given[0], function)
    return f"throw {tree.text(given[0])}" if is_error and not _is_tried(call, function) else None


def _value(tree: SyntaxTree, call: Node) -> str | None:
    """What an arrow function without a block is worth instead of `callback(null, value)`."""
    given = arguments(call)
    if len(given) != _CALLBACK or text_of(given[0]) not in _NOTHING:
        return None
    text = tree.text(given[1])
    return f"({text})" if given[1].type == "object" else text


def _is_error(node: Node, function: Node) -> bool:
    """Whether an argument certainly is an error: made here, or caught."""
    node = bare(node)
    return node.type in _ERRORS or any(
        clause.type == "catch_clause" and _caught(clause) == text_of(node)
        for clause, _ in _around(node, function)
    )


def _caught(clause: Node) -> str:
    parameter = clause.child_by_field_name("parameter")
    return text_of(parameter) if parameter and parameter.type == "identifier" else ""


def _is_tried(call: Node, function: Node) -> bool:
    """Whether the function itself would catch what is thrown in the place of a call."""
    return any(
        parent.type == "try_statement" and parent.child_by_field_name("body") == child
        for parent, child in _around(call, function)
    )


def _ends(statement: Node, function: Node) -> bool:
    """Whether nothing of the function comes after a statement."""
    for parent, child in _around(statement, function):
        if parent.type == "statement_block":
            if parts(parent)[-1] != child:
                return False
        elif parent.type == "try_statement":
            if parent.child_by_field_name("finalizer") is not None:
                return False
        elif parent.type not in ("catch_clause", "else_clause", "if_statement"):
            return False
    return True


def _around(node: Node, function: Node) -> Iterator[tuple[Node, Node]]:
    """The pairs (parent, child) from a node up to the body of the function."""
    for parent, child in ancestors(node):
        if parent == function or parent.type in FUNCTIONS:
            return
        yield parent, child
