"""Making a JavaScript function return one of its parameters."""

from __future__ import annotations

import re

from tree_sitter import Node

from ...text.edits import TextEdit
from ...text.source import SourceText
from ...text.span import Span
from .bodies import NodeBodies
from .files import path_of
from .functions import is_async
from .inside import innermost_function
from .nodes import parts

_RETURN = re.compile(r"return\b")


def returning(source: SourceText, name: str, statement: Span) -> tuple[TextEdit, ...]:
    """The edit that makes a `return` give a parameter of its function."""
    text = source.slice(statement)
    file = NodeBodies(source, path_of(source))
    node = file.tree.node_at(statement)
    function = innermost_function(node) if node is not None else None
    if not _RETURN.match(text) or node is None or function is None:
        return ()
    if not _is_given(file, name, node, function):
        return ()
    return (TextEdit(statement, f"return {name}{';' if text.endswith(';') else ''}"),)


def ending_with(source: SourceText, path: str, name: str, function: Span) -> tuple[TextEdit, ...]:
    """The edit that makes a function return a parameter at its end, where it returns nothing."""
    file = NodeBodies(source, path)
    tree = file.tree
    node = tree.node_at(function)
    body = node.child_by_field_name("body") if node else None
    statements = list(parts(body)) if body is not None and body.type == "statement_block" else []
    if not statements or node is None or body is None or not _is_given(file, name, body, node):
        return ()
    first, last = tree.span(statements[0]), tree.span(statements[-1])
    position = source.position(first.start)
    indentation = source.line_text(position.line)[: position.column]
    if indentation.strip() or not indentation:
        return ()
    semicolon = ";" if source.slice(last).endswith((";", "}")) else ""
    text = f"{source.line_end}{indentation}return {name}{semicolon}"
    return (TextEdit(Span(last.end, last.end), text),)


def _is_given(file: NodeBodies, name: str, place: Node, function: Node) -> bool:
    """Whether a name is a parameter that an async function can return there as it got it.

    What other functions return is lost up to Node.js 22.
    """
    variable = file.names.meant(name, place)
    if variable is None or len(variable.declared) != 1 or not is_async(function):
        return False
    declared = variable.declared[0]
    is_whole = declared.function == function and not declared.keys and not declared.is_unknown
    return is_whole and not file.names.is_assigned(variable)
