"""The phases of an execution environment, each to its end."""

from __future__ import annotations

import time

from msgspec import Struct

from . import errors
from .api.messages import (
    LARGEST_PAYLOAD,
    LARGEST_STREAM,
    Answered,
    Exited,
    InitFailed,
    Invocation,
    Ready,
)
from .outcome import OutcomeKind
from .payload import response_text, streamed_error, value_of
from .started import Started


class Ended(Struct, frozen=True):
    """How an invocation has ended, `at` a time of `time.perf_counter`.

    `status` is what its report says where the handler has not answered. With `is_spent` the
    process cannot be used again. `is_stream` is that of the outcome.
    """

    kind: OutcomeKind
    payload: str
    at: float
    status: str | None = None
    is_spent: bool = True
    is_stream: bool = False


class Limit(Struct, frozen=True):
    """A function's time: in seconds, and when it is over in those of `time.perf_counter`."""

    seconds: float
    until: float


async def initialised(started: Started, request: str, until: float) -> float | Ended | None:
    """When the client has loaded the handler, or how it has ended; None where its time is over."""
    happening = await started.happening(until)
    if isinstance(happening, Ready):
        return happening.at
    if isinstance(happening, Exited):
        return _exited(request, happening)
    if isinstance(happening, InitFailed):
        started.process.measure()
        # The client ends by itself, and what it still prints belongs to the log.
        last = await started.happening(until if started.process.tells_end else 0.0)
        at = last.at if isinstance(last, Exited) else time.perf_counter()
        payload = happening.body.decode("utf-8", "replace")
        return Ended("init-error", payload, at, _type_of(payload))
    return None


async def invoked(started: Started, invocation: Invocation, limit: Limit) -> Ended:
    """How an invocation has ended. It lasts until the client asks for the next one."""
    started.process.thaw()
    started.channel.deliver(invocation)
    happening = await started.happening(limit.until)
    if isinstance(happening, Exited):
        return _exited(invocation.id, happening)
    if not isinstance(happening, Answered):
        return timed_out(invocation.id, limit)
    last = await started.happening(limit.until)
    is_idle = isinstance(last, Ready)
    return _answered(happening, last.at if isinstance(last, Ready) else happening.at, is_idle)


def timed_out(request: str, limit: Limit) -> Ended:
    """The end of an invocation whose time is over."""
    payload = errors.timed_out(request, limit.seconds)
    return Ended("timeout", payload, time.perf_counter(), "timeout")


def _exited(request: str, exited: Exited) -> Ended:
    return Ended("exit", errors.exited(request, exited.status), exited.at, errors.EXIT)


def _answered(answer: Answered, at: float, is_idle: bool) -> Ended:
    if answer.is_too_large:
        limit = LARGEST_STREAM if answer.is_stream else LARGEST_PAYLOAD
        payload = errors.too_large(answer.size, limit)
        return Ended("error", payload, at, errors.TOO_LARGE, is_spent=not is_idle)
    text = (
        response_text(answer)
        if answer.kind == "response"
        else answer.body.decode("utf-8", "replace")
    )
    broken = streamed_error(answer)
    failed = answer.kind == "error" or broken is not None
    return Ended(
        "error" if failed else "success",
        broken or text,
        at,
        is_spent=not is_idle,
        is_stream=answer.is_stream and bool(answer.body),
    )


def _type_of(payload: str) -> str:
    value = value_of(payload)
    kind = value.get("errorType") if isinstance(value, dict) else None
    return kind if isinstance(kind, str) else "Runtime.Unknown"
