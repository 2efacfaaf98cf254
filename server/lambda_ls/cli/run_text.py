"""A run as people read it: logs while they come, then the response and what is to be said of it."""

from __future__ import annotations

import contextlib
import re
import sys

from ..aws.json_text import text_of
from ..runtime.event_sources.base import Settled
from ..runtime.rows import Run
from ..runtime.state import StateChange
from .output import emit, note

_GENERAL_WARNING = re.compile(r"^.*LAMBDA_WARNING: Unhandled exception\..*\n", re.MULTILINE)
"""Five lines that say of every failed start that it may be the runtime's fault; here it is not."""


class RunText:
    """Writes logs and remarks to stderr and responses to stdout, so that these can be piped."""

    def log(self, text: str) -> None:
        """A piece of the log."""
        with contextlib.suppress(OSError):
            sys.stderr.write(_GENERAL_WARNING.sub("", text))
            sys.stderr.flush()

    def ended(self, run: Run) -> None:
        """An invocation has ended."""
        outcome = run.outcome
        value = outcome.response if outcome.kind == "success" else outcome.error
        is_text = isinstance(value, str) and value == outcome.payload
        emit(outcome.payload if is_text else text_of(value, 2))
        for each in run.judgement.findings:
            where = f" {each.pointer}" if each.pointer else ""
            note(f"error[{each.rule}]{where}: {each.message}")
        if outcome.max_memory > outcome.memory:
            note(
                f"note: it has used {outcome.max_memory} MB here, and gets {outcome.memory} MB in "
                "Lambda, which would have ended it"
            )
        if run.hint:
            note(f"hint: {run.hint}")
        for change in outcome.changes:
            note(f"kept: {_told(change)}")
        if run.settled is not None:
            _tell_batch(run.settled)
        elif run.judgement.next:
            note(f"next: {run.judgement.next}")


def _told(change: StateChange) -> str:
    if change.before is None:
        return f"{change.name} is new: {change.after}"
    if change.after is None:
        return f"{change.name} is gone"
    if change.before == change.after:
        return f"{change.name} has changed: {change.after}"
    return f"{change.name} is {change.after}, was {change.before}"


def _tell_batch(settled: Settled) -> None:
    where = f" to `{settled.destination}`" if settled.destination else ""
    parts = (
        ("done", settled.done),
        ("again", settled.again),
        (f"given up{where}", settled.given_up),
    )
    for title, ids in parts:
        if ids:
            note(f"{title}: {', '.join(ids)}")
    for each in settled.notes:
        note(f"note: {each}")
