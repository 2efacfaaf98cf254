"""The records of a function in its log, as the managed runtime writes them."""

from __future__ import annotations

import json
import logging
import os
import sys
import time
import traceback

from built_in_json import to_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_TEXT = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n"
_TEXT_TIME = "%Y-%m-%dT%H:%M:%S"
_JSON_TIME = "%Y-%m-%dT%H:%M:%SZ"
_IS_JSON = os.environ.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON"
# What every record has in Lambda; the rest is what the code gives it as `extra`.
_OF_LAMBDA = {"aws_request_id", "tenant_id", "_frame_type"}
_USUAL = {*logging.makeLogRecord({}).__dict__, *_OF_LAMBDA} - {"taskName"}


class LogHandler(logging.Handler):
    """Writes records to stdout with the id of the invocation."""

    request = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record, which ends its line whatever the code has it look like."""
        record.aws_request_id = self.request
        text = self.format(record)
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def set_up_logging() -> LogHandler:
    """Let the records of all loggers into the log, from the function's level on."""
    logging.Formatter.converter = time.gmtime
    handler = LogHandler()
    text = logging.Formatter(_TEXT, _TEXT_TIME)
    handler.setFormatter(_JsonFormatter(datefmt=_JSON_TIME) if _IS_JSON else text)
    logger = logging.getLogger()
    level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "").upper()
    # Python knows no level below this one.
    number = logging.getLevelName("DEBUG" if level == "TRACE" else level)
    if isinstance(number, int):
        logger.setLevel(number)
    logger.addHandler(handler)
    return handler


def log_error(failure: dict[str, Any]) -> None:
    """Write an error that ends an invocation, or the start."""
    sys.stdout.write((_json_error if _IS_JSON else _text_error)(failure) + "\n")


class _JsonFormatter(logging.Formatter):
    """One object for each record, with what the code gives it as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        kind, error, trace = record.exc_info or (None, None, None)
        is_object = isinstance(record.msg, dict) and not record.args
        fields = {
            "timestamp": self.formatTime(record, self.datefmt),
            "level": logging.getLevelName(min(50, max(0, record.levelno)) // 10 * 10),
            "message": record.msg if is_object else record.getMessage(),
            "logger": record.name,
            "stackTrace": traceback.format_tb(trace) if record.exc_info else None,
            # With `exc_info=True` outside of any `except` there is no kind: AWS's own fails, too.
            "errorType": kind.__name__ if record.exc_info else None,  # type: ignore[union-attr]
            "errorMessage": str(error) if record.exc_info else None,
            "requestId": getattr(record, "aws_request_id", None),
            "location": _location(record) if record.exc_info else None,
        }
        given = record.__dict__.items()
        extra = {key: value for key, value in given if key not in _USUAL and key not in fields}
        known = {key: value for key, value in {**fields, **extra}.items() if value is not None}
        return json.dumps(known, ensure_ascii=False, default=str) + "\n"


def _location(record: logging.LogRecord) -> str:
    return f"{record.pathname}:{record.funcName}:{record.lineno}"


def _json_error(failure: dict[str, Any]) -> str:
    now = time.strftime(_JSON_TIME, time.gmtime())
    text: str = to_json({"timestamp": now, "level": "ERROR", **failure})
    return text


def _text_error(failure: dict[str, Any]) -> str:
    """Carriage returns join the lines of one record."""
    first = f"[ERROR] {failure['errorType']}"
    if failure["errorMessage"]:
        first += f": {failure['errorMessage']}"
    lines = [first, "Traceback (most recent call last):"]
    for element in failure["stackTrace"]:
        for line in element.splitlines() or [""]:
            text = line.lstrip(" ")
            lines.append("\xa0" * (len(line) - len(text)) + text)
    return "\r".join(lines)
