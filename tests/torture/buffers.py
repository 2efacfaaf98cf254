"""The texts of an editor, counted as the protocol counts."""

from __future__ import annotations

import bisect
import re
from typing import Any

Position = dict[str, int]
Range = dict[str, Position]

_ENDS = re.compile(r"\r\n|\r|\n")
_MOST_UNDONE = 20


class Buffer:
    """A text that is edited by offsets of code points, in steps that can be undone."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.version = 1
        self._done: list[tuple[int, str, str]] = []
        self._starts: list[int] | None = None

    def snapped(self, offset: int) -> int:
        """The offset, or the one before where it is within a line's end, where no editor goes."""
        return offset - 1 if self.text[offset - 1 : offset + 1] == "\r\n" else offset

    def replace(self, start: int, end: int, new: str) -> dict[str, Any]:
        """Edit the text; the change for the server."""
        change = {"range": self.range(start, end), "text": new}
        self._done = [*self._done[1 - _MOST_UNDONE :], (start, self.text[start:end], new)]
        self._set(self.text[:start] + new + self.text[end:])
        return change

    def cut_line_end(self, start: int) -> dict[str, Any]:
        """Delete to the end of a line, said with a column that no line has."""
        end = self._line_end(start)
        change = self.replace(start, end, "")
        change["range"]["end"] = {**change["range"]["start"], "character": 1_000_000}
        return change

    def cut_end(self, start: int) -> dict[str, Any]:
        """Delete to the end of the text, said with a line that the text has not."""
        change = self.replace(start, len(self.text), "")
        change["range"]["end"] = {"line": 1_000_000, "character": 0}
        return change

    def undo(self) -> dict[str, Any] | None:
        """Take the newest edit back; None if there is none."""
        if not self._done:
            return None
        start, old, new = self._done.pop()
        change = {"range": self.range(start, start + len(new)), "text": old}
        self._set(self.text[:start] + old + self.text[start + len(new) :])
        return change

    def renew(self, text: str) -> dict[str, Any]:
        """Replace the whole text, as editors do that count no ranges."""
        self._done = []
        self._set(text)
        return {"text": text}

    def range(self, start: int, end: int) -> Range:
        """Two offsets as the protocol's positions."""
        return {"start": self.position(start), "end": self.position(end)}

    def position(self, offset: int) -> Position:
        """An offset as a line and UTF-16 code units."""
        starts = self._line_starts()
        line = bisect.bisect_right(starts, offset) - 1
        before = self.text[starts[line] : offset]
        return {"line": line, "character": len(before.encode("utf-16-le", "surrogatepass")) // 2}

    def _line_end(self, offset: int) -> int:
        found = _ENDS.search(self.text, offset)
        return found.start() if found else len(self.text)

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            self._starts = [0, *(each.end() for each in _ENDS.finditer(self.text))]
        return self._starts

    def _set(self, text: str) -> None:
        self.text = text
        self.version += 1
        self._starts = None
