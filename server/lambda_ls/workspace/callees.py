"""The functions of other files that code calls."""

from __future__ import annotations

from collections.abc import Iterator

from ..languages.registry import language_of_path
from ..model.module import Import
from .code import CodeReader
from .exports import Found, find_symbol


def find_callee(
    code: CodeReader, path: str, imported: Import, callee: str, folder: str
) -> Found | None:
    """The function that a file calls as `callee`, a name that it imports; None if that is unclear.

    `folder` is the one that imports count from.
    """
    language = language_of_path(path)
    if language is None:
        return None
    for each, symbol in _readings(imported, callee):
        file = next(code.imported(language, each, path, folder), None)
        found = find_symbol(code, file, symbol, folder) if file else None
        if isinstance(found, Found):
            return found
    return None


def _readings(imported: Import, callee: str) -> Iterator[tuple[Import, str]]:
    """What a call of an imported name can mean: the name itself, or a member of a module."""
    member = callee.rpartition(".")[2]
    if "." not in callee and imported.name:
        yield imported, imported.name
    elif callee.count(".") == 1:
        yield imported, member
