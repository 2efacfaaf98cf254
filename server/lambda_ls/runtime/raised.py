"""The lines of code that come up where an invocation fails."""

from __future__ import annotations

import os
from collections.abc import Iterator

from msgspec import Struct

from ..aws.data import Json, JsonObject
from ..workspace.disk import is_below, path_below
from .outcome import Outcome
from .places import CodePlace, node_frame, places_in, python_frames

_STACK = "Traceback (most recent call last):"
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
    for frame in (*_frames(error), *_logged(outcome)):
        path = _inside(frame.path, roots)
        if path is not None and _PACKAGES.isdisjoint(path.split(os.sep)):
            return Raised(path, frame.line, _text(error, "errorType"), _text(error, "errorMessage"))
    return None


def named_by(outcome: Outcome) -> tuple[CodePlace, ...]:
    """The lines of code that its stack and its logs name, whosever they are, each text once."""
    error = outcome.error if isinstance(outcome.error, dict) else {}
    texts = (*_texts(error, "stackTrace"), *_texts(error, "trace"), outcome.logs)
    places = {place.text: place for text in texts for place in places_in(text)}
    return tuple(places.values())


def _inside(path: str, roots: tuple[str, ...]) -> str | None:
    """A path as it is written below one of the roots; None if it is elsewhere.

    Node.js follows the links on the way to a module before it names it.
    """
    if any(is_below(path, root) for root in roots):
        return path
    return path_below(path, {os.path.realpath(root): root for root in roots})


def _frames(error: JsonObject) -> Iterator[CodePlace]:
    """The lines of a stack, the innermost first: Python's ends with it, Node's begins with it."""
    for text in reversed(_texts(error, "stackTrace")):
        yield from python_frames(text)
    for text in _texts(error, "trace"):
        frame = node_frame(text)
        if frame is not None:
            yield frame


def _logged(outcome: Outcome) -> Iterator[CodePlace]:
    """The lines of the last stack in the log where a durable execution has failed.

    The errors that the SDKs give have none, but that for Python logs it.
    """
    if outcome.execution is not None and outcome.execution.status == "FAILED":
        _, _, last = outcome.logs.rpartition(_STACK)
        yield from reversed(tuple(python_frames(last)))


def _texts(error: JsonObject, key: str) -> list[str]:
    value: Json = error.get(key)
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _text(error: JsonObject, key: str) -> str:
    value = error.get(key)
    return value if isinstance(value, str) else ""
