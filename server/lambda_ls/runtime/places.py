"""The lines of code that stacks and logs name, as Python and Node.js write them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from msgspec import Struct

# In a log in JSON the quotes are escaped.
_PYTHON_FRAME = re.compile(
    r'File (?P<quote>\\?")(?P<path>[^"\n]+?)(?P=quote),? [Ll]ine (?P<line>\d+)'
)
# `at f (PATH:1:2)`, `at async PATH:1:2`, or the place alone where a file cannot be parsed; the
# brace is there where fields of the error follow.
_NODE_FRAME = re.compile(
    r"^(?:\s*at\s(?:.*?\s\()?(?:async\s)?)?"
    r"(?P<place>(?P<path>(?:file://)?/.*?):(?P<line>\d+)(?::\d+)?)\)?(?:\s\{)?$"
)
# In the midst of a text a blank or a bracket ends a path.
_PLACE = re.compile(
    r'(?:^|(?<=[\s(]))(?P<place>(?P<path>(?:file://)?/[^\s():"]+):(?P<line>\d+)(?::\d+)?)'
)
# No path is as long; the pattern of frames would take its time for a log of one long line.
_LONGEST_FRAME = 5_000


class CodePlace(Struct, frozen=True):
    """A line of a file, counted from 1; `text` is how it is written, such as `/shop/app.js:3:9`."""

    text: str
    path: str
    line: int


def places_in(text: str) -> Iterator[CodePlace]:
    """The places that a log or a stack names, each time that it does."""
    for line in text.splitlines():
        frame = node_frame(line)
        if frame is not None:
            yield frame
            continue
        yield from python_frames(line)
        for match in _PLACE.finditer(line):
            yield from _known(match, "place")


def python_frames(text: str) -> Iterator[CodePlace]:
    """The frames of a stack of Python's."""
    for match in _PYTHON_FRAME.finditer(text):
        yield from _known(match, 0)


def node_frame(line: str) -> CodePlace | None:
    """The frame that a line of a stack of Node's is; None where it is something else."""
    found = _NODE_FRAME.search(line) if len(line) <= _LONGEST_FRAME else None
    return next(_known(found, "place"), None) if found is not None else None


def _known(match: re.Match[str], group: str | int) -> Iterator[CodePlace]:
    """The place of a match, where its file can be known."""
    path = _path(match["path"])
    if os.path.isabs(path):
        yield CodePlace(match[group], path, int(match["line"]))


def _path(text: str) -> str:
    if not text.startswith("file:"):
        return text
    # It takes a while to load, and few stacks have such a path.
    from urllib.parse import unquote, urlsplit

    return unquote(urlsplit(text).path)
