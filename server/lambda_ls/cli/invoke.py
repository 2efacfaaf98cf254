"""`lambda-ls invoke`: a handler run on this machine as Lambda would run it."""

from __future__ import annotations

import json
import os

from msgspec import Struct

from ..runs.errors import NoRunError
from ..runs.order import Order, prepared
from ..runs.source import source_of
from ..runs.start import start_ahead
from ..runtime.host import Host
from ..runtime.plan import Choices
from .errors import FINE, FOUND, CommandError
from .event_file import event_file
from .functions import workspace_of
from .output import emit, note
from .roots import absolute
from .run_text import RunText


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
    host = Host()
    try:
        ready = prepared(workspace_of(options.target, options.root), order, absolute(os.curdir))
        source = source_of(ready) if options.redeliver else None
        if options.debug:
            from .waiting import waiting_for_debugger

            ready = waiting_for_debugger(ready)
        for each in ready.notes if text else ():
            note(f"note: {each}")
        start_ahead(ready, host)
        # What takes it in is loaded while it starts, on another processor.
        from .invocations import invocations

        runs = invocations(ready, host, options.times, source, text)
    except NoRunError as error:
        raise CommandError(str(error)) from error
    finally:
        host.close_unused()
    if text is None:
        from ..runtime.rows import run_row

        emit(json.dumps(run_row(ready.plan, runs), ensure_ascii=False, indent=2))
    return FINE if all(each.outcome.kind == "success" for each in runs) else FOUND
