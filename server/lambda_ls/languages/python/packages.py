"""The packages that a Python file imports, by its text."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

_PACKAGES = re.compile(r"^[ \t]*(?:from|import)[ \t]+(?P<name>\w[\w.]*)", re.MULTILINE)
_OWN = sys.stdlib_module_names


def packages_in(text: str) -> Iterator[str]:
    """The names of packages as imports write them, without the modules of Python itself."""
    for match in _PACKAGES.finditer(text):
        if match["name"].partition(".")[0] not in _OWN:
            yield match["name"]
