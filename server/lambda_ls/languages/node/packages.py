"""The packages that a file of JavaScript or TypeScript imports, by its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...aws.data import as_texts, packaged

_PACKAGES = re.compile(
    r"""(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*["'](?P<name>[^."'\s][^"'\s]*)["']"""
)
_OWN_SCHEME = "node:"


def packages_in(text: str) -> Iterator[str]:
    """The names of packages as imports write them, without the modules of Node.js itself."""
    for match in _PACKAGES.finditer(text):
        if not is_builtin(match["name"]):
            yield match["name"]


def is_builtin(name: str) -> bool:
    """Whether an import is of a module of Node.js itself, which no setting leads elsewhere."""
    return name.startswith(_OWN_SCHEME) or name.partition("/")[0] in _own()


@cache
def _own() -> frozenset[str]:
    return frozenset(as_texts(packaged(__package__, "data", "builtin-modules.json")["modules"]))
