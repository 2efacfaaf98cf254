"""The modules that are compiled into the Python interpreter."""

from __future__ import annotations

from functools import cache

from ...aws.data import as_texts, packaged


def is_builtin(module: str) -> bool:
    """Whether Lambda refuses `module` (`time`, `sys/app`) as Runtime.BuiltInModuleConflict.

    The first segment decides: the interpreter finds it in itself before it looks for a file.
    """
    return module.partition("/")[0] in _names()


@cache
def _names() -> frozenset[str]:
    return frozenset(as_texts(packaged(__package__, "data", "builtin-modules.json")["modules"]))
