"""The counts of what became of mistakes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from .model import Outcome

_WIDTH = 54
_COLUMNS = ("made", "found", "", "placed", "with fix", "fixed", "not judged")


def table(outcomes: Sequence[Outcome], key: Callable[[Outcome], tuple[str, str]]) -> str:
    """One row for each key, with what is not judged left out of all but the last column."""
    groups: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(key(outcome), []).append(outcome)
    heading = " " * _WIDTH + "".join(f"{each:>10}" for each in _COLUMNS)
    rows = [_row(", ".join(name), groups[name]) for name in sorted(groups)]
    return "\n".join([heading, *rows, _row("all", outcomes), ""])


def reasons(outcomes: Iterable[Outcome]) -> str:
    """How often each reason is given for what is not judged."""
    found = Counter(each.reason for each in outcomes if each.reason)
    return "\n".join(f"{count:>8} {reason}" for reason, count in found.most_common())


def _row(name: str, outcomes: Iterable[Outcome]) -> str:
    outcomes = list(outcomes)
    judged = [each for each in outcomes if not each.reason]
    found = sum(each.found for each in judged)
    counts = (
        str(len(judged)),
        str(found),
        f"{100 * found / max(1, len(judged)):.1f} %",
        str(sum(each.is_placed for each in judged)),
        str(sum(each.has_fix for each in judged)),
        str(sum(each.is_fixed for each in judged)),
        str(len(outcomes) - len(judged)),
    )
    return f"{name:{_WIDTH}}" + "".join(f"{each:>10}" for each in counts)
