"""One stretch of YAML or JSON text to entries, keeping whatever can be read of broken text.

libyaml does the parsing. Its events are put together here, without recursion, because its own
composer recurses on the C stack and stops at the first error with nothing to show.
JSON is read as the YAML flow style that it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import yaml
from msgspec import Struct, field

from .document import DuplicateKey, ParsedBlock, SyntaxProblem
from .span import Span
from .tree import Entry, Mapping, Node, Scalar, Sequence

_LIBYAML = getattr(yaml, "CSafeLoader", None)
_LOADER = _LIBYAML or yaml.SafeLoader
_REPAIRS = 6
_REPAIRABLE_LENGTH = 200_000
_DEEPEST = 200
"""Levels of nesting; libyaml's time grows with their square, and no template has a tenth of it."""

_MOST_MERGED = 100_000
"""Entries that `<<` may draw in, all together, so that merges of merges do not fill the memory."""

_BLANK_LINE = re.compile(r"^[ \t]+$", re.MULTILINE)
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


def parse_sound(text: str) -> ParsedBlock | None:
    """The same of a stretch of which everything can be read; None at the first problem."""
    builder = _Builder()
    if builder.read(_readable(text)):
        return None
    return ParsedBlock(builder.entries(), duplicates=tuple(builder.duplicates))


def has_foreign_alias(text: str, block: ParsedBlock) -> bool:
    """Whether the stretch failed because it uses an anchor that another one defines."""
    return any("undefined alias" in problem.message for problem in block.problems) and "*" in text


class _Problem(Struct, frozen=True):
    """What stopped the reading; `is_opening` if something starts there and never ends."""

    report: SyntaxProblem
    culprit: int
    is_opening: bool = False


class _Open(Struct):
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


class _UnreadableError(Exception):
    """What stops the reading although libyaml would go on."""

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.message = message
        self.span = span


class _Builder:
    """Puts events together; what is still open at an error counts as ended there."""

    def __init__(self) -> None:
        self.duplicates: list[DuplicateKey] = []
        self._stack: list[_Open] = []
        self._anchors: dict[str, Node] = {}
        self._merged = 0
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
            self._take_all(text)
        except yaml.MarkedYAMLError as error:
            problem = _marked_problem(error, text)
        except yaml.reader.ReaderError as error:
            at = min(_characters(text, int(error.position)), len(text))
            problem = _Problem(
                SyntaxProblem("a character that YAML does not allow", Span(at, at + 1)), at
            )
        except _UnreadableError as error:
            problem = _Problem(SyntaxProblem(error.message, error.span), error.span.start)
        while self._stack:
            self._close(self._position)
        return problem

    def _take_all(self, text: str) -> None:
        """Take the events of the first document; large workspaces spend most of their time here."""
        loader = _LOADER(text)
        try:
            while True:
                event = loader.get_event()
                kind = type(event)
                if kind is yaml.ScalarEvent:
                    self._take_scalar(event)
                elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                    self._open(event, kind is yaml.MappingStartEvent)
                elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                    span = _span(event)
                    # Flow style ends with a bracket; block style ends where its last value does.
                    self._close(span.end if span.end > span.start else self._position)
                elif kind is yaml.AliasEvent:
                    self._take_alias(event)
                elif kind is yaml.DocumentEndEvent:
                    # Text that ends the document too early, as a conflict marker does, shows now.
                    loader.check_event()
                    break
                elif kind is yaml.StreamEndEvent:
                    break
        finally:
            loader.dispose()

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        span = _span(event)
        self._position = span.end
        tag, anchor = event.tag, event.anchor
        if tag is None and anchor is None:
            node = Scalar(event.value, span, event.style or "")
        else:
            node = Scalar(event.value, span, event.style or "", _tag(tag), self._prefix(span))
        self._add(node, anchor)

    def _take_alias(self, event: yaml.AliasEvent) -> None:
        span = _span(event)
        self._position = span.end
        if event.anchor not in self._anchors:
            raise _UnreadableError("undefined alias", span)
        self._add(self._anchors[event.anchor], None)

    def _open(self, event: yaml.CollectionStartEvent, is_mapping: bool) -> None:
        span = _span(event)
        if len(self._stack) >= _DEEPEST:
            raise _UnreadableError(f"more than {_DEEPEST} levels of nesting", span)
        self._position = max(self._position, span.end)
        self._stack.append(_Open(span.start, _tag(event.tag), event.anchor, is_mapping))

    def _prefix(self, span: Span) -> int:
        """How much of a value's range its tag and anchor take."""
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
            self._merge(top, node.items if isinstance(node, Sequence) else (node,))
        else:
            top.entries.append(Entry(key, node))

    def _merge(self, top: _Open, nodes: Iterable[Node]) -> None:
        for node in nodes:
            if isinstance(node, Mapping) and self._merged + len(node) <= _MOST_MERGED:
                self._merged += len(node)
                top.merged.append(node)

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
        mapping = Mapping(tuple(top.entries), span, top.tag, tuple(top.merged))
        # Keys that are merged in can make up for repeated ones.
        if top.merged or len(mapping) < len(top.entries):
            self.duplicates += _duplicates(top.entries)
        self._add(mapping, top.anchor)


def _span(event: yaml.Event) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.index, end.index) if start and end else Span(0, 0)


def _tag(tag: str | None) -> str | None:
    """The tag as written; a plain value's implied one is none."""
    return tag if tag and tag.startswith("!") and tag != "!" else None


def _duplicates(entries: list[Entry]) -> Iterator[DuplicateKey]:
    last = {entry.key.text: entry for entry in entries}
    for entry in entries:
        kept = last[entry.key.text]
        if kept is not entry and entry.key.text:
            yield DuplicateKey(entry.key.text, entry.span, kept.key.span)


def _readable(text: str) -> str:
    """The text with same-length stand-ins for what YAML libraries refuse and AWS's tools accept."""
    if text.startswith("\ufeff"):
        # libyaml passes over a byte order mark without counting it.
        text = "\n" + text[1:]
    if "\t" in text:
        text = _BLANK_LINE.sub(lambda match: " " * len(match.group()), text)
    if "\\u" in text:
        text = _ESCAPED_SURROGATE.sub(r"\\uFFFD", text)
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _characters(text: str, position: int) -> int:
    """The characters before a position of a reader's error, for which libyaml counts bytes."""
    if _LOADER is not _LIBYAML:
        return position
    return len(text.encode("utf-8", "surrogatepass")[:position].decode("utf-8", "ignore"))


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
    """From `at` to the end of its line; the last character before it where nothing is left."""
    end = _line_end(text, at)
    if at < end:
        return Span(at, end)
    last = len(text[:end].rstrip())
    return Span(max(0, last - 1), last)


def _line_end(text: str, at: int) -> int:
    ends = [index for index in (text.find("\n", at), text.find("\r", at)) if index >= 0]
    return min(ends, default=len(text))


def _blanked(text: str, problem: _Problem) -> str:
    """The text with what spoils it turned into spaces: a line, or its rest from an opening on."""
    end = _line_end(text, problem.culprit)
    start = problem.culprit
    if not problem.is_opening:
        start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    return text[:start] + " " * (end - start) + text[end:]
