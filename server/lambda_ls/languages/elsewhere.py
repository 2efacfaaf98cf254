"""Conditions that ask where code runs: in Lambda, on a developer's machine, in a test."""

from __future__ import annotations

import re

_ELSEWHERE = re.compile(
    r"lambda|local|debug|offline|__main__|require\.main|import\.meta|argv|isatty|docker|interactive"
    r"|dry_?run|_cli\b|\bcli\b|\btest|NODE_ENV|AWS_EXECUTION_ENV|AWS_SAM",
    re.IGNORECASE,
)
_SETTINGS = re.compile(r"environ|getenv|process\.env|\bstage\b|\bprod", re.IGNORECASE)


def asks_where(condition: str) -> bool:
    """Whether a condition, as it is written, can be about where the code runs."""
    return is_for_elsewhere(condition) or _SETTINGS.search(condition) is not None


def is_for_elsewhere(condition: str) -> bool:
    """Whether a condition names what tells Lambda apart from the other places where code runs."""
    return _ELSEWHERE.search(condition) is not None
