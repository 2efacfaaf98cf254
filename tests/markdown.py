"""The few things of Markdown that the tests read: headings and fenced blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A heading; `level` is its number of `#`."""

    level: int
    text: str


@dataclass(frozen=True)
class Prose:
    """A line of text outside of blocks."""

    text: str


@dataclass(frozen=True)
class Fence:
    """A fenced block; `kind` is the word behind the opening fence."""

    kind: str
    text: str


def read(text: str) -> Iterator[Heading | Prose | Fence]:
    """The parts of a Markdown text in order, without empty lines."""
    lines = iter(text.split("\n"))
    for line in lines:
        if line.startswith("```"):
            yield Fence(line[3:].strip(), "".join(_fenced(lines)))
        elif line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            yield Heading(level, line[level:].strip())
        elif line.strip():
            yield Prose(line.strip())


def _fenced(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if line == "```":
            return
        yield line + "\n"
    raise ValueError("a fenced block has no end")
