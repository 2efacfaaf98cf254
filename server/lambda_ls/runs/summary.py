"""An invocation in one line."""

from __future__ import annotations

from ..runtime.plan import Plan
from ..runtime.raised import Raised
from ..runtime.rows import Run

_LONGEST = 200


def summary(plan: Plan, run: Run) -> str:
    """What became of the function, with what is wrong where something is."""
    outcome = run.outcome
    start = f" after a cold start of {outcome.init_ms:.0f} ms" if outcome.init_ms else ""
    took = f"in {outcome.duration_ms:.1f} ms{start}"
    if outcome.kind != "success":
        return _short(f"{plan.function}: {_failure(run)}")
    if run.judgement.findings:
        return _short(f"{plan.function}: {run.judgement.findings[0].message}")
    return f"{plan.function}: success {took}"


def failure_text(raised: Raised) -> str:
    """What stands at the line that has raised."""
    return f"{raised.kind}: {raised.message}" if raised.message else raised.kind


def _failure(run: Run) -> str:
    error = run.outcome.error
    if not isinstance(error, dict):
        return str(error)
    return f"{error.get('errorType')}: {error.get('errorMessage')}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
