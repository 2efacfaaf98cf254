"""Assignments to a key of some object, by their text in any of the languages that are read."""

from __future__ import annotations

import re

from ..text.source import SourceText


def sets_anew(source: SourceText, key: str) -> bool:
    """Whether a text gives a key of an object another value, whichever object that is."""
    name = re.escape(key)
    return (
        re.search(rf"(?:\.{name}|\[\s*[\"'`]{name}[\"'`]\s*\])\s*=(?!=)", source.text) is not None
    )
