"""What an edit has changed, found by comparing the texts before and after it."""

from __future__ import annotations

import re
from collections.abc import Callable


class Change:
    """The stretch in which two texts differ: `old[start:old_end]` is now `new[start:new_end]`."""

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new
        shorter = min(len(old), len(new))
        self.start = _common(shorter, lambda low, high: old[low:high] == new[low:high])
        tail = _common(
            shorter - self.start,
            lambda low, high: (
                old[len(old) - high : len(old) - low] == new[len(new) - high : len(new) - low]
            ),
        )
        self.old_end = len(old) - tail
        self.new_end = len(new) - tail
        self.growth = len(new) - len(old)

    def lines(self) -> tuple[str, str]:
        """The whole lines that differ, as they were and as they are."""
        start = self.first_line
        return _to_line_end(self.old, start, self.old_end), _to_line_end(
            self.new, start, self.new_end
        )

    @property
    def first_line(self) -> int:
        """Where the first line that differs starts."""
        return self.new.rfind("\n", 0, self.start) + 1

    def reaches_above(self, indentation: int) -> bool:
        """Whether a line that differs stands further left than what is indented so far."""
        above = re.compile(rf"^ {{0,{indentation - 1}}}[^\s#]", re.MULTILINE)
        return any(above.search(lines) for lines in self.lines())

    def indentation(self, line: int) -> int:
        """How far the line is indented that starts at an offset of the old text."""
        end = line
        while end < len(self.old) and self.old[end] == " ":
            end += 1
        return end - line


def _common(longest: int, is_same: Callable[[int, int], bool]) -> int:
    """How much is the same, at most `longest`, if `is_same` compares from one length to another."""
    low, high = 0, longest
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if is_same(low, middle) else (low, middle - 1)
    return low


def _to_line_end(text: str, start: int, end: int) -> str:
    line_end = text.find("\n", end)
    return text[start:] if line_end < 0 else text[start:line_end]
