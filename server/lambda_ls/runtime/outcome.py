"""What comes of an invocation, as the caller of Lambda and the reader of its logs would see it."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from ..aws.data import Json
from .state import StateChange

OutcomeKind: TypeAlias = Literal["success", "error", "init-error", "timeout", "exit"]


ExecutionStatus: TypeAlias = Literal["SUCCEEDED", "FAILED", "TIMED_OUT", "RUNNING"]


class Outcome(Struct, frozen=True):
    """One invocation, or a durable execution with all of its invocations.

    `payload` is the text that the caller gets: the response, or the object that describes the
    error. `response` and `error` are its value; a response that is no JSON is its text. Times are
    in milliseconds, memory in MB of 1,048,576 bytes; `init_ms` is None where the environment was
    warm. `memory` is what the function is given, `max_memory` what this machine has seen, which is
    not quite what Lambda would see. `changes` are those of the modules' state, if it is watched.
    `is_stream` tells that the handler has streamed something, also where it has failed then.

    That of a durable `execution` has the request and the report of its last invocation, the start
    of its first one, the times of all of them, and all that was logged.
    """

    request_id: str
    event: Json
    kind: OutcomeKind
    payload: str
    response: Json
    error: Json
    is_cold: bool
    init_ms: float | None
    duration_ms: float
    billed_ms: int
    memory: int
    max_memory: int
    logs: str
    report: str
    changes: tuple[StateChange, ...] = ()
    is_stream: bool = False
    execution: DurableExecution | None = None


class DurableOperation(Struct, frozen=True):
    """An operation of a durable execution: its kind and status are words of Lambda's API.

    `name` is empty where the code gives none. `attempts` are those of a step.
    """

    name: str
    kind: str
    status: str
    attempts: int = 0


class DurableExecution(Struct, frozen=True):
    """How a durable execution went. One that is RUNNING goes on in Lambda, but not here.

    `skipped` are the seconds that Lambda would have waited between its invocations.
    """

    arn: str
    status: ExecutionStatus
    skipped: float
    invocations: tuple[Outcome, ...]
    operations: tuple[DurableOperation, ...]
