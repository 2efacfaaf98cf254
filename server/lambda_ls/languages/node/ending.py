"""Making a JavaScript function return one of its names."""

from __future__ import annotations

import re

from ...text.edits import TextEdit
from ...text.source import SourceText
from ...text.span import Span
from ..syntax import parse
from .files import grammar_of
from .nodes import parts

_RETURN = re.compile(r"return\b")


def returning(source: SourceText, name: str, statement: Span) -> tuple[TextEdit, ...]:
    """The edit that makes a `return` give a name."""
    text = source.slice(statement)
    if not _RETURN.match(text):
        return ()
    return (TextEdit(statement, f"return {name}{';' if text.endswith(';') else ''}"),)


def ending_with(source: SourceText, path: str, name: str, function: Span) -> tuple[TextEdit, ...]:
    """The edit that makes a function return a name at its end, where it returns nothing yet."""
    tree = parse(grammar_of(path), source)
    node = tree.node_at(function)
    body = node.child_by_field_name("body") if node else None
    statements = list(parts(body)) if body is not None and body.type == "statement_block" else []
    if not statements:
        return ()
    first, last = tree.span(statements[0]), tree.span(statements[-1])
    position = source.position(first.start)
    indentation = source.line_text(position.line)[: position.column]
    if indentation.strip() or not indentation:
        return ()
    semicolon = ";" if source.slice(last).endswith((";", "}")) else ""
    text = f"{source.line_end}{indentation}return {name}{semicolon}"
    return (TextEdit(Span(last.end, last.end), text),)
