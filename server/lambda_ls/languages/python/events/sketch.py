"""The text with the key under the cursor written out, so that it can be followed."""

from __future__ import annotations

import re
from functools import partial

from ....model.flow import Sketch
from ....text.source import SourceText
from ....text.span import Span
from ...flows.gap import Gap, filled
from .line import LineState, line_state

_LOOK_BACK = 200
_LONGEST_LINE = 2_000
_WORD = re.compile(r"\w*")
_KEY = re.compile(r"[\w.:/$@ -]*")
_TYPED = re.compile(r"\w*\Z")
_SUBSCRIPT = re.compile(r"[\w)\]\"'][ \t]*\[[ \t]*\Z")
_GETTER = re.compile(r"(?:\.[ \t]*(?:get|pop|setdefault)|\bgetenv)\([ \t]*\Z")
_ATTRIBUTE_TEST = re.compile(r"\b(?:get|has)attr\([ \t]*[\w.]+[ \t]*,[ \t]*\Z")
_MEMBERSHIP = re.compile(r"[\"'][ \t]+(?:not[ \t]+)?in\b")
_DOT = re.compile(r"(?<=[\w)\]\"'])[ \t]*\.[ \t]*\Z")
_NUMBER = re.compile(r"(?<![\w.])\d[\d_]*[ \t]*\.[ \t]*\Z")
_IMPORT = re.compile(r"[ \t]*(?:import|from)\b")
_STATEMENT = re.compile(r"[ \t]*(?:async[ \t]+)?(?:if|elif|for|while|with)\b")
_INDENT = re.compile(r"[ \t]*")


def sketch(source: SourceText, offset: int) -> Sketch | None:
    """The text with the key under the cursor written out; None where there is no place for one."""
    line = source.line_span(source.position(offset).line)
    before = source.text[max(line.start, offset - _LONGEST_LINE) : offset]
    after = source.text[offset : line.end]
    state = line_state(before)
    if state.is_comment:
        return None
    gap = _in_string(before, after, offset, state) if state.quote else _bare(before, after, offset)
    if gap is None:
        return None
    return filled(source, line, gap, partial(_ending, source, line))


def _in_string(before: str, after: str, offset: int, state: LineState) -> Gap | None:
    """A key in its quotes, which may not be closed yet."""
    if len(state.quote) > 1:
        return None
    typed = before[state.content :]
    head = before[: state.content - 1][-_LOOK_BACK:]
    following = _match(_KEY, after)
    rest = after[len(following) :]
    is_closed = rest.startswith(state.quote)
    replace = Span(offset - len(typed), offset + (len(following) if is_closed else 0))
    if not _KEY.fullmatch(typed):
        return None
    if is_closed and _MEMBERSHIP.match(rest):
        return Gap(replace, is_quoted=True)
    if _SUBSCRIPT.search(head):
        closer = "]"
    elif _GETTER.search(head) or _ATTRIBUTE_TEST.search(head):
        closer = ")"
    else:
        return None
    if is_closed:
        is_complete = rest[1:].lstrip().startswith((closer, ","))
        return Gap(replace, missing="" if is_complete else closer, is_quoted=True)
    word = _match(_WORD, after)
    replace = Span(replace.start, offset + len(word))
    is_bracketed = after[len(word) :].lstrip().startswith((closer, ","))
    after = state.quote + ("" if is_bracketed else closer)
    return Gap(replace, after=after, is_quoted=True)


def _bare(before: str, after: str, offset: int) -> Gap | None:
    """A key without quotes: behind a dot or a bracket."""
    typed = _match(_TYPED, before[-_LOOK_BACK:], search=True)
    head = before[: len(before) - len(typed)][-_LOOK_BACK:]
    word = _match(_WORD, after)
    replace = Span(offset - len(typed), offset + len(word))
    rest = after[len(word) :].lstrip()
    if typed[:1].isdigit():
        return None
    if _SUBSCRIPT.search(head):
        return Gap(replace, before='"', after='"' if rest.startswith("]") else '"]')
    if _GETTER.search(head):
        return Gap(replace, before='"', after='"' if rest.startswith((")", ",")) else '")')
    dot = _DOT.search(head)
    if dot is None or _NUMBER.search(head) or _IMPORT.match(before):
        return None
    start = replace.start - (dot.end() - dot.start())
    return Gap(replace, dotted=Span(start, replace.end))


def _ending(source: SourceText, line: Span, written: str, rest: str) -> str:
    """What a statement needs at the end of its line so that the rest of the file can be read."""
    if rest.strip(" \t)]}\"'"):
        return ""
    head = written + rest
    state = line_state(head)
    closers = state.brackets
    if state.has_colon or not _STATEMENT.match(head):
        return closers
    margin = _match(_INDENT, head)
    below = source.text[line.end : line.end + _LOOK_BACK].lstrip("\r\n")
    return closers + (":" if len(_match(_INDENT, below)) > len(margin) else ": pass")


def _match(pattern: re.Pattern[str], text: str, *, search: bool = False) -> str:
    match = pattern.search(text) if search else pattern.match(text)
    return match.group() if match else ""
