"""Lambda's own lines as text.

https://docs.aws.amazon.com/lambda/latest/dg/python-logging.html and the pages beside it.
"""

from __future__ import annotations

from collections.abc import Iterable

from .base import Report
from .billing import billed


class TextLog:
    """The lines of functions whose log is text."""

    def initialised(self, duration: float) -> Iterable[str]:
        """None: the report tells of it."""
        return ()

    def init_failed(self, duration: float, status: str) -> Iterable[str]:
        """One line."""
        first = f"INIT_REPORT Init Duration: {duration:.2f} ms"
        return ("\t".join((first, "Phase: init", *_status(status))),)

    def started(self, request: str) -> Iterable[str]:
        """One line."""
        return (f"START RequestId: {request} Version: $LATEST",)

    def ended(self, report: Report) -> Iterable[str]:
        """Two lines, the second of which is the report."""
        return (f"END RequestId: {report.request}", report_line(report))


def report_line(report: Report) -> str:
    """The last line of an invocation."""
    fields = [
        f"REPORT RequestId: {report.request}",
        f"Duration: {report.duration:.2f} ms",
        f"Billed Duration: {billed(report.duration, report.init)} ms",
        f"Memory Size: {report.memory} MB",
        f"Max Memory Used: {report.max_memory} MB",
    ]
    if report.init is not None:
        fields.append(f"Init Duration: {report.init:.2f} ms")
    return "\t".join((*fields, *_status(report.status), ""))


def _status(status: str | None) -> tuple[str, ...]:
    if status is None:
        return ()
    if status == "timeout":
        return (f"Status: {status}",)
    return ("Status: error", f"Error Type: {status}")
