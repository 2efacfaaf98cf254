"""`lambda-ls invoke`: a handler run on this machine as Lambda would run it."""

from __future__ import annotations

import asyncio
import json
import os

from msgspec import Struct

from ..runs.errors import NoRunError
from ..runs.order import Order, Prepared, prepared
from ..runs.run import run, run_until_settled, source_of
from ..runtime.plan import Choices
from ..runtime.pool import Pool
from ..runtime.rows import Run, run_row
from .errors import FINE, FOUND, CommandError
from .event_file import event_file
from .functions import workspace_of
from .output import emit, note
from .roots import absolute
from .run_text import RunText
from .waiting import waiting_for_debugger


class InvokeOptions(Struct, frozen=True):
    """What the user has chosen; `event` is a file or `-`, `timeout` is in seconds.

    With `redeliver` a batch is sent until its source has settled it, instead of `times`. With
    `debug` the process waits for a debugger first.
    """

    target: str
    event: str | None
    trigger: str | None
    times: int
    timeout: float | None
    variables: tuple[tuple[str, str], ...]
    format: str
    root: str | None
    real_credentials: bool
    redeliver: bool
    debug: bool


def invoke(options: InvokeOptions) -> int:
    """Run the handler and print what comes of it; the exit code."""
    given = event_file(options.event) if options.event is not None else None
    choices = Choices(
        variables=options.variables,
        timeout=options.timeout,
        real_credentials=options.real_credentials,
        host=os.environ,
        watches_state=options.times > 1,
    )
    order = Order(options.target, given, options.trigger, choices)
    text = RunText() if options.format == "text" else None
    try:
        ready = prepared(workspace_of(options.target, options.root), order, absolute(os.curdir))
        if options.debug:
            ready = waiting_for_debugger(ready)
        for each in ready.notes if text else ():
            note(f"note: {each}")
        runs = asyncio.run(_run(ready, options, text))
    except NoRunError as error:
        raise CommandError(str(error)) from error
    if text is None:
        emit(json.dumps(run_row(ready.plan, runs), ensure_ascii=False, indent=2))
    return FINE if all(each.outcome.kind == "success" for each in runs) else FOUND


async def _run(ready: Prepared, options: InvokeOptions, text: RunText | None) -> list[Run]:
    source = source_of(ready) if options.redeliver else None
    listener = text.log if text else _silent
    runs: list[Run] = []
    pool = Pool()
    try:
        found = (
            run_until_settled(ready, source, pool, listener)
            if source
            else run(ready, pool, options.times, listener)
        )
        async for each in found:
            runs.append(each)
            if text is not None:
                text.ended(each)
    finally:
        await pool.close()
    return runs


def _silent(text: str) -> None:
    """A program that reads JSON gets the log in it."""
