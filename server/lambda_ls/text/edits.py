"""Changes to one text."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from .span import Span


class TextEdit(Struct, frozen=True):
    """Replace a range by `text`; an empty range inserts."""

    span: Span
    text: str


class OverlappingEditsError(ValueError):
    """Two edits change the same characters."""


def apply_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """The text after all edits, whose spans all speak of the text as it was.

    Insertions at the same offset keep their order.

    Raises:
        OverlappingEditsError: if two spans overlap.
    """
    parts: list[str] = []
    end = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < end:
            raise OverlappingEditsError(f"two edits change the text at offset {edit.span.start}")
        parts += (text[end : edit.span.start], edit.text)
        end = edit.span.end
    return "".join((*parts, text[end:]))
