"""Where in the user's code an invocation has failed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from ..aws.data import Json, JsonObject
from ..workspace.disk import is_below
from .outcome import Outcome

_PYTHON_FRAME = re.compile(r'File "(?P<path>[^"\n]+)",? [Ll]ine (?P<line>\d+)')
# `at f (PATH:1:2)`, `at async PATH:1:2`, or the place alone where a file cannot be parsed.
_NODE_FRAME = re.compile(
    r"^(?:\s*at\s(?:.*?\s\()?(?:async\s)?)?(?P<path>(?:file://)?/.*?):(?P<line>\d+)(?::\d+)?\)?$"
)
_PACKAGES = frozenset({"node_modules", "site-packages", "dist-packages"})


class Raised(Struct, frozen=True):
    """A line of a file, counted from 1, with the type and the message of the error."""

    path: str
    line: int
    kind: str
    message: str


def raised_at(outcome: Outcome, roots: tuple[str, ...]) -> Raised | None:
    """The innermost line in the user's own code; None where the error tells no such line.

    `roots` are the absolute folders that hold it; packages that are installed in them are not.
    """
    error = outcome.error
    if not isinstance(error, dict):
        return None
    for path, line in _frames(error):
        parts = path.split(os.sep)
        if any(is_below(path, root) for root in roots) and _PACKAGES.isdisjoint(parts):
            return Raised(path, line, _text(error, "errorType"), _text(error, "errorMessage"))
    return None


def _frames(error: JsonObject) -> Iterator[tuple[str, int]]:
    """The lines of a stack, the innermost first: Python's ends with it, Node's begins with it."""
    for text in reversed(_texts(error, "stackTrace")):
        for match in _PYTHON_FRAME.finditer(text):
            yield match["path"], int(match["line"])
    for text in _texts(error, "trace"):
        found = _NODE_FRAME.search(text)
        if found is not None:
            yield _path(found["path"]), int(found["line"])


def _path(text: str) -> str:
    return unquote(urlsplit(text).path) if text.startswith("file:") else text


def _texts(error: JsonObject, key: str) -> list[str]:
    value: Json = error.get(key)
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _text(error: JsonObject, key: str) -> str:
    value = error.get(key)
    return value if isinstance(value, str) else ""
