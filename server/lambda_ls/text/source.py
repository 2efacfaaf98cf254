"""A text with its lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property, wraps
from itertools import accumulate
from typing import Concatenate, ParamSpec, TypeVar

from .offsets import Offsets
from .span import Position, Span

# The three line ends of LSP 3.17; str.splitlines() would also break at form feed and U+2028.
_LINE_END = re.compile(r"\r\n|\n|\r")
P = ParamSpec("P")
T = TypeVar("T")


class SourceText:
    r"""An immutable text and its line index.

    Lines end at `\n`, `\r\n` and `\r` only, as in the Language Server Protocol.
    Every offset and column counts Unicode code points.
    """

    __slots__ = ("__dict__", "_words", "read", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.read: dict[object, object] = {}
        """What has been read of it, by `read_once`."""
        self._words: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def line_starts(self) -> Offsets:
        """The offset at which each line starts; a text has at least one line."""
        if "\r" in self.text:
            return Offsets.of((0, *(match.end() for match in _LINE_END.finditer(self.text))))
        # Texts without \r are nearly all there are, and this way takes a quarter of the time.
        lengths = (len(line) + 1 for line in self.text.split("\n")[:-1])
        return Offsets.of(tuple(accumulate(lengths, initial=0)))

    def holds(self, word: str) -> bool:
        """Whether a word stands anywhere in the text.

        What is known of it stays known through edits, which takes no search of the whole text.
        """
        if word not in self._words:
            self._words[word] = self.text.find(word)
        return self._words[word] >= 0

    def edited(self, span: Span, new: str) -> SourceText:
        """The text with another one in the place of a range; what lies around it stays known."""
        edited = SourceText(self.text[: span.start] + new + self.text[span.end :])
        end = span.start + len(new)
        if "line_starts" in self.__dict__:
            edited.__dict__["line_starts"] = self._edited_line_starts(span, end, edited.text)
        edited._words.update(self._edited_words(span, end, edited.text))
        return edited

    def _edited_line_starts(self, span: Span, end: int, text: str) -> Offsets:
        r"""The lines of the edited text, in which the new part ends at `end`.

        A line that starts within the range may be gone, and so may one right at its borders, where
        `\r` and `\n` come together or apart.
        """
        starts = self.line_starts
        before = max(1, starts.until(span.start - 1))
        # The character behind the end tells whether a `\r` at the end is a line end of its own.
        found = (match.end() for match in _LINE_END.finditer(text, starts[before - 1], end + 1))
        within = [start for start in found if start <= end]
        return starts.edited(before, starts.until(span.end), within, end - span.end)

    def _edited_words(self, span: Span, end: int, text: str) -> Iterator[tuple[str, int]]:
        """Where words are in the edited text that stand nowhere in this one, or outside the range.

        A word that is new lies in the new part, or over one of its borders.
        """
        for word, at in self._words.items():
            reach = len(word) - 1
            if at < 0:
                yield word, text.find(word, max(0, span.start - reach), end + reach)
            elif at + reach < span.start:
                yield word, at
            elif at >= span.end:
                yield word, at + end - span.end

    @property
    def line_count(self) -> int:
        """How many lines there are; a final line end opens one more, empty, line."""
        return len(self.line_starts)

    def position(self, offset: int) -> Position:
        """The line and column of `offset`, which is clamped to the text."""
        offset = max(0, min(offset, len(self.text)))
        line = self.line_starts.until(offset) - 1
        return Position(line, offset - self.line_starts[line])

    def offset(self, position: Position) -> int:
        """The offset of `position`; past the end of a line or of the text it is clamped."""
        if position.line >= self.line_count:
            return len(self.text)
        if position.line < 0:
            return 0
        line = self.line_span(position.line)
        return min(line.start + max(0, position.column), line.end)

    def line_span(self, line: int) -> Span:
        """The range of a line of this text, without its line end."""
        start = self.line_starts[line]
        if line + 1 == self.line_count:
            return Span(start, len(self.text))
        end = self.line_starts[line + 1] - 1
        if end > start and self.text[end] == "\n" and self.text[end - 1] == "\r":
            end -= 1
        return Span(start, end)

    def line_text(self, line: int) -> str:
        """The text of a line without its line end."""
        start, end = self.line_span(line)
        return self.text[start:end]

    def slice(self, span: Span) -> str:
        """The text of a range."""
        return self.text[span.start : span.end]

    @cached_property
    def line_end(self) -> str:
        r"""The line end that the text uses first, `\n` where it has none."""
        match = _LINE_END.search(self.text)
        return match.group() if match else "\n"


def read_once(
    read: Callable[Concatenate[SourceText, P], T],
) -> Callable[Concatenate[SourceText, P], T]:
    """Have a text remember what a function reads of it, for as long as there is the text.

    Other arguments must be hashable; the text remembers a result for each of them.
    """

    @wraps(read)
    def reading(source: SourceText, /, *arguments: P.args, **named: P.kwargs) -> T:
        key = (read, arguments, *named.items())
        if key not in source.read:
            source.read[key] = read(source, *arguments, **named)
        found: T = source.read[key]  # type: ignore[assignment]
        return found

    return reading
