"""Lambda's own lines as JSON.

Which events there are, and at which levels, is told in
https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html, and what they
hold in https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html. The start of
the initialisation is not told: it names a version of Lambda's runtime, which is not here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timezone

from ...aws.data import Json
from .base import Report
from .billing import billed

_LEVELS = ("DEBUG", "INFO", "WARN")
_INITIALISATION: dict[str, Json] = {"initializationType": "on-demand", "phase": "init"}


class JsonLog:
    """The lines of functions whose log is JSON, from a level on."""

    def __init__(self, level: str) -> None:
        self._least = _LEVELS.index(level)

    def initialised(self, duration: float) -> Iterable[str]:
        """At `DEBUG`."""
        return self._events("DEBUG", "initReport", _initialisation(duration, None))

    def init_failed(self, duration: float, status: str) -> Iterable[str]:
        """At `WARN`."""
        return self._events("WARN", "initReport", _initialisation(duration, status))

    def started(self, request: str) -> Iterable[str]:
        """At `INFO`."""
        return self._events("INFO", "start", {"requestId": request, "version": "$LATEST"})

    def ended(self, report: Report) -> Iterator[str]:
        """The report at `INFO` and, before it, that of the runtime at `DEBUG`.

        What has failed is told at `WARN`.
        """
        has_failed = report.status is not None
        done = {
            "requestId": report.request,
            **_status(report.status),
            "metrics": {"durationMs": report.duration, "producedBytes": report.size},
        }
        yield from self._events("WARN" if has_failed else "DEBUG", "runtimeDone", done)
        whole = {
            "requestId": report.request,
            "metrics": _metrics(report),
            **_status(report.status),
        }
        yield from self._events("WARN" if has_failed else "INFO", "report", whole)

    def _events(self, level: str, name: str, record: Json) -> Iterator[str]:
        if _LEVELS.index(level) >= self._least:
            now = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
            event = {
                "time": now.replace("+00:00", "Z"),
                "type": f"platform.{name}",
                "record": record,
            }
            yield json.dumps(event, separators=(",", ":"))


def _initialisation(duration: float, status: str | None) -> Json:
    return {**_INITIALISATION, **_status(status), "metrics": {"durationMs": duration}}


def _metrics(report: Report) -> Json:
    metrics: dict[str, Json] = {
        "durationMs": report.duration,
        "billedDurationMs": billed(report.duration, report.init),
        "memorySizeMB": report.memory,
        "maxMemoryUsedMB": report.max_memory,
    }
    if report.init is not None:
        metrics["initDurationMs"] = report.init
    return metrics


def _status(status: str | None) -> dict[str, Json]:
    if status is None:
        return {"status": "success"}
    return {"status": status} if status == "timeout" else {"status": "error", "errorType": status}
