"""How long the trigger of a durable function waits for the end of an execution.

https://docs.aws.amazon.com/lambda/latest/dg/durable-invoking.html and
https://docs.aws.amazon.com/lambda/latest/dg/durable-invoking-esm.html, November 2026
"""

from __future__ import annotations

from ...model.trigger import Trigger
from ...triggers.contract import contract
from ..outcome import Outcome

_LONGEST = 900.0
"""Seconds of an execution that is invoked synchronously; Lambda ends it then."""


def impatience(outcome: Outcome, trigger: Trigger) -> str:
    """That an execution takes longer than its trigger waits, empty where it does not.

    A sentence without a full stop.
    """
    execution, limit = outcome.execution, _limit(trigger)
    if execution is None or limit is None:
        return ""
    took = execution.skipped + outcome.duration_ms / 1000
    if took <= limit:
        return ""
    return (
        f"{trigger.title} waits no longer than {limit:g} s, and in Lambda the execution takes "
        f"{took:.0f} s"
    )


def is_ended_by_lambda(trigger: Trigger) -> bool:
    """Whether it is Lambda that ends what takes longer, so that its trigger sees a failure."""
    return _limit(trigger) == _LONGEST


def _limit(trigger: Trigger) -> float | None:
    invocation = contract(trigger.id).invocation
    if invocation.type == "asynchronous":
        return None
    return min(invocation.time_limit or _LONGEST, _LONGEST)
