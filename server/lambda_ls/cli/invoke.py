"""`lambda-ls invoke`: a handler run on this machine as Lambda would run it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ..runs.errors import NoRunError
from ..runs.order import Order
from ..runs.planned import planned, start_ahead
from ..runtime.host import Host
from ..runtime.plan import Choices
from .errors import FINE, FOUND, CommandError
from .event_file import event_file
from .functions import workspace_of
from .output import emit
from .roots import absolute

if TYPE_CHECKING:
    from ..runs.prepared import Prepared
    from ..runtime.rows import Run


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
    host = Host()
    try:
        ready, runs = _run(options, _order(options), host)
    except NoRunError as error:
        raise CommandError(str(error)) from error
    finally:
        host.close_unused()
    if options.format == "json":
        from ..aws.json_text import text_of
        from ..runtime.rows import run_row

        emit(text_of(run_row(ready.plan, runs), 2))
    return _exit_code(runs)


def _exit_code(runs: list[Run]) -> int:
    """Whether the handler has always succeeded, and nothing that a batch had is left over."""
    has_failed = any(each.outcome.kind != "success" for each in runs)
    batches = [each.settled for each in runs if each.settled is not None]
    # What was to come again after the last delivery is what its source would go on with for days.
    is_left = any(each.given_up for each in batches) or any(each.again for each in batches[-1:])
    return FOUND if has_failed or is_left else FINE


def _order(options: InvokeOptions) -> Order:
    given = event_file(options.event) if options.event is not None else None
    choices = Choices(
        variables=options.variables,
        timeout=options.timeout,
        real_credentials=options.real_credentials,
        host=os.environ,
        watches_state=options.times > 1,
    )
    return Order(options.target, given, options.trigger, choices)


def _run(options: InvokeOptions, order: Order, host: Host) -> tuple[Prepared, list[Run]]:
    snapshot = workspace_of(options.target, options.root)
    found = planned(snapshot, order, absolute(os.curdir))
    if options.debug:
        from .waiting import waiting_for_debugger

        found = replace(found, plan=waiting_for_debugger(found.plan))
    # A wrong name of an event is told before anything of the user's has run.
    may_be_refused = bool(order.trigger or found.subject.event or options.redeliver)
    if not may_be_refused:
        start_ahead(found.plan, host)
    # The imports come late so that the process starts on another core while they are made.
    from ..runs.prepared import with_event
    from ..runs.source import source_of

    ready = with_event(snapshot, found, order)
    source = source_of(ready) if options.redeliver else None
    if may_be_refused:
        start_ahead(found.plan, host)
    from .invocations import invocations

    return ready, invocations(ready, host, options.times, source, options.format == "text")
