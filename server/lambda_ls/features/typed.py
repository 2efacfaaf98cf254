"""What is being typed as the value of a property, also where the text is no tree yet."""

from __future__ import annotations

import re

from msgspec import Struct

from ..text.source import SourceText
from ..text.span import Span

_LONGEST_LINE = 1_000
"""How much of a line is looked at; minified JSON is one line of any length."""

_BEFORE = re.compile(
    r"""(?:^|[\s{,])(?P<quote>["']?)(?P<key>Handler|handler|CodeUri|Code|artifact|Runtime|runtime)
    (?P=quote)[ \t]*:(?P<gap>[ \t]*)(?P<open>["']?)(?P<text>[^"'\#{}\[\],]*)\Z""",
    re.VERBOSE,
)
_PLAIN_REST = re.compile(r"[^\s,}\]#\"']*")


class Typed(Struct, frozen=True):
    """A value under the cursor: `text` is what stands before it, `span` the whole value.

    `before` and `after` must be written around a value for which nothing but the key is there yet.
    """

    key: str
    text: str
    span: Span
    before: str = ""
    after: str = ""


def typed_at(source: SourceText, offset: int) -> Typed | None:
    """The value of a handler, code or runtime property that ends at or spans the offset."""
    line = source.line_span(source.position(offset).line)
    before = source.text[max(line.start, offset - _LONGEST_LINE) : offset]
    match = _BEFORE.search(before)
    if match is None or before.lstrip().startswith("#"):
        return None
    start = offset - len(match["text"])
    end = _end(source.text[offset : min(line.end, offset + _LONGEST_LINE)], match["open"]) + offset
    space = "" if match["gap"] or match["open"] else " "
    # A key in double quotes is JSON, whose values cannot do without them.
    quote = '"' if match["quote"] == '"' and not match["open"] else ""
    return Typed(match["key"], match["text"], Span(start, end), space + quote, quote)


def _end(rest: str, quote: str) -> int:
    if quote:
        end = rest.find(quote)
        return end if end >= 0 else len(rest.rstrip())
    match = _PLAIN_REST.match(rest)
    return match.end() if match else 0
