"""Packages that Lambda's runtimes once brought with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .data import as_list, as_object, as_text, packaged

_NODE = re.compile(r"nodejs(?P<major>\d{1,4})\.x")


@cache
def packages_without(runtime: str | None) -> tuple[str, ...]:
    """The packages that older runtimes of Node.js brought and that this one certainly does not."""
    match = _NODE.fullmatch(runtime or "")
    if match is None:
        return ()
    return tuple(name for name, first in _rows() if int(match["major"]) >= first)


def _rows() -> Iterator[tuple[str, int]]:
    """Each package with the first version of Node.js that is without it."""
    for row in as_list(packaged(__package__, "data", "runtime-modules.json")["packages"]):
        fields = as_object(row)
        yield as_text(fields["name"]), int(as_text(fields["without"]))
