"""Following a handler's symbol through a module, its imports and its star imports."""

from __future__ import annotations

import os

from msgspec import Struct

from ..languages.base import Loading
from ..languages.registry import language_of_path
from ..model.module import Callability, Export, Import, Module
from .code import CodeReader

_DEEPEST = 16
"""Imports one behind the other, more than which nobody writes for one name."""


class Found(Struct, frozen=True):
    """A symbol and the file that defines it, which may be another than the handler's."""

    path: str
    export: Export


class Absent(Struct, frozen=True):
    """The module certainly has no such symbol."""

    module: Module


class Undecidable(Struct, frozen=True):
    """It cannot be told whether the module has the symbol."""

    reason: str


def find_symbol(
    code: CodeReader, path: str, symbol: str, folder: str
) -> Found | Absent | Undecidable:
    """Look for an exported symbol in a module; `folder` is the one that imports count from."""
    return _Search(code, folder).find(path, symbol)


def find_handler(
    code: CodeReader, path: str, symbol: str, folder: str, loading: Loading
) -> Found | Absent | Undecidable:
    """Look for a handler under the names by which its runtime finds it."""
    module = code.module(path)
    language = language_of_path(path)
    if module is None or language is None:
        return find_symbol(code, path, symbol, folder)
    for reading in language.readings(symbol, module, loading):
        found = find_symbol(code, path, reading.symbol, folder)
        if isinstance(found, Found) and reading.doubt is not None:
            return Undecidable(reading.doubt)
        if not isinstance(found, Absent):
            return found
    return Absent(module)


def why_undecidable(module: Module, symbol: str, name: str) -> Undecidable | None:
    """Why a module, in the file `name`, may have a symbol that cannot be seen in it."""
    if module.open_reason is not None:
        return Undecidable(f"the names in `{name}` cannot all be told: {module.open_reason}")
    if module.broken:
        return Undecidable(f"`{name}` does not parse as a whole")
    if _may_be_member(module, symbol):
        return Undecidable(f"the members of `{symbol.rpartition('.')[0]}` cannot be told")
    return None


class _Search:
    """Looks for symbols; `folder` is the one that imports count from."""

    def __init__(self, code: CodeReader, folder: str) -> None:
        self._code = code
        self._folder = folder
        self._found: dict[tuple[str, str], Found | Absent | Undecidable] = {}

    def find(self, path: str, symbol: str, depth: int = 0) -> Found | Absent | Undecidable:
        """A symbol of the module at a path; `depth` counts the imports on the way there."""
        key, name = (path, symbol), os.path.basename(path)
        if key not in self._found:
            if depth > _DEEPEST:
                return Undecidable(f"`{name}` is imported through too many files")
            # Whoever comes here again before it is known has come in a circle.
            self._found[key] = Undecidable(f"`{name}` imports in a circle")
            self._found[key] = self._in_module(path, symbol, depth)
        return self._found[key]

    def _in_module(self, path: str, symbol: str, depth: int) -> Found | Absent | Undecidable:
        module, name = self._code.module(path), os.path.basename(path)
        if module is None:
            return Undecidable(f"`{name}` cannot be read")
        export = module.exports.get(symbol)
        if export is not None:
            return self._followed(path, export, depth)
        from_star = self._through_stars(path, module, symbol, depth)
        return from_star or why_undecidable(module, symbol, name) or Absent(module)

    def _followed(self, path: str, export: Export, depth: int) -> Found:
        """Where an exported name is really defined, as far as that is in the workspace."""
        here = Found(path, export)
        language = language_of_path(path)
        if export.imported is None or export.imported.name is None or language is None:
            return here
        for candidate in self._code.imported(language, export.imported, path, self._folder):
            found = self.find(candidate, export.imported.name, depth + 1)
            if isinstance(found, Found):
                return found
        return here

    def _through_stars(
        self, path: str, module: Module, symbol: str, depth: int
    ) -> Found | Undecidable | None:
        """Where a name comes from that the module does not spell out; None if from nowhere."""
        language = language_of_path(path)
        if language is None:
            return None
        # What is imported last takes the place of what has come before.
        for star in reversed(module.stars):
            imported = self._code.imported(language, Import(star, None), path, self._folder)
            file = next(imported, None)
            if file is None:
                return Undecidable(f"the names that come from `{star}` cannot be told")
            found = self.find(file, symbol, depth + 1)
            if not isinstance(found, Absent):
                return found
        return None


def _may_be_member(module: Module, symbol: str) -> bool:
    """Whether a dotted symbol can be a member that only shows at run time."""
    owner = symbol.rpartition(".")[0]
    while owner:
        export = module.exports.get(owner)
        if export is not None:
            return export.callable is not Callability.NO
        owner = owner.rpartition(".")[0]
    return False
