"""The Runtime API of one process."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterable, Mapping
from typing import Literal, Protocol, TypeAlias

from .http import Body, Head, response
from .messages import (
    LARGEST_PAYLOAD,
    LARGEST_STREAM,
    SERVICE_PATH,
    Answered,
    Exited,
    Happening,
    InitFailed,
    Invocation,
    Ready,
)

_State: TypeAlias = Literal["starting", "idle", "busy", "answered", "closed"]
_Kind: TypeAlias = Literal["response", "error"]
_VERSION = "/2018-06-01/runtime"
_INVOCATION = f"{_VERSION}/invocation/"
_JSON = (("Content-Type", "application/json"),)
_ACCEPTED = response(202, b'{"status":"OK"}\n', _JSON)
_KINDS: Mapping[str, _Kind] = {"response": "response", "error": "error"}
_MODE = "lambda-runtime-function-response-mode"
_STATE = "lambda-ls-state"
_STATE_TIME = "lambda-ls-state-ms"
_MILLISECONDS = re.compile(r"[0-9]{1,6}\.[0-9]{3}")


class Service(Protocol):
    """Answers what a process asks of AWS's Lambda API.

    `limit` is the number of bytes of a request's body that are worth keeping.
    """

    limit: int

    def answer(self, head: Head, path: str, body: Body) -> bytes:
        """The response to a request; the path begins as that of AWS does."""


class Channel:
    """Answers the requests of one process, in the order that the Runtime API allows.

    What happens is told once, through `happening`; requests out of order are refused and tell
    nothing, so that a process cannot flood its server.
    """

    def __init__(self) -> None:
        self.state = ""
        """What the process said last of its modules' state, as it has sent it; empty if nothing."""
        self.service: Service | None = None
        """What stands for AWS's Lambda API, where something does."""
        self._happenings: asyncio.Queue[Happening] = asyncio.Queue()
        self._state: _State = "starting"
        self._current: Invocation | None = None
        self._poll: asyncio.Future[Invocation | None] | None = None

    async def happening(self) -> Happening:
        """What the process does next."""
        return await self._happenings.get()

    def deliver(self, invocation: Invocation) -> None:
        """Hand an invocation to the process, which must be idle."""
        self._current = invocation
        self._state = "busy"
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(invocation)

    def exited(self, status: int) -> None:
        """Tell that the process has ended."""
        self._happenings.put_nowait(Exited(status, time.perf_counter()))

    def close(self) -> None:
        """Refuse everything from now on."""
        self._state = "closed"
        self._drop_poll()

    def limit(self, head: Head, path: str) -> int:
        """The number of bytes of a request's body that are worth keeping."""
        if self.service is not None and _is_for_service(path):
            return self.service.limit
        return LARGEST_STREAM if _is_stream(head) else LARGEST_PAYLOAD

    async def answer(self, head: Head, path: str, body: Body) -> bytes:
        """The response to a request; that to `next` takes until there is an invocation."""
        if self.service is not None and _is_for_service(path):
            return self.service.answer(head, path.removeprefix(SERVICE_PATH), body)
        if head.method == "GET" and path == f"{_INVOCATION}next":
            return await self._next(head)
        if head.method == "POST" and path == f"{_VERSION}/init/error":
            return self._init_error(body)
        id_, _, kind = path.removeprefix(_INVOCATION).partition("/")
        if head.method == "POST" and path.startswith(_INVOCATION) and kind in _KINDS:
            return self._answered(head, id_, _KINDS[kind], body)
        return _error(404, "InvalidRequest", "There is nothing at this path.")

    async def _next(self, head: Head) -> bytes:
        if self._state in {"starting", "answered"}:
            self._state = "idle"
            self.state = head.headers.get(_STATE, "")
            # Finding out what the modules hold is no work of the function's.
            self._happenings.put_nowait(Ready(time.perf_counter() - _seconds(head)))
        elif self._state != "idle":
            return _refused(self._state, "idle")
        # A client that has lost its connection asks again, and the old question is of no use.
        self._drop_poll()
        poll = self._poll = asyncio.get_running_loop().create_future()
        invocation = await poll
        if invocation is None:
            return self._dropped()
        return response(200, invocation.body, _headers(invocation))

    def _init_error(self, body: Body) -> bytes:
        if self._state != "starting":
            return _refused(self._state, "failed")
        self._state = "answered"
        self._happenings.put_nowait(InitFailed(body.data))
        return _ACCEPTED

    def _answered(self, head: Head, id_: str, kind: _Kind, body: Body) -> bytes:
        if self._current is None or id_ != self._current.id:
            return _error(400, "InvalidRequestID", "Invalid request ID")
        if self._state != "busy":
            return _refused(self._state, kind)
        self._state = "answered"
        answer = Answered(
            kind,
            body.data,
            body.size,
            time.perf_counter(),
            head.headers.get("content-type", ""),
            _is_stream(head),
            body.trailers,
        )
        self._happenings.put_nowait(answer)
        return _too_large() if answer.is_too_large else _ACCEPTED

    def _dropped(self) -> bytes:
        """The answer to a question that gets no invocation; by 410 a client knows to leave."""
        if self._state == "closed":
            return _error(410, "Gone", "There will be no further invocation.")
        return _refused(self._state, "idle")

    def _drop_poll(self) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)


def _is_for_service(path: str) -> bool:
    return path.startswith(f"{SERVICE_PATH}/")


def _headers(invocation: Invocation) -> Iterable[tuple[str, str]]:
    return (
        *_JSON,
        ("Lambda-Runtime-Aws-Request-Id", invocation.id),
        ("Lambda-Runtime-Deadline-Ms", str(invocation.deadline)),
        ("Lambda-Runtime-Invoked-Function-Arn", invocation.arn),
        ("Lambda-Runtime-Trace-Id", invocation.trace),
    )


def _seconds(head: Head) -> float:
    """How long the process has looked for its modules' state."""
    text = head.headers.get(_STATE_TIME, "")
    return float(text) / 1000 if _MILLISECONDS.fullmatch(text) else 0.0


def _is_stream(head: Head) -> bool:
    return head.headers.get(_MODE, "").lower() == "streaming"


def _too_large() -> bytes:
    text = f"Exceeded maximum allowed payload size ({LARGEST_PAYLOAD} bytes)."
    return _error(413, "RequestEntityTooLarge", text)


def _refused(state: str, wanted: str) -> bytes:
    text = f"State transition from {state} to {wanted} failed."
    return _error(403, "InvalidStateTransition", text)


def _error(status: int, kind: str, message: str) -> bytes:
    # The texts are our own, so that no quote in them needs an escape.
    body = f'{{"errorMessage":"{message}","errorType":"{kind}"}}\n'
    return response(status, body.encode(), _JSON)
