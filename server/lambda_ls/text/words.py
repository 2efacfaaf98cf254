"""Whether a text holds one of some words."""

from __future__ import annotations

import re
from collections.abc import Iterator


class Words:
    """Words that are looked for together, each with no letter, digit or underscore at its sides.

    Most texts hold none of them in any form, and that is told ten times as fast as a pattern with
    alternatives does it.
    """

    def __init__(self, *words: str) -> None:
        self._words = words
        self._pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")

    def are_in(self, text: str) -> bool:
        """Whether one of them stands there."""
        return self._may_be_in(text) and bool(self._pattern.search(text))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All places where one of them stands."""
        return self._pattern.finditer(text) if self._may_be_in(text) else iter(())

    def _may_be_in(self, text: str) -> bool:
        return any(word in text for word in self._words)
