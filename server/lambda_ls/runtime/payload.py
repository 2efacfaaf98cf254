"""The payload of an invocation as Lambda's caller gets it."""

from __future__ import annotations

import base64
import json

from ..aws.data import Json
from ..aws.json_text import text_of, value_in
from .api.messages import Answered

_WITH_PRELUDE = "application/vnd.awslambda.http-integration-response"
_END_OF_PRELUDE = bytes(8)
_ERROR_TYPE = "lambda-runtime-function-error-type"
_ERROR_BODY = "lambda-runtime-function-error-body"


def response_text(answer: Answered) -> str:
    """The text of a response. One for HTTP that is streamed becomes an object with its body."""
    if answer.content_type.partition(";")[0] != _WITH_PRELUDE:
        return answer.body.decode("utf-8", "replace")
    prelude, _, body = answer.body.partition(_END_OF_PRELUDE)
    head = value_of(prelude.decode("utf-8", "replace"))
    whole = dict(head) if isinstance(head, dict) else {}
    return text_of({**whole, "body": body.decode("utf-8", "replace")})


def streamed_error(answer: Answered) -> str | None:
    """The error that a stream has ended with; None where it has ended well.

    https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming
    """
    kind = answer.trailers.get(_ERROR_TYPE)
    if kind is None:
        return None
    try:
        return base64.b64decode(answer.trailers.get(_ERROR_BODY, "")).decode("utf-8", "replace")
    except ValueError:
        return json.dumps({"errorType": kind, "errorMessage": ""})


def value_of(text: str) -> Json:
    """The value of a JSON text; a text that is none is its own value."""
    try:
        return value_in(text)
    except ValueError:
        return text
