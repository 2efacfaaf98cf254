"""What every way of writing the log of Lambda tells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from msgspec import Struct


class Report(Struct, frozen=True):
    """How an invocation went. Times are in milliseconds, memory in MB.

    `init` is there where it began with an initialisation. `status` is there where it failed without
    an answer: `timeout`, or the type of the error. `size` is that of the answer in bytes.
    """

    request: str
    duration: float
    init: float | None
    memory: int
    max_memory: int
    status: str | None = None
    size: int = 0


class SystemLog(Protocol):
    """Lambda's own lines, in the order in which it writes them."""

    def initialised(self, duration: float) -> Iterable[str]:
        """About an initialisation that took so many milliseconds."""

    def init_failed(self, duration: float, status: str) -> Iterable[str]:
        """About one that came to nothing; `status` is that of `Report`."""

    def started(self, request: str) -> Iterable[str]:
        """Before the first line of the handler."""

    def ended(self, report: Report) -> Iterable[str]:
        """After its last line."""
