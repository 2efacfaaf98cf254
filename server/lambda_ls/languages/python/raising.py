"""Making a `raise` of a `return` in Python."""

from __future__ import annotations

import re

from ...model.body import Caught
from ...text.edits import TextEdit
from ...text.source import SourceText
from ...text.span import Span

_RETURN = re.compile(r"return\b\s*")


def raised(
    source: SourceText,
    statement: Span,
    caught: Caught | None,
    message: Span | None,
    error: Span | None,
) -> tuple[TextEdit, ...]:
    """The edits that raise what a `return` gives.

    `message` is an expression for the error's text, `error` one that is an error itself. An error
    that was caught is raised again, or becomes the cause.
    """
    match = _RETURN.match(source.slice(statement))
    if match is None:
        return ()
    if error is not None and not (caught and source.slice(error) == caught.name):
        return (TextEdit(statement, f"raise {source.slice(error)}"),)
    if caught is not None and (message is None or error is not None or not caught.name):
        return raised_again(source, statement, caught)
    value = Span(statement.start + match.end(), statement.end)
    text = source.slice(message or value)
    if caught is None:
        return (TextEdit(statement, f"raise RuntimeError({text})"),)
    if re.fullmatch(rf"(?:str|repr)?\(?{re.escape(caught.name)}\)?", text):
        return raised_again(source, statement, caught)
    return (TextEdit(statement, f"raise RuntimeError({text}) from {caught.name}"),)


def raised_again(source: SourceText, statement: Span, caught: Caught) -> tuple[TextEdit, ...]:
    """A bare `raise`; the error loses its name where nothing else uses it."""
    edit = TextEdit(statement, "raise")
    if not caught.name:
        return (edit,)
    name = re.escape(caught.name)
    clause = source.slice(caught.span)
    head = re.search(rf"\s+as\s+{name}\s*(?=:)", clause)
    rest = (
        clause[: statement.start - caught.span.start] + source.text[statement.end : caught.span.end]
    )
    is_used = len(re.findall(rf"\b{name}\b", rest)) > 1
    if head is None or is_used:
        return (edit,)
    start = caught.span.start + head.start()
    return (TextEdit(Span(start, start + len(head[0])), ""), edit)
