"""Errors that are returned where only raised ones are noticed."""

from __future__ import annotations

from .model import Target
from .snippets import Lines, Snippet
from .suits import gives_what_it_returns, loses_errors

_RULE = "error-returned"


def _suits(target: Target) -> bool:
    return loses_errors(target) and gives_what_it_returns(target)


ERRORS = (
    Snippet(
        _RULE,
        "early return of a status",
        "guarded",
        _suits,
        Lines('return {"statusCode": 400, "body": "no event"}'),
        Lines('return { statusCode: 400, body: "no event" };'),
    ),
    Snippet(
        _RULE,
        "status for a caught error",
        "caught",
        _suits,
        Lines('return {"statusCode": 500, "body": str(ERROR)}'),
        Lines("return { statusCode: 500, body: ERROR.message };"),
    ),
    Snippet(
        _RULE,
        "JSON body for a caught error",
        "caught",
        _suits,
        Lines(
            'return {"statusCode": 500, "body": json.dumps({"error": str(ERROR)})}', "import json"
        ),
        Lines("return { statusCode: 500, body: JSON.stringify({ error: ERROR.message }) };"),
    ),
    Snippet(
        _RULE,
        "error key for a caught error",
        "caught",
        _suits,
        Lines('return {"error": str(ERROR)}'),
        Lines("return { error: ERROR.message };"),
    ),
    Snippet(
        _RULE,
        "status word for a caught error",
        "caught",
        _suits,
        Lines('return {"status": "error", "message": str(ERROR)}'),
        Lines('return { status: "error", message: String(ERROR) };'),
    ),
    Snippet(
        _RULE,
        "text of a caught error",
        "caught",
        _suits,
        Lines('return f"Error: {ERROR}"'),
        Lines("return `Error: ${ERROR}`;"),
    ),
    Snippet(
        _RULE,
        "through a helper",
        "guarded",
        _suits,
        Lines(
            'return make_answer(500, "no event")',
            top='def make_answer(status, text):\n    return {"statusCode": status, "body": text}',
        ),
        Lines(
            'return makeAnswer(500, "no event");',
            top="function makeAnswer(status, text) {\n"
            "  return { statusCode: status, body: text };\n}",
        ),
    ),
    Snippet(
        _RULE,
        "through a helper of another file",
        "guarded",
        _suits,
        Lines(
            'return make_answer(500, "no event")',
            "from answers import make_answer",
            beside="def make_answer(status, text):\n"
            '    return {"statusCode": status, "body": text}',
        ),
        Lines(
            'return makeAnswer(500, "no event");',
            'const { makeAnswer } = require("./answers");',
            beside="function makeAnswer(status, text) {\n"
            "  return { statusCode: status, body: text };\n}",
        ),
    ),
    Snippet(
        _RULE,
        "through a variable",
        "guarded",
        _suits,
        Lines('failure = {"statusCode": 500, "body": "no event"}\nreturn failure'),
        Lines('const failure = { statusCode: 500, body: "no event" };\nreturn failure;'),
    ),
    Snippet(
        _RULE,
        "through keys set later",
        "guarded",
        _suits,
        Lines('answer = {}\nanswer["statusCode"] = 500\nreturn answer'),
        Lines("const answer = {};\nanswer.statusCode = 500;\nreturn answer;"),
    ),
    Snippet(
        _RULE,
        "the caught error itself",
        "caught",
        _suits,
        None,
        Lines("return ERROR;"),
    ),
    Snippet(
        _RULE,
        "a new error",
        "guarded",
        _suits,
        None,
        Lines('return new Error("no event");'),
    ),
)
"""One snippet for each way in which people do it."""
