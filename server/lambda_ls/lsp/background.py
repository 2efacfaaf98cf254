"""Work that must not hold up the event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from typing import TypeVar, cast

T = TypeVar("T")


class Worker:
    """One thread that does one thing after another, and does not keep the process alive.

    The threads of asyncio's executors do: a server that is told to exit would go on until the scan
    of a slow disk is over.
    """

    def __init__(self) -> None:
        self._waiting: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    async def do(self, work: Callable[[], T]) -> T:
        """The result of `work`."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()

        def run() -> None:
            answer = partial(_settle, future, *_outcome(work))
            # The server may have ended meanwhile.
            if not loop.is_closed():
                loop.call_soon_threadsafe(answer)

        self._waiting.put(run)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, daemon=True)
            self._thread.start()
        return await future

    def end(self) -> None:
        """Let the thread end when it has done what it was given."""
        self._waiting.put(None)

    def _work(self) -> None:
        while (work := self._waiting.get()) is not None:
            work()


def _outcome(work: Callable[[], T]) -> tuple[T | None, Exception | None]:
    try:
        return work(), None
    except Exception as error:
        return None, error


def _settle(future: asyncio.Future[T], result: T | None, error: Exception | None) -> None:
    """Give the outcome to those who wait, unless they do not wait any more."""
    if future.done():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(cast(T, result))
