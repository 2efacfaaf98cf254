"""A run as programs read it: the object of `lambda-ls invoke --format json`."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from ..aws.data import Json
from .event_sources.base import Settled
from .judgement import Judgement
from .outcome import DurableExecution, Outcome
from .plan import Plan
from .raised import Raised, named_by


class Run(Struct, frozen=True):
    """An invocation with what its trigger makes of it, and what is to be said of this machine.

    `settled` is what became of its records, where a batch is sent again as its source does.
    `raised` is the line of the user's code where it has failed.
    """

    outcome: Outcome
    judgement: Judgement
    hint: str | None = None
    settled: Settled | None = None
    raised: Raised | None = None


def run_row(plan: Plan, runs: Iterable[Run]) -> Json:
    """All invocations of one command."""
    return {
        "function": plan.function,
        "runtime": plan.runtime,
        "client": plan.client,
        "notes": list(plan.notes),
        "invocations": [_row(each) for each in runs],
    }


def _row(run: Run) -> Json:
    outcome = run.outcome
    findings: list[Json] = [
        {"rule": each.rule, "message": each.message, "pointer": each.pointer}
        for each in run.judgement.findings
    ]
    return {
        "request_id": outcome.request_id,
        "event": outcome.event,
        "outcome": outcome.kind,
        "response": outcome.response,
        "error": outcome.error,
        "raised": {"path": run.raised.path, "line": run.raised.line} if run.raised else None,
        "places": [
            {"text": each.text, "path": each.path, "line": each.line} for each in named_by(outcome)
        ],
        "cold": outcome.is_cold,
        "init_ms": outcome.init_ms,
        "duration_ms": outcome.duration_ms,
        "billed_ms": outcome.billed_ms,
        "memory_size_mb": outcome.memory,
        "max_memory_mb": outcome.max_memory,
        "logs": outcome.logs,
        "report": outcome.report,
        "findings": findings,
        "next": run.judgement.next,
        "hint": run.hint,
        "changes": [
            {"name": each.name, "before": each.before, "after": each.after}
            for each in outcome.changes
        ],
        "batch": _batch(run.settled) if run.settled else None,
        "execution": _execution(outcome.execution) if outcome.execution else None,
    }


def _execution(execution: DurableExecution) -> Json:
    return {
        "arn": execution.arn,
        "status": execution.status,
        "skipped_seconds": round(execution.skipped, 3),
        "invocations": [
            {
                "request_id": each.request_id,
                "outcome": each.kind,
                "cold": each.is_cold,
                "init_ms": each.init_ms,
                "duration_ms": each.duration_ms,
                "billed_ms": each.billed_ms,
                "max_memory_mb": each.max_memory,
                "report": each.report,
            }
            for each in execution.invocations
        ],
        "operations": [
            {
                "name": each.name,
                "type": each.kind,
                "status": each.status,
                "attempts": each.attempts,
            }
            for each in execution.operations
        ],
    }


def _batch(settled: Settled) -> Json:
    return {
        "done": list(settled.done),
        "again": list(settled.again),
        "given_up": list(settled.given_up),
        "destination": settled.destination,
        "notes": list(settled.notes),
    }
