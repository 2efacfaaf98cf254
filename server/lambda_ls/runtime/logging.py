"""How the log of a run is written: what the runtime is told, and what Lambda itself tells.

https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.function import Function
from ..model.place import MaybeText, likely

_APPLICATION_LEVELS = ("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL")
_SYSTEM_LEVELS = ("DEBUG", "INFO", "WARN")
_USUAL_LEVEL = "INFO"


def log_variables(function: Function) -> Iterator[tuple[str, str]]:
    """The variables by which a runtime knows how to write its records."""
    logging = function.logging
    yield "AWS_LAMBDA_LOG_GROUP_NAME", likely(logging.group) or f"/aws/lambda/{function.name}"
    if _is_json(function):
        yield "AWS_LAMBDA_LOG_FORMAT", "JSON"
        yield "AWS_LAMBDA_LOG_LEVEL", _level(logging.application_level, _APPLICATION_LEVELS)


def system_level(function: Function) -> str | None:
    """From which level on Lambda tells of an invocation in JSON; None where its lines are text."""
    if not _is_json(function):
        return None
    return _level(function.logging.system_level, _SYSTEM_LEVELS)


def _is_json(function: Function) -> bool:
    return likely(function.logging.format) == "JSON"


def _level(value: MaybeText | None, levels: tuple[str, ...]) -> str:
    text = likely(value)
    return text if text in levels else _USUAL_LEVEL
