"""The invocations of one command, in an event loop of their own."""

from __future__ import annotations

import asyncio

from ..runs.prepared import Prepared
from ..runs.run import run, run_until_settled
from ..runtime.event_sources.base import EventSource
from ..runtime.host import Host
from ..runtime.pool import Pool
from ..runtime.rows import Run
from .output import note
from .run_text import RunText


def invocations(
    ready: Prepared, host: Host, times: int, source: EventSource | None, shows_text: bool
) -> list[Run]:
    """Each of them, as text when it has ended if that is wanted; closes the host.

    With a source they are its deliveries, instead of as many as `times` says.

    Raises:
        NoRunError: if the process cannot be started.
    """
    text = RunText() if shows_text else None
    for each in ready.notes if shows_text else ():
        note(f"note: {each}")
    return asyncio.run(_run(ready, host, times, source, text))


async def _run(
    ready: Prepared, host: Host, times: int, source: EventSource | None, text: RunText | None
) -> list[Run]:
    listener = text.log if text else _silent
    runs: list[Run] = []
    pool = Pool(host)
    try:
        found = (
            run_until_settled(ready, source, pool, listener)
            if source
            else run(ready, pool, times, listener)
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
