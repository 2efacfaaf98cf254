"""Invocations, one after the other in one environment."""

from __future__ import annotations

from collections.abc import AsyncIterator

from ..runtime.clients.base import CannotRunError
from ..runtime.hints import hint
from ..runtime.judgement import judged
from ..runtime.pool import Pool
from ..runtime.processes.logs import Listener
from ..runtime.rows import Run
from .errors import NoRunError
from .order import Prepared


async def run(prepared: Prepared, pool: Pool, times: int, listener: Listener) -> AsyncIterator[Run]:
    """Each invocation when it has ended; `listener` gets what is logged meanwhile.

    Cancelling it ends the process.

    Raises:
        NoRunError: if the process cannot be started.
    """
    plan, event = prepared.plan, prepared.event
    environment = await pool.environment(plan, listener)
    for _ in range(times):
        try:
            outcome = await environment.invoke(event.event)
        except CannotRunError as error:
            raise NoRunError(str(error)) from error
        yield Run(outcome, judged(outcome, event.trigger), hint(outcome, plan))
