"""Results that a trigger or the runtime refuses."""

from __future__ import annotations

from .model import Target
from .snippets import Lines, Snippet
from .suits import (
    PROXIES,
    REST,
    STATUS_WANTED,
    answers,
    gives_what_it_returns,
    returns_event,
)

_SHAPE, _JSON = "response-shape", "response-not-serializable"


def _proxy(target: Target) -> bool:
    return answers(target, PROXIES) and gives_what_it_returns(target)


def _status(target: Target) -> bool:
    return answers(target, STATUS_WANTED) and gives_what_it_returns(target)


def _rest(target: Target) -> bool:
    return answers(target, REST) and gives_what_it_returns(target)


def _cognito(target: Target) -> bool:
    return returns_event(target) and gives_what_it_returns(target)


RESULTS = (
    Snippet(
        _SHAPE,
        "body is an object",
        "guarded",
        _proxy,
        Lines('return {"statusCode": 400, "body": {"message": "no event"}}'),
        Lines('return { statusCode: 400, body: { message: "no event" } };'),
    ),
    Snippet(
        _SHAPE,
        "body is an object, through a helper",
        "guarded",
        _proxy,
        Lines(
            'return make_answer(400, {"message": "no event"})',
            top="def make_answer(status, content):\n"
            '    return {"statusCode": status, "body": content}',
        ),
        Lines(
            'return makeAnswer(400, { message: "no event" });',
            top="function makeAnswer(status, content) {\n"
            "  return { statusCode: status, body: content };\n}",
        ),
    ),
    Snippet(
        _SHAPE,
        "text instead of a response",
        "guarded",
        _proxy,
        Lines('return "no event"'),
        Lines('return "no event";'),
    ),
    Snippet(
        _SHAPE,
        "no statusCode",
        "guarded",
        _status,
        Lines('return {"body": "no event"}'),
        Lines('return { body: "no event" };'),
    ),
    Snippet(
        _SHAPE,
        "a key that is refused",
        "guarded",
        _rest,
        Lines('return {"statusCode": 400, "message": "no event"}'),
        Lines('return { statusCode: 400, message: "no event" };'),
    ),
    Snippet(_JSON, "set", "guarded", gives_what_it_returns, Lines('return {"ids": {1, 2}}')),
    Snippet(
        _JSON,
        "date",
        "guarded",
        gives_what_it_returns,
        Lines('return {"at": dt.datetime.now()}', "import datetime as dt"),
    ),
    Snippet(
        _JSON,
        "UUID in a variable",
        "guarded",
        gives_what_it_returns,
        Lines('answer = {"id": uuid.uuid4()}\nreturn answer', "import uuid"),
    ),
    Snippet(
        _JSON,
        "BigInt literal",
        "guarded",
        gives_what_it_returns,
        None,
        Lines("return { count: 10n };"),
    ),
    Snippet(
        _JSON,
        "BigInt call",
        "guarded",
        gives_what_it_returns,
        None,
        Lines('return { count: BigInt("10") };'),
    ),
    Snippet(
        "cognito-event-not-returned",
        "another object",
        "guarded",
        _cognito,
        Lines('return {"ok": True}'),
        Lines("return { ok: true };"),
    ),
    Snippet(
        "cognito-event-not-returned",
        "early return of nothing",
        "guarded",
        _cognito,
        Lines("return"),
        Lines("return;"),
    ),
)
"""One snippet for each way in which people do it."""
