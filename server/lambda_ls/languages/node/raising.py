"""Making a `throw` of a `return` in JavaScript."""

from __future__ import annotations

import re

from ...model.body import Caught
from ...text.edits import TextEdit
from ...text.source import SourceText
from ...text.span import Span

_RETURN = re.compile(r"return\b\s*")
# A callback gets an error first; the old members of the context have one for errors.
_CALLBACK = re.compile(r"(?P<callee>[\w$.]+)\s*\(")
_FOR_ERRORS = {"succeed": "fail"}


def raised(
    source: SourceText,
    statement: Span,
    caught: Caught | None,
    message: Span | None,
    error: Span | None,
) -> tuple[TextEdit, ...]:
    """The edit that throws what a `return` gives, or hands it to a callback as an error.

    `message` is an expression for the error's text, `error` one that is an error itself. An error
    that was caught is thrown again, or becomes the cause.
    """
    text = source.slice(statement)
    semicolon = ";" if text.endswith(";") else ""
    match = _RETURN.match(text)
    if match is not None:
        value = text[match.end() :].removesuffix(";").strip()
        thrown = _error(source, value, caught, message, error)
        return (TextEdit(statement, f"throw {thrown}{semicolon}"),)
    called = _CALLBACK.match(text)
    if called is None:
        return ()
    owner, _, name = called["callee"].rpartition(".")
    callee = f"{owner}.{_FOR_ERRORS.get(name, name)}" if owner else name
    given = _error(source, "", caught, message, error)
    return (TextEdit(statement, f"{callee}({given}){semicolon}"),) if given else ()


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
