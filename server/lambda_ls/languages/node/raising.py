"""Making a `throw` of a `return` in JavaScript."""

from __future__ import annotations

import re

from tree_sitter import Node

from ...model.body import Caught
from ...text.edits import TextEdit
from ...text.source import SourceText
from ...text.span import Span
from ..syntax import SyntaxTree, ancestors, parse
from .bodies.promises import is_callback, swallows
from .files import grammar_of, path_of
from .nodes import FUNCTIONS, bare, callee_name, text_of
from .parameters import parameter_name, parameter_nodes

_RETURN = re.compile(r"return\b\s*")
# A callback gets an error first; the old members of the context have one for errors.
_CALLBACK = re.compile(r"(?P<callee>[\w$.]+)\s*\(")
_FOR_ERRORS = {"succeed": "fail"}
_ANSWERS = frozenset({"done", "fail", "succeed"})
_CALLBACK_AT = 2
_LEAVING = ("break_statement", "continue_statement", "return_statement", "throw_statement")


def raised(
    source: SourceText,
    statement: Span,
    caught: Caught | None,
    message: Span | None,
    error: Span | None,
) -> tuple[TextEdit, ...]:
    """The edit that throws what a `return` gives, or hands it to a callback as an error.

    `message` is an expression for the error's text, `error` one that is an error itself. An error
    that was caught is thrown again, or becomes the cause. Empty where a `try` around would not let
    the error out.
    """
    tree = parse(grammar_of(path_of(source)), source)
    node = tree.node_at(statement)
    text = source.slice(statement)
    semicolon = ";" if text.endswith(";") else ""
    is_body = node is not None and _is_body(node) and not _is_answer(node)
    match = _RETURN.match(text)
    if match is not None or is_body:
        if node is None or _is_kept_in(tree, node):
            return ()
        value = text[match.end() :] if match else tree.text(bare(node))
        thrown = _error(source, value.removesuffix(";").strip(), caught, message, error)
        changed = f"{{ throw {thrown}; }}" if is_body else f"throw {thrown}{semicolon}"
        return (TextEdit(statement, changed),)
    called = _CALLBACK.match(text)
    if called is None:
        return ()
    owner, _, name = called["callee"].rpartition(".")
    callee = f"{owner}.{_FOR_ERRORS.get(name, name)}" if owner else name
    given = _error(source, "", caught, message, error)
    return (TextEdit(statement, f"{callee}({given}){semicolon}"),) if given else ()


def _is_body(node: Node) -> bool:
    """Whether a node is all that an arrow function without a block is made of."""
    around = node.parent
    is_arrow = around is not None and around.type == "arrow_function"
    return is_arrow and around is not None and around.child_by_field_name("body") == node


def _is_answer(node: Node) -> bool:
    """Whether a call hands a result to the callback of a function around, or to its context."""
    owner, _, name = callee_name(node).rpartition(".")
    functions = (parent for parent, _ in ancestors(node) if parent.type in FUNCTIONS)
    given = (parameter_nodes(each) for each in functions)
    thirds = (parameter_name(each[_CALLBACK_AT]) for each in given if len(each) > _CALLBACK_AT)
    return name in (_ANSWERS if owner else {text_of(each) for each in thirds if each})


def _is_kept_in(tree: SyntaxTree, node: Node) -> bool:
    """Whether a `try` of the function catches what a node throws, or ends with something else."""
    for parent, child in ancestors(node):
        if parent.type in FUNCTIONS:
            if swallows(parent) or not is_callback(parent):
                return swallows(parent)
            continue
        if parent.type != "try_statement":
            continue
        handler, last = (parent.child_by_field_name(each) for each in ("handler", "finalizer"))
        if last is not None and child != last and tree.find(last, *_LEAVING):
            return True
        if handler is not None and child == parent.child_by_field_name("body"):
            return not _only_throws(tree, handler)
    return False


def _only_throws(tree: SyntaxTree, handler: Node) -> bool:
    """Whether the last thing that a clause does is to throw, and nothing leaves it before."""
    block = handler.child_by_field_name("body")
    statements = block.named_children if block is not None else []
    is_thrown = bool(statements) and statements[-1].type == "throw_statement"
    return is_thrown and len(tree.find(handler, *_LEAVING)) == 1


def _error(
    source: SourceText,
    value: str,
    caught: Caught | None,
    message: Span | None,
    error: Span | None,
) -> str:
    """An expression for the error; empty where there is nothing to make one of."""
    if error is not None:
        return source.slice(error)
    name = caught.name if caught else ""
    if message is None:
        return name or (f"new Error(JSON.stringify({value}))" if value else "")
    text = source.slice(message)
    if not name:
        return f"new Error({text})"
    if re.fullmatch(rf"(?:String\()?{re.escape(name)}\)?(?:\.message|\.toString\(\))?", text):
        return name
    return f"new Error({text}, {{ cause: {name} }})"
