"""The fixture language: several files in one text, with the findings that they must give.

A line `-- path --` starts a file. Below a line, carets mark a range of it and say what is found
there: `    ^^^^ error[rule-name]: message`. A message that ends in `...` may go on differently.
Carets mark the first line of a range that has several; a `|` marks a place between two characters.
`<|>` is the cursor. All marks are taken out before the files are read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lambda_ls.text.source import SourceText
from lambda_ls.text.span import Position, Span

CURSOR = "<|>"
_HEADER = re.compile(r"-- (?P<path>\S.*?) --")
_MARK = re.compile(
    r"(?P<indent> *)(?P<carets>\^+|\|) "
    r"(?P<severity>error|warning|information|hint)\[(?P<rule>[a-z0-9-]+)\]: (?P<message>.*)"
)


class FixtureError(ValueError):
    """A fixture that does not follow the language."""


@dataclass(frozen=True, order=True)
class Expectation:
    """A finding: expected, or found. `line` and the columns count from 0, in code points.

    `end` is the column at which the range ends in its first line.
    """

    path: str
    line: int
    start: int
    end: int
    severity: str
    rule: str
    message: str

    def allows(self, found: Expectation) -> bool:
        """Whether this expectation is met by what was found."""
        if self.message.endswith("..."):
            prefix = self.message[:-3].rstrip()
            return found.message.startswith(prefix) and self._without_message() == (
                found._without_message()
            )
        return self == found

    def _without_message(self) -> tuple[str, int, int, int, str, str]:
        return (self.path, self.line, self.start, self.end, self.severity, self.rule)

    def __str__(self) -> str:
        where = f"{self.path}:{self.line + 1}:{self.start + 1}-{self.end + 1}"
        return f"{where} {self.severity}[{self.rule}]: {self.message}"


@dataclass(frozen=True)
class Cursor:
    """Where the cursor is: a file of the fixture and an offset in code points."""

    path: str
    offset: int


@dataclass(frozen=True)
class Fixture:
    """Files by their paths (relative, with `/`), expected findings, the cursor if there is one."""

    files: dict[str, str]
    expectations: tuple[Expectation, ...]
    cursor: Cursor | None


def parse(text: str) -> Fixture:
    """Read a fixture.

    Raises:
        FixtureError: if text stands before the first file, a mark below no line, a mark that is
            wider than its line, or two cursors.
    """
    files: dict[str, str] = {}
    expectations: list[Expectation] = []
    cursors: list[Cursor] = []
    for path, lines in _split(text):
        content, cursor = _without_cursor(path, list(_without_marks(path, lines, expectations)))
        files[path] = content
        cursors += cursor
    if len(cursors) > 1:
        raise FixtureError("a fixture has one cursor at most")
    return Fixture(files, tuple(sorted(expectations)), cursors[0] if cursors else None)


def write(files: dict[str, str], folder: str) -> None:
    """Put files below a folder, byte for byte."""
    for path, content in files.items():
        target = os.path.join(folder, *path.split("/"))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8", newline="") as file:
            file.write(content)


def differences(
    expected: Iterable[Expectation], found: Iterable[Expectation]
) -> tuple[list[Expectation], list[Expectation]]:
    """What was expected and not found, and what was found and not expected."""
    unexpected = sorted(found)
    missing = []
    for expectation in sorted(expected):
        match = next((one for one in unexpected if expectation.allows(one)), None)
        if match is None:
            missing.append(expectation)
        else:
            unexpected.remove(match)
    return missing, unexpected


def at(path: str, source: SourceText, span: Span) -> tuple[str, int, int, int]:
    """The place of a finding as an expectation states it."""
    start, end = source.position(span.start), source.position(span.end)
    if end.line > start.line:
        end = Position(start.line, len(source.line_text(start.line)))
    return path, start.line, start.column, end.column


def _split(text: str) -> Iterator[tuple[str, list[str]]]:
    path: str | None = None
    lines: list[str] = []
    for line in text.removesuffix("\n").split("\n"):
        header = _HEADER.fullmatch(line)
        if header:
            if path is not None:
                yield path, lines
            path, lines = header["path"], []
        elif path is not None:
            lines.append(line)
        elif line.strip():
            raise FixtureError(f"text before the first file: {line!r}")
    if path is not None:
        yield path, lines


def _without_marks(path: str, lines: list[str], expectations: list[Expectation]) -> Iterator[str]:
    above: str | None = None
    number = -1
    for line in lines:
        mark = _MARK.fullmatch(line)
        if mark is None:
            above = line.replace(CURSOR, "")
            number += 1
            yield line
            continue
        start = len(mark["indent"])
        end = start + (0 if mark["carets"] == "|" else len(mark["carets"]))
        if above is None or end > max(len(above), start):
            raise FixtureError(f"{path}: this mark is wider than the line above it: {line!r}")
        expectations.append(
            Expectation(path, number, start, end, mark["severity"], mark["rule"], mark["message"])
        )


def _without_cursor(path: str, lines: list[str]) -> tuple[str, list[Cursor]]:
    text = "".join(f"{line}\n" for line in lines)
    parts = text.split(CURSOR)
    if len(parts) > 2:
        raise FixtureError(f"{path}: a file has one cursor at most")
    return "".join(parts), [Cursor(path, len(parts[0]))] if len(parts) == 2 else []
