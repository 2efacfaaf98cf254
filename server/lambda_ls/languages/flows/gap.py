"""A place for a key in half-typed code, and the text with one written there."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from ...model.flow import Sketch
from ...text.source import SourceText
from ...text.span import Span


class Gap(Struct, frozen=True):
    """A place for a key, as in `Sketch`.

    `missing` is what the text needs besides, behind the first `kept` characters that follow.
    """

    replace: Span
    before: str = ""
    after: str = ""
    dotted: Span | None = None
    is_quoted: bool = False
    missing: str = ""
    kept: int = 1


def filled(source: SourceText, line: Span, gap: Gap, ending: Callable[[str, str], str]) -> Sketch:
    """The text with a made-up key in a gap of a line.

    `ending` gives what the line needs at its end so that the rest of the file can be read, from
    what is written up to the key and what follows it.
    """
    key = _made_up(source.text)
    written = source.text[line.start : gap.replace.start] + gap.before + key + gap.after
    rest = source.text[gap.replace.end : line.end]
    rest = rest[: gap.kept] + gap.missing + rest[gap.kept :]
    text = source.text[: line.start] + written + rest + ending(written, rest)
    return Sketch(
        source=text + source.text[line.end :],
        key=key,
        replace=gap.replace,
        before=gap.before,
        after=gap.after,
        dotted=gap.dotted,
        is_quoted=gap.is_quoted,
    )


def _made_up(text: str) -> str:
    """An identifier that occurs nowhere in a text."""
    number = 0
    while f"sketched_{number}" in text:
        number += 1
    return f"sketched_{number}"
