"""Errors as the managed runtime describes them to Lambda."""

from __future__ import annotations

import os
import traceback

from built_in_json import to_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any

_LARGEST_XRAY_CAUSE = 1024 * 1024
_OWN_FOLDER = os.path.dirname(os.path.abspath(__file__))


class FaultError(Exception):
    """An error of the runtime's own, with the type that Lambda reports."""

    def __init__(self, kind: str, message: str, trace: list[str] | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.trace = trace or []


def described(error: Exception, request: str) -> dict[str, Any]:
    """The object that the caller of the function gets."""
    if isinstance(error, FaultError):
        message, kind, trace = error.message, error.kind, error.trace
    else:
        message, kind = str(error), type(error).__name__
        trace = traceback.format_list(_frames(error.__traceback__))
    return {"errorMessage": message, "errorType": kind, "requestId": request, "stackTrace": trace}


def _frames(trace: TracebackType | None) -> list[traceback.FrameSummary]:
    """The frames from the first one on that is not the runtime's own."""
    # Without columns, which Lambda's traces do not show.
    frames = [
        traceback.FrameSummary(each.filename, each.lineno, each.name, line=each.line)
        for each in traceback.extract_tb(trace)
    ]
    theirs = (at for at, each in enumerate(frames) if not _is_own(each.filename))
    return frames[next(theirs, 0) :]


def _is_own(file: str) -> bool:
    return os.path.dirname(file) == _OWN_FOLDER


def xray_cause(error: Exception) -> str:
    """What the tracing service gets; nothing where it would be too large."""
    fault = isinstance(error, FaultError)
    frames = [] if fault else _frames(error.__traceback__)
    stack = [{"label": each.name, "path": each.filename, "line": each.lineno} for each in frames]
    kind = "LambdaValidationError" if fault else type(error).__name__
    cause = {
        "working_directory": os.getcwd(),
        "exceptions": [{"message": str(error), "type": kind, "stack": stack}],
        "paths": sorted({each.filename for each in frames}),
    }
    text = to_json(cause)
    return text if len(text.encode()) < _LARGEST_XRAY_CAUSE else ""
