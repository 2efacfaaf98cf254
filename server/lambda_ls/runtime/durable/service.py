"""As much of AWS's Lambda API as a durable execution SDK asks for.

https://docs.aws.amazon.com/lambda/latest/api/API_CheckpointDurableExecution.html
https://docs.aws.amazon.com/lambda/latest/api/API_GetDurableExecutionState.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs, unquote

import msgspec
from msgspec import Struct

from ...aws.data import JsonObject
from ..api.http import Body, Head, response
from .operations import Operation, Update
from .record import Record
from .transitions import RefusedUpdateError

_EXECUTIONS = "/2025-12-01/durable-executions/"
_LARGEST_PAGE = 5 * 1024 * 1024
"""Bytes of operations in one answer; Lambda's own limit for an event is 6 MB."""

_LARGEST_REQUEST = 32 * 1024 * 1024
"""Bytes: the result of an execution has up to 6 MiB, and JSON in JSON grows by its escapes."""

_JSON = ("Content-Type", "application/json")
_MARKER = re.compile("[0-9]{1,9}")


class _Checkpoint(Struct, frozen=True, rename="pascal"):
    checkpoint_token: str
    updates: tuple[Update, ...] = ()


class _State(Struct, frozen=True, rename="pascal"):
    operations: tuple[Operation, ...]
    next_marker: str | None = None


class _Checkpointed(Struct, frozen=True, rename="pascal", omit_defaults=True):
    new_execution_state: _State
    checkpoint_token: str | None = None


class DurableService:
    """Answers the processes of one durable execution, and makes the events of its invocations.

    A token is good for one checkpoint, which gives the next one.
    """

    limit = _LARGEST_REQUEST

    def __init__(self, arn: str, record: Record) -> None:
        self.record = record
        self._arn = arn
        self._tokens = 0

    def event(self) -> JsonObject:
        """The event of the next invocation, with all operations."""
        changed = self.record.begin_invocation()
        self._tokens += 1
        page, marker = self._page(0)
        # Here times are whole milliseconds, as the SDK for Python reads them; that for JavaScript
        # reads any.
        operations = (each.timed(lambda at: round(at * 1000)) for each in page)
        return {
            "DurableExecutionArn": self._arn,
            "CheckpointToken": self._token,
            "UpdatedOperationIds": list(changed),
            "InitialExecutionState": {
                "Operations": [msgspec.to_builtins(each) for each in operations],
                "NextMarker": marker,
            },
        }

    def answer(self, head: Head, path: str, body: Body) -> bytes:
        """The response to a request; one that is for no durable execution is refused."""
        way, _, query = path.partition("?")
        arn, _, ending = way.removeprefix(_EXECUTIONS).partition("/")
        is_ours = way.startswith(_EXECUTIONS) and unquote(arn) == self._arn
        if is_ours and head.method == "POST" and ending == "checkpoint":
            return self._checkpoint(body)
        if is_ours and head.method == "GET" and ending == "state":
            return self._state(query)
        return _error(400, "LocalRunUnsupported", _unsupported(head.method, way))

    def _checkpoint(self, body: Body) -> bytes:
        try:
            if body.size > len(body.data):
                raise RefusedUpdateError("The request is too large.")
            asked = msgspec.json.decode(body.data, type=_Checkpoint)
            if asked.checkpoint_token != self._token or self.record.ended is not None:
                raise RefusedUpdateError("Invalid checkpoint token")
            news = self.record.checkpoint(asked.updates)
        except (msgspec.DecodeError, RefusedUpdateError) as error:
            return _error(400, "InvalidParameterValueException", str(error))
        self._tokens += 1
        token = None if self.record.ended else self._token
        return _ok(_Checkpointed(_State(tuple(self._shown(news))), token))

    def _state(self, query: str) -> bytes:
        asked = parse_qs(query)
        marker = asked.get("Marker", [""])[0]
        if asked.get("CheckpointToken") != [self._token] or not _MARKER.fullmatch(marker):
            return _error(400, "InvalidParameterValueException", "Invalid checkpoint token")
        page, following = self._page(int(marker))
        return _ok(_State(page, following or None))

    def _page(self, first: int) -> tuple[tuple[Operation, ...], str]:
        """Operations from a number on, and a marker for the others, empty where these are all."""
        page: list[Operation] = []
        size = 0
        for operation in self._shown(self.record.operations[first:]):
            size += len(msgspec.json.encode(operation))
            if page and size > _LARGEST_PAGE:
                return tuple(page), str(first + len(page))
            page.append(operation)
        return tuple(page), ""

    def _shown(self, operations: Iterable[Operation]) -> Iterator[Operation]:
        return (each.timed(self.record.clock.shown) for each in operations)

    @property
    def _token(self) -> str:
        return f"{self.record.operations[0].id.replace('-', '')}{self._tokens:08}"


def _unsupported(method: str, path: str) -> str:
    return (
        f"{method} {path}: while a durable function runs locally, its SDK is answered here, and "
        "other calls of the Lambda API are not. A client that is made with the endpoint of AWS "
        "as its endpoint URL gets there"
    )


def _ok(value: Struct) -> bytes:
    return response(200, msgspec.json.encode(value), (_JSON,))


def _error(status: int, kind: str, message: str) -> bytes:
    body = msgspec.json.encode({"message": message})
    return response(status, body, (_JSON, ("x-amzn-ErrorType", kind)))
