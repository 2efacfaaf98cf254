"""What must not be given to the callback of a handler that is not async."""

from __future__ import annotations

from .model import Target
from .snippets import Lines, Snippet
from .suits import PROXIES, answers, is_async, loses_errors, returns_event


def _loses_errors(target: Target) -> bool:
    return loses_errors(target) and not is_async(target)


def _answers(target: Target) -> bool:
    return answers(target, PROXIES) and not is_async(target)


def _returns_event(target: Target) -> bool:
    return returns_event(target) and not is_async(target)


CALLBACKS = (
    Snippet(
        "error-returned",
        "status given to the callback",
        "guarded",
        _loses_errors,
        None,
        Lines('CALLBACK(null, { statusCode: 400, body: "no event" });\nreturn;'),
    ),
    Snippet(
        "error-returned",
        "caught error given to the callback",
        "caught",
        _loses_errors,
        None,
        Lines("CALLBACK(null, { statusCode: 500, body: ERROR.message });"),
    ),
    Snippet(
        "response-shape",
        "body is an object, to the callback",
        "guarded",
        _answers,
        None,
        Lines('CALLBACK(null, { statusCode: 400, body: { message: "no event" } });\nreturn;'),
    ),
    Snippet(
        "cognito-event-not-returned",
        "another object, to the callback",
        "guarded",
        _returns_event,
        None,
        Lines("CALLBACK(null, { ok: true });\nreturn;"),
    ),
)
"""One snippet for each way in which people do it."""
