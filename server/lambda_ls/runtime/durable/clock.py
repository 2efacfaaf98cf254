"""The time of a durable execution, in which nobody waits."""

from __future__ import annotations

import time
from collections.abc import Callable


class Clock:
    """Goes on like any clock, and jumps over what the service would wait for.

    A process has another clock, which does not jump, and an SDK compares times with that: what it
    is told has to be `shown` first.
    """

    def __init__(self, real: Callable[[], float] = time.time) -> None:
        self.skipped = 0.0
        """The seconds that were jumped over."""
        self._real = real

    def now(self) -> float:
        """The time of the execution, in seconds since 1970."""
        return self._real() + self.skipped

    def skip_to(self, at: float) -> None:
        """Jump to a time of the execution, if it is not past."""
        self.skipped += max(0.0, at - self.now())

    def shown(self, at: float) -> float:
        """A time of the execution as the process has to see it."""
        return at - self.skipped
