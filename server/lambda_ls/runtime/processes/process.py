"""One process that runs the user's code."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections.abc import Callable

from ..launched import Launched
from .ending import end_all, freeze, marked, thaw
from .farewell import has_left
from .memory import peak_of, wait

_PIECE = 256 * 1024
_MOST_PIECES = 64
_BETWEEN_MEASURES = 0.02
"""Seconds. A process that has ended does not tell any more how much memory it had."""


class Process:
    """A process in a group of its own, whose output is read all the time.

    `output` gets what it prints on stdout and stderr, which go to the same log in Lambda; `exited`
    its exit status, negative for a signal, once all its output has been handed on. Both are called
    on the event loop. One that `leaves` goes by itself where it stood still, and is killed only
    where it stays, so that a debugger can tell its editor of the end.
    """

    tells_end = True

    def __init__(
        self,
        launched: Launched,
        output: Callable[[bytes], None],
        exited: Callable[[int], None],
        leaves: bool = False,
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._process = launched.process
        self._mark = launched.address
        self._output = output
        self._exited = exited
        self._leaves = leaves
        self._peak = 0
        self._has_ended = False
        self._is_frozen = False
        self._measuring: asyncio.TimerHandle | None = None
        self._reader = launched.output
        os.set_blocking(self._reader, False)
        self._loop.add_reader(self._reader, self._read)
        self._is_reading = True
        self._keep_measuring()
        threading.Thread(target=self._wait, daemon=True, name="lambda-ls process").start()

    @property
    def group(self) -> int:
        """The number of its process group."""
        return self._process.pid

    def measure(self) -> int:
        """The most memory that its tree is known to have held, in bytes."""
        if not self._has_ended:
            self._peak = max(self._peak, peak_of(self._process.pid))
        return self._peak

    def drain(self) -> None:
        """Read what it has printed so far."""
        for _ in range(_MOST_PIECES):
            if not self._read():
                return

    def freeze(self) -> None:
        """Let it stand still."""
        self._is_frozen = True
        self._stop_measuring()
        freeze(self.group)

    def thaw(self) -> None:
        """Let it go on."""
        if self._is_frozen:
            self._is_frozen = False
            thaw(self.group)
            self._keep_measuring()

    async def end(self) -> None:
        """End it with everything that it has started, and that may have outlived it."""
        self.measure()
        if self._leaves and self._is_frozen:
            self.thaw()
            await has_left(lambda: not self._has_ended or marked(self._mark))
        self._stop_measuring()
        await asyncio.to_thread(end_all, self.group, self._mark)
        self.drain()
        self._stop_reading()

    def _keep_measuring(self) -> None:
        self._measuring = self._loop.call_later(_BETWEEN_MEASURES, self._keep_measuring)
        self.measure()

    def _stop_measuring(self) -> None:
        if self._measuring is not None:
            self._measuring.cancel()
            self._measuring = None

    def _read(self) -> bool:
        """Hand on a piece of output; whether there may be more."""
        if not self._is_reading:
            return False
        try:
            data = os.read(self._reader, _PIECE)
        except BlockingIOError:
            return False
        if not data:
            self._stop_reading()
            return False
        self._output(data)
        return True

    def _stop_reading(self) -> None:
        if self._is_reading:
            self._is_reading = False
            self._loop.remove_reader(self._reader)
            os.close(self._reader)

    def _wait(self) -> None:
        """Wait in a thread for the end; event loops have no way to do so on every system."""
        status, peak = wait(self._process)
        # The loop may have ended with the server.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._ended, status, peak)

    def _ended(self, status: int, peak: int) -> None:
        self._has_ended = True
        self._peak = max(self._peak, peak)
        self._stop_measuring()
        self.drain()
        self._exited(status)
