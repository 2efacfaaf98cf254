"""Markdown that shows the user's own text as text.

Names and docstrings come from files that anybody may have written: none of it may become a link,
HTML or a command in the editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SEPARATOR = "\n\n---\n\n"
"""What stands between parts about different things."""

_TICKS = re.compile(r"`+")
_SPACE = re.compile(r"\s+")
_LONGEST_NAME = 200
_LONGEST_BLOCK = 4_000


def code(text: str) -> str:
    """A short text as a code span in one line."""
    shown = _shortened(_SPACE.sub(" ", text).strip(), _LONGEST_NAME)
    if not shown:
        return ""
    fence = "`" * (_longest_run(shown) + 1)
    padding = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{padding}{shown}{padding}{fence}"


def codes(texts: Iterable[str]) -> str:
    """Short texts as code spans, with commas between them."""
    return ", ".join(code(text) for text in texts)


def block(text: str, language: str) -> str:
    """A text as a fenced block; `language` colours it and comes from this program only."""
    shown = _shortened(text.strip("\r\n"), _LONGEST_BLOCK)
    fence = "`" * max(3, _longest_run(shown) + 1)
    return f"{fence}{language}\n{shown}\n{fence}"


def paragraphs(*parts: str) -> str:
    """The parts that are not empty, one paragraph each."""
    return "\n\n".join(part for part in parts if part)


def _longest_run(text: str) -> int:
    return max((len(run) for run in _TICKS.findall(text)), default=0)


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
