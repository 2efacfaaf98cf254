"""Telling on a terminal how far a long command is."""

from __future__ import annotations

import sys
import time

_QUIET_SECONDS = 1.0
_BETWEEN_SECONDS = 0.1


class Progress:
    """A line on stderr that appears after a second, where stderr is a terminal."""

    def __init__(self) -> None:
        self._is_watched = sys.stderr is not None and sys.stderr.isatty()
        self._next = time.monotonic() + _QUIET_SECONDS
        self._is_shown = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._is_shown = False

    def tell(self, text: str) -> None:
        """Show how far the work is."""
        now = time.monotonic()
        if self._is_watched and now >= self._next:
            self._next = now + _BETWEEN_SECONDS
            self._is_shown = True
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
