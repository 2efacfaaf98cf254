"""Operations of a durable execution, and updates of them, in the shapes of Lambda's API.

The service model of botocore 1.44 has them (`lambda/2015-03-31`, API version 2025-12-01).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

Kind: TypeAlias = Literal["EXECUTION", "CONTEXT", "STEP", "WAIT", "CALLBACK", "CHAINED_INVOKE"]
Action: TypeAlias = Literal["START", "SUCCEED", "FAIL", "RETRY", "CANCEL"]
Status: TypeAlias = Literal[
    "STARTED", "PENDING", "READY", "SUCCEEDED", "FAILED", "CANCELLED", "TIMED_OUT", "STOPPED"
]


class ErrorObject(Struct, frozen=True, rename="pascal", omit_defaults=True):
    """An error as the SDKs write it."""

    error_message: str | None = None
    error_type: str | None = None
    error_data: str | None = None
    stack_trace: tuple[str, ...] | None = None


class ContextOptions(Struct, frozen=True, rename="pascal"):
    """Of a child context: whether it runs again since its result is too large to be kept."""

    replay_children: bool = False


class StepOptions(Struct, frozen=True, rename="pascal"):
    """Of a step that is tried again."""

    next_attempt_delay_seconds: int = 0


class WaitOptions(Struct, frozen=True, rename="pascal"):
    """Of a wait."""

    wait_seconds: int = 1


class CallbackOptions(Struct, frozen=True, rename="pascal"):
    """Of a callback; 0 is no limit."""

    timeout_seconds: int = 0
    heartbeat_timeout_seconds: int = 0


class ChainedInvokeOptions(Struct, frozen=True, rename="pascal"):
    """Of a call of another function."""

    function_name: str


class Update(Struct, frozen=True, rename="pascal"):
    """What the SDK tells of an operation."""

    id: str
    type: Kind
    action: Action
    parent_id: str | None = None
    name: str | None = None
    sub_type: str | None = None
    payload: str | None = None
    error: ErrorObject | None = None
    context_options: ContextOptions | None = None
    step_options: StepOptions | None = None
    wait_options: WaitOptions | None = None
    callback_options: CallbackOptions | None = None
    chained_invoke_options: ChainedInvokeOptions | None = None


class ExecutionDetails(Struct, frozen=True, rename="pascal"):
    """Of the execution itself: its event as JSON text."""

    input_payload: str


class ContextDetails(Struct, frozen=True, rename="pascal", omit_defaults=True):
    """Of a child context."""

    replay_children: bool = False
    result: str | None = None
    error: ErrorObject | None = None


class StepDetails(Struct, frozen=True, rename="pascal", omit_defaults=True):
    """Of a step: how often it was tried, and when it is tried next."""

    attempt: int = 0
    next_attempt_timestamp: float | None = None
    result: str | None = None
    error: ErrorObject | None = None


class WaitDetails(Struct, frozen=True, rename="pascal"):
    """Of a wait."""

    scheduled_end_timestamp: float


class CallbackDetails(Struct, frozen=True, rename="pascal"):
    """Of a callback: what names it for the one that answers."""

    callback_id: str


class ChainedInvokeDetails(Struct, frozen=True, rename="pascal"):
    """Of a call of another function, which never has a result here."""


class Operation(Struct, frozen=True, rename="pascal", omit_defaults=True):
    """An operation as the service knows it; its times are in seconds since 1970."""

    id: str
    type: Kind
    start_timestamp: float
    status: Status
    parent_id: str | None = None
    name: str | None = None
    sub_type: str | None = None
    end_timestamp: float | None = None
    execution_details: ExecutionDetails | None = None
    context_details: ContextDetails | None = None
    step_details: StepDetails | None = None
    wait_details: WaitDetails | None = None
    callback_details: CallbackDetails | None = None
    chained_invoke_details: ChainedInvokeDetails | None = None

    @property
    def due(self) -> float | None:
        """When the service goes on with it by itself; None where it does not."""
        if self.status == "STARTED" and self.wait_details is not None:
            return self.wait_details.scheduled_end_timestamp
        if self.status == "PENDING" and self.step_details is not None:
            return self.step_details.next_attempt_timestamp
        return None

    @property
    def is_asking(self) -> bool:
        """Whether it waits for somebody else to answer."""
        return self.status == "STARTED" and self.type in {"CALLBACK", "CHAINED_INVOKE"}

    def timed(self, time: Callable[[float], float]) -> Operation:
        """The same with other times."""
        found = replace(self, start_timestamp=time(self.start_timestamp))
        if self.end_timestamp is not None:
            found = replace(found, end_timestamp=time(self.end_timestamp))
        step, wait = self.step_details, self.wait_details
        if step is not None and step.next_attempt_timestamp is not None:
            later = time(step.next_attempt_timestamp)
            found = replace(found, step_details=replace(step, next_attempt_timestamp=later))
        if wait is not None:
            end = time(wait.scheduled_end_timestamp)
            found = replace(found, wait_details=WaitDetails(end))
        return found
