"""Putting lines of code into a block of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct

from ..text.edits import TextEdit
from ..text.source import SourceText
from ..text.span import Span


class Block(Struct, frozen=True):
    """A block to be written around lines: the line before them, and those behind.

    `indentation` is that of its first and last line, `step` what the lines inside get in addition.
    """

    opening: str
    closing: tuple[str, ...]
    indentation: str
    step: str


def indentation_at(source: SourceText, offset: int) -> str | None:
    """The white space before what starts its line at an offset; None where something else does."""
    position = source.position(offset)
    before = source.line_text(position.line)[: position.column]
    return None if before.strip() else before


def wrapped(
    source: SourceText, lines: Span, block: Block, texts: Collection[Span]
) -> Iterator[TextEdit]:
    """The edits that put whole lines into a block.

    Lines that start within `texts`, which are strings of several lines, stay as they are: the
    string would have another value.
    """
    first, last = source.position(lines.start).line, source.position(lines.end).line
    start, end = source.line_span(first).start, source.line_span(last).end
    opening = f"{block.indentation}{block.opening}{source.line_end}{block.step}"
    yield TextEdit(Span(start, start), opening)
    for line in range(first + 1, last + 1):
        at = source.line_span(line).start
        is_in_text = any(each.start < at <= each.end for each in texts)
        if source.line_text(line).strip() and not is_in_text:
            yield TextEdit(Span(at, at), block.step)
    closing = "".join(f"{source.line_end}{block.indentation}{line}" for line in block.closing)
    yield TextEdit(Span(end, end), closing)
