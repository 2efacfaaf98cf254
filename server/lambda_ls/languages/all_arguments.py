"""Functions that name all that they are called with at once, by their text."""

from __future__ import annotations

import re

# JavaScript has it in every function but those with an arrow.
_ARGUMENTS = re.compile(r"\barguments\b")


def names_all_arguments(function: str) -> bool:
    """Whether a function can hand on what it is called with without a name for each."""
    return _ARGUMENTS.search(function) is not None
