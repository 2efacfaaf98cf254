"""Taking one entry out of a mapping of a YAML or JSON text."""

from __future__ import annotations

import re

from .span import Span

_ANCHOR = re.compile(r"(?<![^\s\[{,:])&\S")
_REST_OF_LINE = re.compile(r"[ \t]*(?:(?<=[ \t])#[^\r\n]*)?(?:\r\n|\n|\r|\Z)")
_EMPTY_REST = re.compile(r"[ \t]*(?:\r\n|\n|\r|\Z)")
_SPACE = re.compile(r"[ \t]*")
_ANY_SPACE = re.compile(r"\s*")


def removal(text: str, entry: Span) -> Span | None:
    """What must go so that nothing is left of an entry that is not the last of its mapping.

    Whole lines where the entry has them for itself, and the comma behind it in flow style.
    None where an anchor would go with it, or where the text is not written as expected.
    """
    end = _content_end(text, entry)
    if _ANCHOR.search(text, entry.start, end):
        return None
    comma = _past(_ANY_SPACE, text, end)
    if text.startswith(",", comma):
        return _flow_removal(text, Span(entry.start, comma + 1))
    rest = _REST_OF_LINE.match(text, end)
    if rest is None:
        return None
    start = _line_start(text, entry.start)
    before = text[start : entry.start]
    if not before.strip(" \t"):
        return Span(start, rest.end())
    return _first_of_item(text, entry.start, rest.end(), before)


def _flow_removal(text: str, span: Span) -> Span:
    """The removal in flow style, where `span` ends behind the comma."""
    start = _line_start(text, span.start)
    rest = _EMPTY_REST.match(text, span.end)
    if rest and not text[start : span.start].strip(" \t"):
        return Span(start, rest.end())
    return Span(span.start, _past(_SPACE, text, span.end))


def _first_of_item(text: str, start: int, end: int, before: str) -> Span | None:
    """The removal of the first entry of a list's item: the dash stays for the entry below."""
    if before.strip(" \t-") or not before.endswith(" "):
        return None
    below = end + len(before)
    return Span(start, below) if text[end:below].isspace() else None


def _content_end(text: str, entry: Span) -> int:
    """Where the entry's text ends: YAML counts what stands before the next entry to this one."""
    column = entry.start - _line_start(text, entry.start)
    end = _before_space(text, entry)
    while True:
        start = _line_start(text, end)
        indentation = _past(_SPACE, text, start) - start
        comment = text.startswith("#", start + indentation)
        if not comment or indentation > column or start <= entry.start:
            return end
        end = _before_space(text, Span(entry.start, start))


def _before_space(text: str, span: Span) -> int:
    end = span.end
    while end > span.start and text[end - 1].isspace():
        end -= 1
    return end


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _past(pattern: re.Pattern[str], text: str, offset: int) -> int:
    match = pattern.match(text, offset)
    return match.end() if match else offset
