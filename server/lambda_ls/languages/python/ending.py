"""Making a Python function return one of its names."""

from __future__ import annotations

import re

from ...text.edits import TextEdit
from ...text.source import SourceText
from ...text.span import Span
from ..syntax import Grammar, parse
from .rebinding import is_rebound

_RETURN = re.compile(r"return\b")


def returning(source: SourceText, name: str, statement: Span) -> tuple[TextEdit, ...]:
    """The edit that makes a `return` give a parameter; none where it gets another value."""
    tree = parse(Grammar.PYTHON, source)
    node = tree.node_at(statement)
    if not _RETURN.match(source.slice(statement)) or node is None or is_rebound(tree, node, name):
        return ()
    return (TextEdit(statement, f"return {name}"),)


def ending_with(source: SourceText, name: str, function: Span) -> tuple[TextEdit, ...]:
    """The edit that makes a function return a parameter at its end.

    There is none where the parameter gets another value.
    """
    tree = parse(Grammar.PYTHON, source)
    node = tree.node_at(function)
    body = node.child_by_field_name("body") if node else None
    statements = body.named_children if body else []
    if not statements or node is None or node.type != "function_definition":
        return ()
    if is_rebound(tree, node, name):
        return ()
    first, last = tree.span(statements[0]), tree.span(statements[-1])
    position = source.position(first.start)
    indentation = source.line_text(position.line)[: position.column]
    if indentation.strip() or not indentation:
        return ()
    if statements[-1].type == "pass_statement":
        return (TextEdit(last, f"return {name}"),)
    end = source.line_span(source.position(last.end).line).end
    return (TextEdit(Span(end, end), f"{source.line_end}{indentation}return {name}"),)
