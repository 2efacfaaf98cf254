"""The loop in which a handler goes through the records of its batch."""

from __future__ import annotations

from msgspec import Struct

from ..text.source import SourceText
from ..text.span import Span
from .wrapping import indentation_at


class RecordsLoop(Struct, frozen=True):
    """A loop whose body has lines of its own.

    `start` is its first offset, `lines` are those of its body, `record` is the name of a record in
    it. `outside` is the indentation of the loop, `step` what its body has in addition.
    """

    start: int
    lines: Span
    record: str
    outside: str
    step: str

    @property
    def inside(self) -> str:
        """The indentation of its body."""
        return self.outside + self.step


def records_loop(source: SourceText, start: int, lines: Span, record: str) -> RecordsLoop | None:
    """The loop that starts at an offset; None if its body has no indented lines of its own."""
    outside, inside = indentation_at(source, start), indentation_at(source, lines.start)
    if outside is None or inside is None or not inside.startswith(outside) or inside == outside:
        return None
    return RecordsLoop(start, lines, record, outside, inside.removeprefix(outside))
