"""The text with the key under the cursor written out, so that it can be followed."""

from __future__ import annotations

import re
from functools import partial

from msgspec.structs import replace

from ....model.flow import Sketch
from ....text.source import SourceText
from ....text.span import Span
from ...flows.gap import Gap, filled
from .missing import is_followed_by_entry, lacks_alternative, lacks_body, missing
from .opened import Opened, opened

_LOOK_BACK = 300
_LONGEST_KEY = 300
_QUOTES = frozenset("\"'`")
_WORD = re.compile(r"[\w$]*")
_KEY = re.compile(r"[\w.:/$@ -]*")
_TYPED = re.compile(r"[\w$]*\Z")
_SUBSCRIPT = re.compile(r"(?:[\w$)\]\"'`!]|\?\.)[ \t]*\[[ \t]*\Z")
_LIST = re.compile(
    r"(?<![\w$.])(?:await|case|const|default|in|let|of|return|throw|typeof|var|yield)[ \t]*\["
    r"[ \t]*\Z"
)
_BRACKET = re.compile(r"[ \t]*\]")
_MEMBERSHIP = re.compile(r"[ \t]+in\b")
_DOT = re.compile(r"(?<=[\w$)\]\"'`!])\s*(\??\.[ \t]*)\Z")
_NUMBER = re.compile(r"(?<![\w$.])\d\w*\.[ \t]*\Z")
# What stands before the brace of a pattern; that of a block follows `)` or `=>`.
_PATTERN = re.compile(r"(?:[(,\[:]|(?<![\w$.])(?:const|let|var))\s*\Z")
_MODULE = re.compile(r"\b(?:import|export)\s+(?:type\s+)?[\w$]+\s*,\s*\Z")
_ENTRY = re.compile(r"[{,](?:\s|//[^\n]*\n)*\Z")


def sketch(source: SourceText, offset: int) -> Sketch | None:
    """The text with the key under the cursor written out; None where there is no place for one."""
    pending = opened(source.text, offset)
    innermost = pending[-1] if pending else None
    if innermost and innermost.is_text:
        gap = _in_string(source, offset, innermost)
    else:
        gap = _bare(source, offset, innermost)
    return _completed(source, offset, gap, pending) if gap else None


def _in_string(source: SourceText, offset: int, string: Opened) -> Gap | None:
    """A key in its quotes, which may not be closed yet."""
    text, quote = source.text, string.token
    if quote not in _QUOTES or offset - string.end > _LONGEST_KEY:
        return None
    if not _KEY.fullmatch(text, string.end, offset):
        return None
    is_subscript = _is_subscript(text[max(0, string.start - _LOOK_BACK) : string.start])
    end = _end(_KEY, text, offset)
    if text.startswith(quote, end):
        is_key = is_subscript or _MEMBERSHIP.match(text, end + 1)
        return Gap(Span(string.end, end), is_quoted=True) if is_key else None
    end = _end(_WORD, text, offset)
    closers = quote if _BRACKET.match(text, end) else f"{quote}]"
    return Gap(Span(string.end, end), after=closers, is_quoted=True) if is_subscript else None


def _bare(source: SourceText, offset: int, innermost: Opened | None) -> Gap | None:
    """A key without quotes: behind a dot or a bracket, or in a pattern."""
    text = source.text
    typed = _TYPED.search(text[max(0, offset - _LONGEST_KEY) : offset])
    start = offset - (len(typed.group()) if typed else 0)
    place = Span(start, _end(_WORD, text, offset))
    if text[start : place.end][:1].isdigit():
        return None
    # Chains of calls and patterns go over several lines.
    head = text[max(0, start - _LOOK_BACK) : start]
    if _is_subscript(head):
        return Gap(place, before='"', after='"' if _BRACKET.match(text, place.end) else '"]')
    dot = _DOT.search(head)
    if dot is not None:
        is_number = _NUMBER.search(head)
        return None if is_number else Gap(place, dotted=Span(start - len(dot[1]), place.end))
    is_entry = _ENTRY.search(head) and innermost and _opens_pattern(text, innermost)
    return Gap(place) if is_entry else None


def _completed(source: SourceText, offset: int, gap: Gap, pending: list[Opened]) -> Sketch:
    """The sketch with what its statement lacks besides the key."""
    line = source.line_span(source.position(offset).line)
    is_quoted = bool(pending) and pending[-1].is_text
    brackets = pending[:-1] if is_quoted else pending
    # A quote that is there already stays behind the key.
    start = gap.replace.end + (1 if is_quoted and not gap.after else 0)
    closer = ""
    if brackets and _is_subscript_of(source.text, brackets[-1], gap):
        brackets = brackets[:-1]
        behind = _end(_BRACKET, source.text, start)
        closer = "" if behind > start or gap.after.endswith("]") else "]"
        start = behind
    lacking, place = _lacking(source, line, gap, start, brackets)
    if closer and place > start:
        lacking, place = closer, start
    else:
        lacking = closer + lacking
    gap = replace(gap, missing=lacking, kept=place - gap.replace.end)
    return filled(source, line, gap, partial(_body, source, line))


def _lacking(
    source: SourceText, line: Span, gap: Gap, start: int, brackets: list[Opened]
) -> tuple[str, int]:
    """What has to be written behind a key, from `start` on, and where."""
    lacking, place = missing(source, line, start, brackets)
    is_entry = start == gap.replace.end and not (gap.before or gap.after or gap.dotted)
    if is_entry:
        has_comma = lacking or not is_followed_by_entry(source.text, start)
        return (lacking, place) if has_comma else (",", start)
    if lacking and place > start:
        return lacking, place
    chosen = Span(brackets[-1].end if brackets else 0, gap.replace.start)
    if lacks_alternative(source.text, chosen, Span(start, line.end)):
        return f" : 0{lacking}", start
    return lacking, place


def _body(source: SourceText, line: Span, written: str, rest: str) -> str:
    return ";" if lacks_body(source.text, line, written + rest) else ""


def _is_subscript(head: str) -> bool:
    return bool(_SUBSCRIPT.search(head)) and not _LIST.search(head)


def _is_subscript_of(text: str, bracket: Opened, gap: Gap) -> bool:
    """Whether the key of a gap is what stands in a bracket."""
    if bracket.token != "[" or gap.replace.start - bracket.end > _LOOK_BACK:
        return False
    between = text[bracket.end : gap.replace.start]
    head = text[max(0, bracket.end - _LOOK_BACK) : bracket.end]
    return not between.strip(" \t\"'`") and _is_subscript(head)


def _opens_pattern(text: str, brace: Opened) -> bool:
    head = text[max(0, brace.start - _LOOK_BACK) : brace.start]
    return brace.token == "{" and bool(_PATTERN.search(head)) and not _MODULE.search(head)


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start
