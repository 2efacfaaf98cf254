"""Figures as the tables of docs/performance.md, a column for each tool."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .measuring import Measurement

_OURS = "lambda-ls"
_NOTHING = "—"


def side_by_side(rows: Sequence[Measurement], subject: str) -> str:
    """One subject: a line for each thing that was measured, p50 / p95, beside lambda-ls."""
    chosen = [row for row in rows if row.subject == subject]
    tools = _distinct([_OURS, *(row.tool for row in chosen)])
    found = {(row.what, row.tool): row for row in chosen}
    lines = [
        [what, *(_cell(found.get((what, tool)), found.get((what, _OURS))) for tool in tools)]
        for what in _distinct(row.what for row in chosen)
    ]
    return _table(["", *tools], lines)


def one_a_line(rows: Sequence[Measurement]) -> str:
    """A line for each subject, a column for each thing that was measured; p50 only."""
    whats = _distinct(row.what for row in rows)
    found = {(row.subject, row.what): _figure(row.p50, row.what) for row in rows}
    lines = [
        [subject, *(found.get((subject, what), _NOTHING) for what in whats)]
        for subject in _distinct(row.subject for row in rows)
    ]
    return _table(["", *whats], lines)


def _cell(row: Measurement | None, ours: Measurement | None) -> str:
    if row is None:
        return _NOTHING
    spread = "" if "memory" in row.what or row.count == 1 else f" / {_figure(row.p95, row.what)}"
    figure = f"{_figure(row.p50, row.what)}{spread}"
    if ours is None or row is ours:
        return figure
    return f"{figure} ({_ratio(row.p50 / ours.p50)})"


def _ratio(ratio: float) -> str:
    return f"{ratio:,.0f} ×" if ratio >= 10 else f"{ratio:.1f} ×"


def _figure(number: float, what: str) -> str:
    if "memory" in what:
        return f"{number:,.0f} MiB"
    if number >= 1000:
        return f"{number / 1000:.1f} s"
    return f"{number:.0f} ms" if number >= 10 else f"{number:.1f} ms"


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    marks = ["---", *("---:" for _ in head[1:])]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (head, marks, *lines))


def _distinct(names: Iterable[str]) -> list[str]:
    """In the order in which they come first."""
    return list(dict.fromkeys(names))
