"""What an update makes of an operation.

Which update an operation can take, and the texts of refusals, are those of AWS's local runner for
Python (`checkpoint/validators` and `checkpoint/processors`, November 2026).
"""

from __future__ import annotations

import base64
from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from .operations import (
    Action,
    CallbackDetails,
    ChainedInvokeDetails,
    ContextDetails,
    Kind,
    Operation,
    Status,
    StepDetails,
    StepOptions,
    Update,
    WaitDetails,
    WaitOptions,
)

LARGEST_PAYLOAD = 256 * 1024
"""Bytes of what an operation keeps; the service refuses more, as the tests of the SDKs have it."""

LARGEST_RESULT = 6_291_456
"""Bytes of the result of an execution, by the service model of botocore 1.44."""

LARGEST_ERROR = 32_768
"""Bytes of an error, by AWS's local runner for Python."""

_NEW: frozenset[Status | None] = frozenset({None})
_OPEN: frozenset[Status | None] = frozenset({None, "STARTED"})
_RUNNING: frozenset[Status | None] = frozenset({None, "STARTED", "READY"})
_STARTED: frozenset[Status | None] = frozenset({"STARTED"})
_RULES: Mapping[tuple[Kind, Action], tuple[frozenset[Status | None], Status]] = {
    ("STEP", "START"): (frozenset({None, "READY"}), "STARTED"),
    ("STEP", "SUCCEED"): (_RUNNING, "SUCCEEDED"),
    ("STEP", "FAIL"): (_RUNNING, "FAILED"),
    ("STEP", "RETRY"): (_RUNNING, "PENDING"),
    ("CONTEXT", "START"): (_NEW, "STARTED"),
    ("CONTEXT", "SUCCEED"): (_OPEN, "SUCCEEDED"),
    ("CONTEXT", "FAIL"): (_OPEN, "FAILED"),
    ("WAIT", "START"): (_NEW, "STARTED"),
    ("WAIT", "CANCEL"): (_STARTED, "CANCELLED"),
    ("CALLBACK", "START"): (_NEW, "STARTED"),
    ("CHAINED_INVOKE", "START"): (_NEW, "STARTED"),
    ("CHAINED_INVOKE", "CANCEL"): (_STARTED, "CANCELLED"),
}
"""From which status an action leads to which; None where there is no such operation yet."""

_ENDS: frozenset[Status] = frozenset({"SUCCEEDED", "FAILED", "CANCELLED"})


class RefusedUpdateError(Exception):
    """The service does not take an update; the message is what it says."""


def check_payload(update: Update) -> None:
    """Refuse an update that is too large.

    Raises:
        RefusedUpdateError: if it is.
    """
    limit = LARGEST_RESULT if update.type == "EXECUTION" else LARGEST_PAYLOAD
    if update.payload is not None and len(update.payload.encode()) > limit:
        raise RefusedUpdateError(
            f"{update.type} output payload size must be less than or equal to {limit} bytes."
        )
    if update.error is not None and len(msgspec.json.encode(update.error)) > LARGEST_ERROR:
        raise RefusedUpdateError(f"Error object size must be less than {LARGEST_ERROR} bytes.")


def updated(update: Update, current: Operation | None, now: float) -> Operation:
    """The operation after an update; `current` is what it was, None where it is new.

    Raises:
        RefusedUpdateError: if the service would refuse it.
    """
    status = _next_status(update, current)
    known = current or Operation(update.id, update.type, now, status)
    found = replace(
        known,
        status=status,
        parent_id=update.parent_id or known.parent_id,
        name=update.name or known.name,
        sub_type=update.sub_type or known.sub_type,
        end_timestamp=now if status in _ENDS else None,
    )
    return _detailed(found, update, now)


def _next_status(update: Update, current: Operation | None) -> Status:
    rule = _RULES.get((update.type, update.action))
    if rule is None:
        raise RefusedUpdateError("Invalid action for the given operation type.")
    if current is not None and current.type != update.type:
        raise RefusedUpdateError("Inconsistent operation type.")
    possible, status = rule
    if (current.status if current else None) not in possible:
        was = current.status if current else "missing"
        raise RefusedUpdateError(
            f"Invalid current {update.type} state for {update.action}: it is {was}."
        )
    return status


def _detailed(found: Operation, update: Update, now: float) -> Operation:
    if update.type == "STEP":
        return replace(found, step_details=_step(found.step_details, update, now))
    if update.type == "CONTEXT":
        is_again = bool(update.context_options and update.context_options.replay_children)
        return replace(
            found, context_details=ContextDetails(is_again, update.payload, update.error)
        )
    if update.type == "WAIT" and found.wait_details is None:
        seconds = (update.wait_options or WaitOptions()).wait_seconds
        return replace(found, wait_details=WaitDetails(now + seconds))
    if update.type == "CALLBACK":
        # By the service model it is base64 text.
        id_ = base64.b64encode(update.id.encode()).decode()
        return replace(found, callback_details=CallbackDetails(id_))
    if update.type == "CHAINED_INVOKE":
        return replace(found, chained_invoke_details=ChainedInvokeDetails())
    return found


def _step(known: StepDetails | None, update: Update, now: float) -> StepDetails:
    attempt = known.attempt if known else 0
    if update.action == "START":
        # A step that waits for a condition finds there what it has kept the last time.
        return StepDetails(attempt, None, known.result if known else None)
    later = None
    if update.action == "RETRY":
        later = now + (update.step_options or StepOptions()).next_attempt_delay_seconds
    return StepDetails(attempt + 1, later, update.payload, update.error)
