"""Offsets in a text, of which an edit moves those behind it without a look at each of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

_RUN = 128
"""How many offsets a run gets, and half of what it can grow to."""


class Offsets(Struct, frozen=True, eq=False):
    """Ascending offsets, of which several may be the same; there is at least one.

    They lie in runs that count from an offset of their own, `starts`; `firsts` are the numbers of
    the first offset in each. So an edit makes one run anew, and moves where those behind it start.
    """

    starts: tuple[int, ...]
    firsts: tuple[int, ...]
    runs: tuple[Sequence[int], ...]

    @classmethod
    def of(cls, offsets: Sequence[int]) -> Offsets:
        """These offsets, in one run, since most texts are never edited."""
        return cls((0,), (0,), (offsets,))

    def __len__(self) -> int:
        return self.firsts[-1] + len(self.runs[-1])

    def __getitem__(self, number: int) -> int:
        run = self._run_of(number)
        return self.starts[run] + self.runs[run][number - self.firsts[run]]

    def __iter__(self) -> Iterator[int]:
        for start, run in zip(self.starts, self.runs, strict=True):
            yield from (start + each for each in run)

    def until(self, offset: int) -> int:
        """How many of them are not behind an offset."""
        run = bisect_right(self.starts, offset) - 1
        if run < 0:
            return 0
        return self.firsts[run] + bisect_right(self.runs[run], offset - self.starts[run])

    def edited(self, low: int, high: int, new: Sequence[int], growth: int) -> Offsets:
        """Others in the place of those from number `low` to before `high`; those behind moved."""
        first, last = self._run_of(low), self._run_of(high)
        start, moved = self.starts[first], self.starts[last] + growth
        head = self.runs[first][: low - self.firsts[first]]
        tail = self.runs[last][high - self.firsts[last] :]
        made = (*[start + each for each in head], *new, *[moved + each for each in tail])
        size = len(made) if 0 < len(made) <= 2 * _RUN else _RUN
        runs = [made[at : at + size] for at in range(0, len(made), size)]
        number, more = self.firsts[first], len(new) - (high - low)
        numbers = range(number, number + len(made), size)
        return Offsets(
            starts=(
                *self.starts[:first],
                *[run[0] for run in runs],
                *[each + growth for each in self.starts[last + 1 :]],
            ),
            firsts=(
                *self.firsts[:first],
                *numbers,
                *[each + more for each in self.firsts[last + 1 :]],
            ),
            runs=(
                *self.runs[:first],
                *[tuple(each - run[0] for each in run) for run in runs],
                *self.runs[last + 1 :],
            ),
        )

    def _run_of(self, number: int) -> int:
        return bisect_right(self.firsts, number) - 1
