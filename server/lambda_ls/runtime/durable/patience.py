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
    """What follows where an execution takes longer than its trigger waits, empty where not."""
    execution, invocation = outcome.execution, contract(trigger.id).invocation
    if execution is None or invocation.type == "asynchronous":
        return ""
    limit = min(invocation.time_limit or _LONGEST, _LONGEST)
    took = execution.skipped + outcome.duration_ms / 1000
    if took <= limit:
        return ""
    text = (
        f"{trigger.title} waits no longer than {limit:g} s, and in Lambda the execution takes "
        f"{took:.0f} s."
    )
    # Where Lambda itself ends the execution, the trigger takes it for any other failure.
    return f"{text} {invocation.failure}" if limit == _LONGEST else text
