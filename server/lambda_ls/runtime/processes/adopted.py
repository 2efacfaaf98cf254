"""A process that somebody else has started, known by its mark only."""

from __future__ import annotations

import asyncio

from .ending import end_marked, marked
from .farewell import has_left
from .memory import peak_of


class AdoptedProcess:
    """Runs under an editor's debugger, which has its output and sees its end.

    The mark is that of `ending.end_all`. By it the process is found on Linux; on other systems its
    memory is not known, and it has to end by itself when the Runtime API refuses it.
    """

    tells_end = False

    def __init__(self, mark: str) -> None:
        self._mark = mark

    def measure(self) -> int:
        """The most memory that it is known to have held, in bytes."""
        return max(map(peak_of, marked(self._mark)), default=0)

    def drain(self) -> None:
        """Nothing of its output comes here."""

    def freeze(self) -> None:
        """It is the debugger that stops it."""

    def thaw(self) -> None:
        """It is the debugger that lets it go on."""

    async def end(self) -> None:
        """Let it leave by itself for a moment, then end it with all that it has started."""
        if not await has_left(lambda: marked(self._mark)):
            await asyncio.to_thread(end_marked, self._mark)
