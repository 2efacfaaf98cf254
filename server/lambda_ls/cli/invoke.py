"""`lambda-ls invoke`: a handler run on this machine as Lambda would run it."""

from __future__ import annotations

import asyncio
import json
import os
from dataclasses import dataclass

from ..aws.data import Json
from ..model.trigger import Trigger
from ..runtime.clients.base import CannotRunError
from ..runtime.hints import hint
from ..runtime.judgement import judged
from ..runtime.plan import Choices, Plan, plan_of
from ..runtime.pool import Pool
from ..runtime.rows import Run, run_row
from .errors import FINE, FOUND, CommandError
from .functions import whole_workspace
from .output import emit, note
from .run_event import run_event
from .run_subject import Subject, subject_of
from .run_text import RunText


@dataclass(frozen=True, slots=True)
class InvokeOptions:
    """What the user has chosen; `event` is a file or `-`, `timeout` is in seconds."""

    target: str
    event: str | None
    trigger: str | None
    times: int
    timeout: float | None
    variables: tuple[tuple[str, str], ...]
    format: str
    root: str | None
    real_credentials: bool


def invoke(options: InvokeOptions) -> int:
    """Run the handler and print what comes of it; the exit code."""
    snapshot = whole_workspace(options.root)
    subject = subject_of(snapshot, options.target)
    event, trigger = run_event(snapshot, subject, options.event, options.trigger)
    plan = _plan(subject, snapshot.roots, options)
    text = RunText() if options.format == "text" else None
    if text is not None:
        for each in plan.notes:
            note(f"note: {each}")
    try:
        runs = asyncio.run(_run(plan, event, trigger, options.times, text))
    except CannotRunError as error:
        raise CommandError(str(error)) from error
    if text is None:
        emit(json.dumps(run_row(plan, runs), ensure_ascii=False, indent=2))
    return FINE if all(each.outcome.kind == "success" for each in runs) else FOUND


def _plan(subject: Subject, roots: tuple[str, ...], options: InvokeOptions) -> Plan:
    choices = Choices(options.variables, options.timeout, options.real_credentials, os.environ)
    try:
        return plan_of(subject.function, subject.handler, subject.language, roots, choices)
    except CannotRunError as error:
        raise CommandError(str(error)) from error


async def _run(
    plan: Plan, event: Json, trigger: Trigger | None, times: int, text: RunText | None
) -> list[Run]:
    runs: list[Run] = []
    pool = Pool()
    try:
        environment = await pool.environment(plan, text.log if text else _silent)
        for _ in range(times):
            outcome = await environment.invoke(event)
            runs.append(Run(outcome, judged(outcome, trigger), hint(outcome, plan)))
            if text is not None:
                text.ended(runs[-1])
    finally:
        await pool.close()
    return runs


def _silent(text: str) -> None:
    """A program that reads JSON gets the log in it."""
