"""What comes of an invocation, as the caller of Lambda and the reader of its logs would see it."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from ..aws.data import Json
from .state import StateChange

OutcomeKind: TypeAlias = Literal["success", "error", "init-error", "timeout", "exit"]


class Outcome(Struct, frozen=True):
    """One invocation.

    `payload` is the text that the caller gets: the response, or the object that describes the
    error. `response` and `error` are its value; a response that is no JSON is its text. Times are
    in milliseconds, memory in MB of 1,048,576 bytes; `init_ms` is None where the environment was
    warm. `memory` is what the function is given, `max_memory` what this machine has seen, which is
    not quite what Lambda would see. `changes` are those of the modules' state, if it is watched.
    `is_stream` tells that the handler has streamed something, also where it has failed then.
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
