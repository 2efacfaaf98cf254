"""What half-typed code lacks behind a place: closing brackets, a comma, a body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....text.source import SourceText
from ....text.span import Span
from .opened import Opened, changes

_LOOK = 300
_INDENT = re.compile(r"[ \t]*")
_BELOW = re.compile(r"\s*\n([ \t]*)(\S{1,2})")
_HEAD = re.compile(r"[ \t]*(?:\}[ \t]*)?(?:else[ \t]+)?(?:for|if|switch|while)\b")
_OPERATORS = ("?", ":", "&&", "||", "+", ".")
_BODY = re.compile(r"\s*\{?\s*\Z")
_ENTRY = re.compile(r"\s*(?!(?:as|in|instanceof|of|satisfies)\b)(?:[\w$\"'{]|\.\.\.)")
_CHOICE = re.compile(r"[^?]\?(?![?.:])(?:[^?:;,{}]|\?[.?])*\Z")
_LAST = re.compile(r"[ \t)\]};]*\Z")
_OTHER = re.compile(r"\s*:")
_BLOCK_END = re.compile(r"\s*\}")
_PROPERTY = re.compile(r"[{,]\s*[\w$\"'-]+\s*:[^{},;]*\Z")


def missing(
    source: SourceText, line: Span, start: int, pending: Sequence[Opened]
) -> tuple[str, int]:
    """What is to be written so that the rest of the file can be read, and where.

    `pending` is what is open at `start`. Only what was opened in the line is judged: it counts as
    closed below where the next line is indented more deeply, or closes something on its own level.
    """
    text, still_open = source.text, list(pending)
    depth, place = len(still_open), start
    for position in changes(text, start, line.end, still_open):
        if len(still_open) < depth:
            unclosed = pending[len(still_open) + 1 : depth]
            if unclosed:
                return _closers(unclosed), place
            depth, place = len(still_open), position
    left = pending[:depth]
    if not text[line.end :].strip():
        return _closers(left), place
    unclosed = [each for each in left if each.start >= line.start]
    if unclosed and not _is_closed_below(text, line, place, unclosed):
        return _closers(unclosed), place
    return ("," if left and _lacks_comma(text, line, place, left[-1]) else ""), place


def is_followed_by_entry(text: str, offset: int) -> bool:
    """Whether another entry of a list, pattern or object comes next, without a comma."""
    return bool(_ENTRY.match(text, offset, offset + _LOOK))


def lacks_alternative(text: str, before: Span, behind: Span) -> bool:
    """Whether what stands between the two is chosen by a `?` that has no `:` yet."""
    if not _CHOICE.search(text, max(before.start, before.end - _LOOK), before.end):
        return False
    return bool(_LAST.match(text, *behind)) and not _OTHER.match(text, behind.end)


def lacks_body(text: str, line: Span, written: str) -> bool:
    """Whether a line as it is `written` ends behind a condition, and a block ends below."""
    is_head = _HEAD.match(written) and written.rstrip().endswith(")")
    return bool(is_head and _BLOCK_END.match(text, line.end))


def _closers(unclosed: Sequence[Opened]) -> str:
    return "".join(each.closer for each in reversed(unclosed))


def _is_closed_below(text: str, line: Span, offset: int, unclosed: Sequence[Opened]) -> bool:
    below = _BELOW.match(text, line.end, line.end + _LOOK)
    if below is None:
        return True
    head = text[line.start : line.start + _LOOK]
    own, (indent, first) = _INDENT.match(head), below.groups()
    width = own.end() if own else 0
    if len(indent) == width:
        return first[0] in ")]}"
    if len(indent) < width:
        return False
    if first.startswith(_OPERATORS) or any(each.token != "(" for each in unclosed):
        return True
    # What a condition decides on is indented too.
    return not (_HEAD.match(head) and _BODY.match(text, offset, line.end))


def _lacks_comma(text: str, line: Span, offset: int, innermost: Opened) -> bool:
    if text[offset : line.end].strip() or not is_followed_by_entry(text, line.end):
        return False
    if innermost.token in {"(", "["}:
        return True
    # In an object; behind a statement of a block there is no comma.
    return bool(_PROPERTY.search(text[max(innermost.start, offset - _LOOK) : offset]))
