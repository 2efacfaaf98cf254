"""Making JSON text of a JavaScript expression."""

from __future__ import annotations

from ...text.edits import TextEdit
from ...text.source import SourceText
from ...text.span import Span
from .expressions import is_shorthand


def json_text(source: SourceText, value: Span) -> tuple[TextEdit, ...]:
    """The edit that makes an expression its JSON text."""
    text = source.slice(value)
    made = f"JSON.stringify({text})"
    entry = f"{text}: {made}" if is_shorthand(source.text, value) else made
    return (TextEdit(value, entry),)
