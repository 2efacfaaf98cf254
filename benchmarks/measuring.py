"""Times of many runs, and how they are shown."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

import msgspec


class Measurement(msgspec.Struct, frozen=True):
    """Figures of one kind, in milliseconds, or in mebibytes where `what` is memory.

    `subject` is the file or folder that was measured with, `tool` what was measured.
    """

    subject: str
    what: str
    count: int
    p50: float
    p95: float
    max: float
    tool: str = "lambda-ls"


def timed(action: Callable[[], object]) -> float:
    """The milliseconds that something takes."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def times_of(action: Callable[[], object], at_most: int, seconds: float) -> list[float]:
    """The milliseconds of an action, which is repeated until it has taken so long in all.

    It is done twice at least, since a keystroke that makes a finding is half of what there is.
    """
    times: list[float] = []
    while len(times) < 2 or (len(times) < at_most and sum(times) < seconds * 1000):
        times.append(timed(action))
    return times


def summary(
    subject: str, what: str, times: Sequence[float], tool: str = "lambda-ls"
) -> Measurement:
    """The times of one kind as one row."""
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return Measurement(subject, what, len(times), statistics.median(times), p95, ordered[-1], tool)


def show(rows: Sequence[Measurement], *, as_json: bool) -> None:
    """Print a table, or JSON."""
    if as_json:
        print(msgspec.json.format(msgspec.json.encode(rows)).decode())
        return
    print(f"{'':28} {'what':32} {'tool':24} {'n':>4} {'p50':>9} {'p95':>9} {'max':>9}")
    for row in rows:
        print(
            f"{row.subject:28} {row.what:32} {row.tool:24} {row.count:4} "
            f"{row.p50:9.2f} {row.p95:9.2f} {row.max:9.2f}"
        )
