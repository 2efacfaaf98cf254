"""The errors that Lambda reports in place of a handler that cannot do so itself."""

from __future__ import annotations

import json
import signal

TIMEOUT = "Sandbox.Timedout"
EXIT = "Runtime.ExitError"
TOO_LARGE = "Function.ResponseSizeTooLarge"


def timed_out(request: str, seconds: float) -> str:
    """The payload where the function's time is over."""
    text = f"RequestId: {request} Error: Task timed out after {seconds:.2f} seconds"
    return payload_of(TIMEOUT, text)


def exited(request: str, status: int) -> str:
    """The payload where the process has ended; a negative status is a signal."""
    if status == 0:
        reason = "Runtime exited without providing a reason"
    else:
        reason = f"Runtime exited with error: {_ending(status)}"
    return payload_of(EXIT, f"RequestId: {request} Error: {reason}")


def too_large(size: int, limit: int) -> str:
    """The payload where the response has more bytes than Lambda takes."""
    text = f"Response payload size ({size} bytes) exceeded maximum allowed payload size"
    return payload_of(TOO_LARGE, f"{text} ({limit} bytes).")


def _ending(status: int) -> str:
    if status > 0:
        return f"exit status {status}"
    # C's own words are also those of Lambda, but for the capital.
    words = signal.strsignal(-status) or f"signal {-status}"
    return f"signal: {words.partition(':')[0].lower()}"


def payload_of(kind: str, text: str) -> str:
    """The payload for an error of this type."""
    return json.dumps({"errorType": kind, "errorMessage": text})
