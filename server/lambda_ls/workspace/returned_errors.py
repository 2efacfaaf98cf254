"""Which results of a handler are errors."""

from __future__ import annotations

import re

from msgspec import Struct

from ..model.body import Caught
from ..model.term import (
    Choice,
    Constant,
    Encoded,
    Failure,
    Items,
    Record,
    Spot,
    Term,
    Typed,
)
from ..model.trigger import FAILURES_KEY
from .events import EventFacts
from .handler_code import grammar_path
from .results import Result, Results
from .strangers import is_for_strangers

_FIRST_ERROR_STATUS = 400
_STATUS_KEYS = ("statusCode", "status_code", "StatusCode", "status")
_ERROR_KEYS = frozenset(
    {"error", "errors", "errormessage", "error_message", "errortype", "error_type", "exception"}
)
_SUCCESS_KEYS = frozenset({"success", "ok", "succeeded"})
_STATUS = "status"
_FAILED = frozenset({"error", "fail", "failed", "failure"})
_ERROR_TEXT = re.compile(
    r"\s*(?:failed to\b|(?:error|exception)\s*:|(?:error|exception|failed|failure)\W*$)",
    re.IGNORECASE,
)
# Where an error was caught, a text that begins so tells of it, and of no report on errors.
_TEXT_OF_CAUGHT = re.compile(r"\s*(?:error|exception|failed|failure)\b", re.IGNORECASE)
_MESSAGE_KEYS = ("errorMessage", "error_message", "error", "message", "reason", "body")


class ReturnedError(Struct, frozen=True):
    """A result that is an error.

    `status` is its HTTP status if it has one, `message` an expression for its text, and `error` one
    that is the error object itself, as far as these stand in the statement of the result.
    """

    result: Result
    status: int | None = None
    message: Spot | None = None
    error: Spot | None = None


def returned_errors(results: Results, event: EventFacts) -> tuple[ReturnedError, ...]:
    """The results of a function's own triggers that are errors whatever their unknown parts are."""
    found = (each for each in results.results if not is_for_strangers(each, event))
    return tuple(map(_described, filter(_is_error, found)))


def _is_error(result: Result) -> bool:
    caught = result.returned.caught
    return all(_says_error(option, caught) for option in result.options)


def _described(result: Result) -> ReturnedError:
    path = grammar_path(result.code)
    value = result.options[0]
    span = result.returned.span
    message = _message(value)
    error = value.spot if isinstance(value, Failure) else None

    def inside(spot: Spot | None) -> Spot | None:
        if spot is None or spot.path != path:
            return None
        is_inside = span.start <= spot.span.start and spot.span.end <= span.end
        return spot if is_inside else None

    status = _status(value) if isinstance(value, Record) else None
    return ReturnedError(result, status, inside(message), inside(error))


def _says_error(value: Term, caught: Caught | None) -> bool:
    is_given = caught is not None and caught.is_given
    if isinstance(value, Failure):
        return True
    if isinstance(value, Encoded):
        return _says_error(value.of, caught)
    if isinstance(value, Record):
        return _record_says_error(value, is_given)
    if isinstance(value, Constant) and isinstance(value.value, str):
        words = _ERROR_TEXT if caught is None else _TEXT_OF_CAUGHT
        return is_given or words.match(value.value) is not None
    return is_given and isinstance(value, Typed) and value.type == "string"


def _record_says_error(record: Record, is_given: bool) -> bool:
    # It says which records of a batch failed, and Lambda reads it.
    if record.entry(FAILURES_KEY) is not None:
        return False
    status = _status(record)
    if status is not None:
        return status >= _FIRST_ERROR_STATUS
    if any(_may_say_success(entry.key.lower(), entry.value) for entry in record.entries):
        return False
    return is_given or any(
        _entry_says_error(entry.key, entry.value)
        for entry in record.entries
        if not entry.is_optional
    )


def _may_say_success(name: str, value: Term) -> bool:
    """Whether an entry is for success and not certainly for failure."""
    if name in _SUCCESS_KEYS:
        return not (isinstance(value, Constant) and value.value is False)
    return name == _STATUS and not _is_failed(value)


def _is_failed(status: Term) -> bool:
    return isinstance(status, Constant) and str(status.value).lower() in _FAILED


def _entry_says_error(key: str, value: Term) -> bool:
    name = key.lower()
    if name in _ERROR_KEYS:
        return _is_there(value)
    if name in _SUCCESS_KEYS:
        return isinstance(value, Constant) and value.value is False
    return name == _STATUS and _is_failed(value)


def _is_there(value: Term) -> bool:
    """Whether a value is certainly not empty."""
    if isinstance(value, Constant):
        return bool(value.value)
    if isinstance(value, Record):
        return bool(value.entries)
    if isinstance(value, Items):
        return bool(value.items)
    if isinstance(value, Choice):
        return all(map(_is_there, value.options))
    return isinstance(value, Failure)


def _status(record: Record) -> int | None:
    for key in _STATUS_KEYS:
        entry = record.entry(key)
        value = entry.value if entry and not entry.is_optional else None
        if isinstance(value, Constant) and isinstance(value.value, int | str):
            text = str(value.value)
            if text.isdecimal():
                return int(text)
    return None


def _message(value: Term) -> Spot | None:
    """The expression in a result that says what is wrong."""
    if isinstance(value, Encoded):
        return _message(value.of)
    if isinstance(value, Record):
        entries = (value.entry(key) for key in _MESSAGE_KEYS)
        return next((found for each in entries if each and (found := _message(each.value))), None)
    is_text = isinstance(value, Constant) and isinstance(value.value, str)
    is_text = is_text or (isinstance(value, Typed) and value.type == "string")
    return value.spot if is_text and isinstance(value, Constant | Typed) else None
