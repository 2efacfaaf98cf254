"""Modules that newer versions of Python no longer have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ...aws.data import JsonObject, as_object, as_texts, packaged

_RUNTIME = re.compile(r"python(?P<major>\d{1,3})\.(?P<minor>\d{1,3})")
# The packages that bring modules of the standard library again under their old names.
_REDELIVERED = "standard-{}"


@cache
def removed_modules(runtime: str | None) -> Mapping[str, str]:
    """The modules that a runtime no longer has, each with the version that removed it."""
    match = _RUNTIME.fullmatch(runtime or "")
    if match is None:
        return {}
    return {
        module: version
        for version, modules in as_object(_data()["removed"]).items()
        if _number(version) <= (int(match["major"]), int(match["minor"]))
        for module in as_texts(modules)
    }


def packages_with(module: str) -> tuple[str, ...]:
    """The packages that bring a removed module again."""
    known = as_texts(as_object(_data()["packages"]).get(module, ()))
    return (*known, _REDELIVERED.format(module))


def _number(version: str) -> tuple[int, int]:
    major, _, minor = version.partition(".")
    return int(major), int(minor)


def _data() -> JsonObject:
    return packaged(__package__, "data", "removed-modules.json")
