"""How a durable execution ends, and what its caller gets."""

from __future__ import annotations

from msgspec import Struct, convert
from msgspec import ValidationError as WrongShapeError

from ...aws.data import Json
from ...aws.json_text import text_of
from ..errors import payload_of
from ..outcome import ExecutionStatus, Outcome, OutcomeKind
from .operations import ErrorObject
from .record import Ended

_UNENDED = "LocalRun.Unended"
_NO_RESULT = "null"
_NOT_WRAPPED = (
    "what the handler has answered has no `Status` of a durable execution: the function has "
    "`DurableConfig`, but its handler is not wrapped by AWS's durable execution SDK "
    "(`@durable_execution` in Python, `withDurableExecution` in JavaScript); Lambda tries again "
    "and then fails the execution"
)


class Ending(Struct, frozen=True):
    """What the caller gets, as in the outcome of an invocation, and what the service says."""

    kind: OutcomeKind
    payload: str
    status: ExecutionStatus


class _Answer(Struct, frozen=True, rename="pascal"):
    """What the SDK answers for an invocation."""

    status: str
    result: str | None = None
    error: ErrorObject | None = None


def checkpointed(ended: Ended) -> Ending:
    """The end that a checkpoint has brought."""
    return _failed(ended.error) if ended.error is not None else _succeeded(ended.result)


def answered(outcome: Outcome) -> Ending | None:
    """The end that an invocation has answered; None where the execution goes on.

    https://docs.aws.amazon.com/lambda/latest/dg/durable-execution-sdk.html
    """
    try:
        answer = convert(outcome.response, _Answer)
    except WrongShapeError:
        return _ended_here("LocalRun.NotDurable", _NOT_WRAPPED)
    if answer.status == "PENDING":
        return None
    if answer.status == "SUCCEEDED":
        return _succeeded(answer.result)
    if answer.status == "FAILED":
        return _failed(answer.error or ErrorObject())
    return _ended_here("LocalRun.NotDurable", _NOT_WRAPPED)


def given_up(outcome: Outcome) -> Ending:
    """The end where an invocation has failed, and would fail again."""
    return Ending(outcome.kind, outcome.payload, "FAILED")


def timed_out(seconds: int) -> Ending:
    """The end where the time of the execution is over."""
    text = f"Execution timed out after {seconds} seconds."
    return Ending("timeout", payload_of("Execution.TimedOut", text), "TIMED_OUT")


def without_end(invocations: int) -> Ending:
    """Where it has not ended after so many invocations."""
    text = (
        f"the execution has not ended after {invocations} invocations, and no more are made here; "
        "in Lambda it goes on"
    )
    return Ending("error", payload_of(_UNENDED, text), "RUNNING")


def asking(whom: str) -> Ending:
    """Where it waits for somebody else; `whom` is told in a sentence without a full stop."""
    return Ending("error", payload_of(_UNENDED, whom), "RUNNING")


def stuck() -> Ending:
    """Where it says that it waits, and nothing of it does."""
    text = (
        "what the handler has answered has the `Status` PENDING, but no operation is pending; "
        "Lambda tries again and then fails the execution"
    )
    return _ended_here("LocalRun.NothingPending", text)


def _ended_here(kind: str, text: str) -> Ending:
    return Ending("error", payload_of(kind, text), "FAILED")


def _succeeded(result: str | None) -> Ending:
    return Ending("success", _NO_RESULT if result is None else result, "SUCCEEDED")


def _failed(error: ErrorObject) -> Ending:
    """The error with the keys that errors of functions have for their callers."""
    found: dict[str, Json] = {"errorType": error.error_type or "Error"}
    found["errorMessage"] = error.error_message or ""
    if error.error_data is not None:
        found["errorData"] = error.error_data
    if error.stack_trace is not None:
        found["stackTrace"] = tuple(error.stack_trace)
    return Ending("error", text_of(found), "FAILED")
