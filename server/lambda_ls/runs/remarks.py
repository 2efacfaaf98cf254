"""An invocation in lines, as a terminal and the log of an editor show it."""

from __future__ import annotations

from collections.abc import Iterator

from ..aws.json_text import text_of
from ..runtime.event_sources.base import Settled
from ..runtime.outcome import Outcome
from ..runtime.rows import Run
from ..runtime.state import StateChange


def payload_lines(outcome: Outcome) -> str:
    """The response or the error in lines that can be read; a text that is no JSON as it is."""
    value = outcome.response if outcome.kind == "success" else outcome.error
    is_text = isinstance(value, str) and value == outcome.payload
    return outcome.payload if is_text else text_of(value, 2)


def remarks(run: Run) -> Iterator[str]:
    """What is to be said of an invocation besides, each in one line."""
    outcome = run.outcome
    for each in run.judgement.findings:
        where = f" {each.pointer}" if each.pointer else ""
        yield f"error[{each.rule}]{where}: {each.message}"
    if outcome.max_memory > outcome.memory:
        yield (
            f"note: it has used {outcome.max_memory} MB here, and gets {outcome.memory} MB in "
            "Lambda, which would have ended it"
        )
    if run.hint:
        yield f"hint: {run.hint}"
    for change in outcome.changes:
        yield f"kept: {_changed(change)}"
    if run.settled is not None:
        yield from _batch(run.settled)
    elif run.judgement.next:
        yield f"next: {run.judgement.next}"


def _changed(change: StateChange) -> str:
    if change.before is None:
        return f"{change.name} is new: {change.after}"
    if change.after is None:
        return f"{change.name} is gone"
    if change.before == change.after:
        return f"{change.name} has changed: {change.after}"
    return f"{change.name} is {change.after}, was {change.before}"


def _batch(settled: Settled) -> Iterator[str]:
    where = f" to `{settled.destination}`" if settled.destination else ""
    parts = (
        ("done", settled.done),
        ("again", settled.again),
        (f"given up{where}", settled.given_up),
    )
    for title, ids in parts:
        if ids:
            yield f"{title}: {', '.join(ids)}"
    for each in settled.notes:
        yield f"note: {each}"
