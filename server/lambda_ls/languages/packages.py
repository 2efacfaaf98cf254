"""The packages that a file imports, by its text in any of the languages that are read."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

_PACKAGES = re.compile(
    r"""(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*["'](?P<node>[^."'\s][^"'\s]*)["']"""
    r"""|^[ \t]*(?:from|import)[ \t]+(?P<python>\w[\w.]*)""",
    re.MULTILINE,
)
_BUILTIN = sys.stdlib_module_names


def packages_in(text: str) -> Iterator[str]:
    """The names of packages as imports write them, without those of the languages themselves."""
    for match in _PACKAGES.finditer(text):
        name: str = match["node"] or match["python"]
        if name.partition(".")[0] not in _BUILTIN:
            yield name
