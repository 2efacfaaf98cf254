"""Garbage collection that does not get into the way of somebody who is typing."""

from __future__ import annotations

import asyncio
import gc
import math
import time

from .heap import give_back

_YOUNG_OBJECTS = 50_000
"""A keystroke in a long file makes some 10,000 objects, nearly all of which go by themselves."""

_UNNOTICED = 0.01
"""Seconds that a search may take between two keystrokes."""

_PAUSE = 0.05
"""Seconds without work after which somebody may go on typing."""

_IDLE = 1.5
"""Seconds without work after which somebody has stopped typing."""

_FEWEST = 25
_MOST = 500
"""Messages without a pause after which garbage is looked for all the same."""

_SHARE = 0.0005
"""Seconds of a search that each of them may cost, where there are not the most of them."""


class Collector:
    """Looks for garbage when nobody types, or after much work without a pause.

    Old trees and what was read of them hold each other. Where they wait for Python's own search,
    memory that could be used again is spread too thin to be. How soon it is looked for depends on
    how long that took the last time.
    """

    def __init__(self) -> None:
        self._pieces = 0
        self._spent = math.inf
        self._timer: asyncio.TimerHandle | None = None

    def worked(self) -> None:
        """A message has been worked off."""
        if self._timer is not None:
            self._timer.cancel()
        self._pieces += 1
        if self._pieces >= min(_MOST, max(_FEWEST, self._spent / _SHARE)):
            self._collect()
            return
        pause = _PAUSE if self._spent <= _UNNOTICED else _IDLE
        self._timer = asyncio.get_running_loop().call_later(pause, self._collect)

    def spare(self) -> None:
        """Exempt everything that exists now, less what is garbage already.

        Most of what a scan has made lives as long as the server. Going through it takes 80 ms in a
        large workspace, again and again, in the middle of somebody's typing.
        """
        gc.collect()
        give_back()
        gc.freeze()
        self._spent = 0.0

    def _collect(self) -> None:
        self._pieces = 0
        self._timer = None
        begun = time.perf_counter()
        gc.collect()
        give_back()
        self._spent = time.perf_counter() - begun


def collect_seldom() -> None:
    """Look for garbage after some keystrokes, and not twenty times in each."""
    gc.set_threshold(_YOUNG_OBJECTS, *gc.get_threshold()[1:])
