"""The lines that Lambda itself writes into a function's log.

https://docs.aws.amazon.com/lambda/latest/dg/python-logging.html and the pages beside it.
"""

from __future__ import annotations

import math


def start_line(request: str) -> str:
    """The first line of an invocation."""
    return f"START RequestId: {request} Version: $LATEST"


def end_line(request: str) -> str:
    """The line after the last one of the handler."""
    return f"END RequestId: {request}"


def report_line(
    request: str,
    duration: float,
    init: float | None,
    memory: int,
    max_memory: int,
    status: str | None = None,
) -> str:
    """The last line. Times are in milliseconds, memory in MB.

    `status` is there where the invocation failed without an answer: `timeout`, or the type of the
    error.
    """
    fields = [
        f"REPORT RequestId: {request}",
        f"Duration: {duration:.2f} ms",
        f"Billed Duration: {billed(duration, init)} ms",
        f"Memory Size: {memory} MB",
        f"Max Memory Used: {max_memory} MB",
    ]
    if init is not None:
        fields.append(f"Init Duration: {init:.2f} ms")
    return "\t".join((*fields, *_status(status), ""))


def init_report_line(duration: float, phase: str, status: str) -> str:
    """The line about an initialisation that failed; `phase` is `init` or `invoke`."""
    return "\t".join(
        (
            f"INIT_REPORT Init Duration: {duration:.2f} ms",
            f"Phase: {phase}",
            *_status(status),
        )
    )


def billed(duration: float, init: float | None) -> int:
    """The milliseconds that are billed; since 2025-08-01 those of every initialisation are.

    https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/
    """
    return math.ceil(round(duration + (init or 0.0), 3))


def _status(status: str | None) -> tuple[str, ...]:
    if status is None:
        return ()
    return (
        (f"Status: {status}",)
        if status == "timeout"
        else ("Status: error", f"Error Type: {status}")
    )
