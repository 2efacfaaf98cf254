"""What a process prints, kept within bounds and handed on while it runs."""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Callable

LARGEST_HEAD = 1024 * 1024
"""Bytes of one invocation's output that are shown while they arrive."""

LARGEST_TAIL = 64 * 1024
"""Bytes that are kept of what comes after, from its end."""

Listener = Callable[[str], None]


class Logs:
    """The output of one invocation. `listener` gets each piece of text as it comes."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._texts: list[str] = []
        self._room = LARGEST_HEAD
        self._tail = bytearray()
        self._left_out = 0

    def feed(self, data: bytes) -> None:
        """Bytes that the process has printed."""
        if self._room > 0:
            self._say(self._decoder.decode(data[: self._room]))
            data, self._room = data[self._room :], self._room - len(data)
        if data:
            self._tail += data
            surplus = len(self._tail) - LARGEST_TAIL
            if surplus > 0:
                del self._tail[:surplus]
                self._left_out += surplus

    def line(self, text: str) -> None:
        """A line of Lambda's own, which always starts a line."""
        self.flush()
        last = next((each for each in reversed(self._texts) if each), "\n")
        self._say(f"{text}\n" if last.endswith("\n") else f"\n{text}\n")

    def flush(self) -> None:
        """Show what has been held back."""
        self._say(self._decoder.decode(b"", final=True))
        tail, self._tail = bytes(self._tail), bytearray()
        if self._left_out:
            self._say(f"\n[{self._left_out} bytes of output are left out here]\n")
            self._left_out = 0
        self._say(tail.decode("utf-8", "replace"))

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self._texts)

    def _say(self, text: str) -> None:
        if text:
            # The clients join the lines of one record by carriage returns, and indent by no-break
            # spaces, since a line is a record in Lambda's logs.
            text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
            self._texts.append(text)
            self._listener(text)
