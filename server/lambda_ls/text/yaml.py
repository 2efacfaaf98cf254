"""One stretch of YAML or JSON text to entries, keeping whatever can be read of broken text.

libyaml does the parsing. Its events are put together here, without recursion, because its own
composer recurses on the C stack and stops at the first error with nothing to show.
JSON is read as the YAML flow style that it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from .document import DuplicateKey, ParsedBlock, SyntaxProblem
from .span import Span
from .tree import Entry, Mapping, Node, Scalar, Sequence

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_REPAIRS = 6
_REPAIRABLE_LENGTH = 200_000
_TAB_ONLY_LINE = re.compile(r"^[ \t]*\t[ \t]*$", re.MULTILINE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_PREFIX = re.compile(r"(?:[!&]\S*\s+)+")
_INDENTATION = re.compile(r" *")
_HALF_TYPED = re.compile(r"( *)[^\s#:\-][^:#\r\n]*\r?(?=\n)")
_OPENING_CONTEXTS = ("while scanning a simple key", "while scanning a quoted scalar")


def parse_stretch(text: str) -> ParsedBlock:
    """Read one stretch of text; offsets count from its start. Never raises.

    A line that cannot be read is reported and left out, so that the lines after it still count.
    """
    readable = _readable(text)
    problems: list[SyntaxProblem] = []
    while True:
        builder = _Builder()
        problem = builder.read(readable)
        if problem is None:
            break
        problems.append(problem.report)
        if len(problems) > _REPAIRS or len(text) > _REPAIRABLE_LENGTH:
            break
        repaired = _blanked(readable, problem)
        # At the end of the text something is missing, and nothing would be won by leaving out more.
        if repaired == readable or not readable[problem.culprit :].strip():
            break
        readable = repaired
    # What follows the first problem may only follow from it.
    return ParsedBlock(builder.entries(), tuple(problems[:1]), tuple(builder.duplicates))


def has_foreign_alias(text: str, block: ParsedBlock) -> bool:
    """Whether the stretch failed because it uses an anchor that another one defines."""
    return any("undefined alias" in problem.message for problem in block.problems) and "*" in text


@dataclass(frozen=True, slots=True)
class _Problem:
    """What stopped the reading; `is_opening` if something starts there and never ends."""

    report: SyntaxProblem
    culprit: int
    is_opening: bool = False


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    start: int
    tag: str | None
    anchor: str | None
    is_mapping: bool
    key: Scalar | None = None
    expects_value: bool = False
    entries: list[Entry] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)
    merged: list[Mapping] = field(default_factory=list)


class _UndefinedAliasError(Exception):
    def __init__(self, span: Span) -> None:
        super().__init__("undefined alias")
        self.span = span


class _Builder:
    """Puts events together; what is still open at an error counts as ended there."""

    def __init__(self) -> None:
        self.duplicates: list[DuplicateKey] = []
        self._stack: list[_Open] = []
        self._anchors: dict[str, Node] = {}
        self._root: Node | None = None
        self._position = 0
        self._text = ""

    def entries(self) -> tuple[Entry, ...]:
        """The entries of the root mapping; anything else at the root has the empty key."""
        if isinstance(self._root, Sequence):
            return (Entry(Scalar("", Span(0, 0)), self._root),)
        return self._root.entries if isinstance(self._root, Mapping) else ()

    def read(self, text: str) -> _Problem | None:
        """Read the first document of a text; what stopped the reading early, if anything did."""
        problem = None
        self._text = text
        try:
            for event in _events(text):
                if isinstance(event, yaml.DocumentEndEvent):
                    break
                self._take(event)
        except yaml.MarkedYAMLError as error:
            problem = _marked_problem(error, text)
        except yaml.reader.ReaderError as error:
            at = min(int(error.position), len(text))
            problem = _Problem(
                SyntaxProblem("a character that YAML does not allow", Span(at, at + 1)), at
            )
        except _UndefinedAliasError as error:
            problem = _Problem(SyntaxProblem("undefined alias", error.span), error.span.start)
        while self._stack:
            self._close(self._position)
        return problem

    def _take(self, event: yaml.Event) -> None:
        span = _span(event)
        if isinstance(event, yaml.ScalarEvent):
            self._position = span.end
            style, prefix = event.style or "", self._prefix(event, span)
            self._add(Scalar(event.value, span, style, _tag(event), prefix), event.anchor)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._position = max(self._position, span.end)
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            self._stack.append(_Open(span.start, _tag(event), event.anchor, is_mapping))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            # Flow style ends with a bracket; block style ends where its last value does.
            self._close(span.end if span.end > span.start else self._position)
        elif isinstance(event, yaml.AliasEvent):
            self._position = span.end
            if event.anchor not in self._anchors:
                raise _UndefinedAliasError(span)
            self._add(self._anchors[event.anchor], None)

    def _prefix(self, event: yaml.ScalarEvent, span: Span) -> int:
        """How much of a value's range its tag and anchor take."""
        if event.tag is None and event.anchor is None:
            return 0
        match = _PREFIX.match(self._text, span.start, span.end)
        return match.end() - span.start if match else 0

    def _add(self, node: Node, anchor: str | None) -> None:
        if anchor:
            self._anchors[anchor] = node
        if not self._stack:
            self._root = node
            return
        top = self._stack[-1]
        if not top.is_mapping:
            top.items.append(node)
        elif not top.expects_value:
            # A key that is a collection names nothing that AWS knows; it is kept as an empty text.
            top.key = (
                node
                if isinstance(node, Scalar)
                else Scalar("", Span(node.span.start, node.span.start))
            )
            top.expects_value = True
        else:
            self._add_entry(top, node)

    def _add_entry(self, top: _Open, node: Node) -> None:
        key = top.key
        top.expects_value = False
        if key is None:
            return
        if key.text == "<<" and not key.style:
            merged = node.items if isinstance(node, Sequence) else (node,)
            top.merged += (each for each in merged if isinstance(each, Mapping))
        else:
            top.entries.append(Entry(key, node))

    def _close(self, end: int) -> None:
        top = self._stack.pop()
        self._position = max(self._position, end)
        span = Span(top.start, max(top.start, end))
        if not top.is_mapping:
            self._add(Sequence(tuple(top.items), span, top.tag), top.anchor)
            return
        if top.expects_value and top.key is not None:
            after = top.key.span.end
            self._add_entry(top, Scalar("", Span(after, after)))
        self.duplicates += _duplicates(top.entries)
        self._add(Mapping(tuple(top.entries), span, top.tag, tuple(top.merged)), top.anchor)


