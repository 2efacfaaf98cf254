"""Times of many runs, and how they are shown."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Measurement:
    """Times of one kind, in milliseconds; `subject` is the file that was measured with."""

    subject: str
    what: str
    count: int
    p50: float
    p95: float
    max: float


def timed(action: Callable[[], object]) -> float:
    """The milliseconds that something takes."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def summary(subject: str, what: str, times: Sequence[float]) -> Measurement:
    """The times of one kind as one row."""
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return Measurement(subject, what, len(times), statistics.median(times), p95, ordered[-1])


def show(rows: Sequence[Measurement], *, as_json: bool) -> None:
    """Print a table, or JSON."""
    if as_json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
        return
    print(f"{'':16} {'what':34} {'n':>5} {'p50':>8} {'p95':>8} {'max':>8}")
    for row in rows:
        print(
            f"{row.subject:16} {row.what:34} {row.count:5} "
            f"{row.p50:8.2f} {row.p95:8.2f} {row.max:8.2f}"
        )
