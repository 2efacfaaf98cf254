"""Garbage collection that does not get into the way of somebody who is typing."""

from __future__ import annotations

import asyncio
import gc

_YOUNG_OBJECTS = 50_000
"""A keystroke in a long file makes some 10,000 objects, nearly all of which go by themselves."""


_IDLE = 1.5
"""Seconds without work after which somebody has stopped typing."""

_MOST = 500
"""Messages after which garbage is looked for all the same."""


class Collector:
    """Looks for garbage when nobody types, or after much work without a pause.

    Old trees and what was read of them hold each other. Where they wait for Python's own search,
    memory that could be used again is spread too thin to be.
    """

    def __init__(self) -> None:
        self._pieces = 0
        self._timer: asyncio.TimerHandle | None = None

    def worked(self) -> None:
        """A message has been worked off."""
        if self._timer is not None:
            self._timer.cancel()
        self._pieces += 1
        if self._pieces >= _MOST:
            self._collect()
        else:
            self._timer = asyncio.get_running_loop().call_later(_IDLE, self._collect)

    def _collect(self) -> None:
        self._pieces = 0
        self._timer = None
        gc.collect()


def collect_seldom() -> None:
    """Look for garbage after some keystrokes, and not twenty times in each."""
    gc.set_threshold(_YOUNG_OBJECTS, *gc.get_threshold()[1:])


def spare_what_is_there() -> None:
    """Exempt everything that exists now, less what is garbage already and would stay for ever.

    Most of what a scan has made lives as long as the server. Going through it takes 80 ms in a
    large workspace, again and again, in the middle of somebody's typing.
    """
    gc.collect()
    gc.freeze()