def _events(text: str) -> Iterator[yaml.Event]:
    loader = _LOADER(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


def _span(event: yaml.Event) -> Span:
    if event.start_mark is None or event.end_mark is None:
        return Span(0, 0)
    return Span(event.start_mark.index, event.end_mark.index)


def _tag(event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> str | None:
    """The tag as written; a plain value's implied one is none."""
    return event.tag if event.tag and event.tag.startswith("!") and event.tag != "!" else None


def _duplicates(entries: list[Entry]) -> Iterator[DuplicateKey]:
    if len({entry.key.text for entry in entries}) == len(entries):
        return
    last = {entry.key.text: entry for entry in entries}
    for entry in entries:
        kept = last[entry.key.text]
        if kept is not entry and entry.key.text:
            yield DuplicateKey(entry.key.text, entry.span, kept.key.span)


def _readable(text: str) -> str:
    """The text with same-length stand-ins for what YAML libraries refuse and AWS's tools accept."""
    if "\t" in text:
        text = _TAB_ONLY_LINE.sub(lambda match: " " * len(match.group()), text)
    if "\\u" in text:
        text = _ESCAPED_SURROGATE.sub(r"\\uFFFD", text)
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _marked_problem(error: yaml.MarkedYAMLError, text: str) -> _Problem:
    mark = error.problem_mark or error.context_mark
    at = min(mark.index, len(text)) if mark else 0
    message = error.problem or "not YAML"
    if error.context_mark and error.context in _OPENING_CONTEXTS:
        at = min(error.context_mark.index, len(text))
        return _Problem(SyntaxProblem(message, _rest_of_line(text, at)), at, is_opening=True)
    if message.startswith("mapping values are not allowed"):
        at = _keyless_line_before(text, at) or at
    return _Problem(SyntaxProblem(message, _rest_of_line(text, at)), at)


def _keyless_line_before(text: str, at: int) -> int | None:
    """Where the line above starts, if it is a half-typed key of the same depth."""
    line = text.rfind("\n", 0, at) + 1
    if line == 0:
        return None
    above = text.rfind("\n", 0, line - 1) + 1
    indentation = _INDENTATION.match(text, line, at)
    half_typed = _HALF_TYPED.match(text, above, line)
    if not half_typed or not indentation or half_typed.group(1) != indentation.group():
        return None
    return half_typed.end(1)


def _rest_of_line(text: str, at: int) -> Span:
    """From `at` to the end of its line, or the last character of the line where nothing is left."""
    ends = [index for index in (text.find("\n", at), text.find("\r", at)) if index >= 0]
    end = min(ends, default=len(text))
    start = at if at < end else max(0, end - 1)
    return Span(start, max(start, end))


def _blanked(text: str, problem: _Problem) -> str:
    """The text with what spoils it turned into spaces: a line, or its rest from an opening on."""
    end = _rest_of_line(text, problem.culprit).end
    start = problem.culprit
    if not problem.is_opening:
        start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    return text[:start] + " " * (end - start) + text[end:]
