"""The quotes in which a file writes its strings."""

from __future__ import annotations

import json
import re

_TRIPLE = '"""'
_APOSTROPHE = re.compile(r"(?<=\w\w)'(?=\w)")
"""Within a word it ends no string; the letter of `f'x'` stands alone."""


def usual_quote(text: str) -> str:
    """The quote that a text uses most; strings of three quotes have the same in any style."""
    double = text.count('"') - len(_TRIPLE) * text.count(_TRIPLE)
    single = text.count("'") - len(_APOSTROPHE.findall(text))
    return "'" if single > double else '"'


def quoted(key: str, quote: str) -> str:
    """A string in these quotes, or in double ones where it holds a single one."""
    text = json.dumps(key, ensure_ascii=False)
    return text if quote == '"' or "'" in key or '\\"' in text else f"'{text[1:-1]}'"
