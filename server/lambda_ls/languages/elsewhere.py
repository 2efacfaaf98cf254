"""Conditions that ask where code runs: in Lambda, on a developer's machine, in a test."""

from __future__ import annotations

import re

_ASKS = re.compile(
    r"lambda|local|debug|offline|__main__|require\.main|import\.meta|argv|isatty|docker|interactive"
    r"|dry_?run|_cli\b|\bcli\b|\btest|AWS_EXECUTION_ENV|AWS_SAM|environ|getenv|process\.env"
    r"|NODE_ENV|\bstage\b|\bprod",
    re.IGNORECASE,
)


def asks_where(condition: str) -> bool:
    """Whether a condition, as it is written, can be about where the code runs."""
    return _ASKS.search(condition) is not None
