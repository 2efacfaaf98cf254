"""Following a handler's symbol through a module, its imports and its star imports."""

from __future__ import annotations

import os

from msgspec import Struct

from ..languages.base import Loading
from ..languages.registry import language_of_path
from ..model.module import Callability, Export, Import, Module
from .code import CodeReader

_STEPS = 16


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
    return _find(code, path, symbol, folder, set())


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


def _find(
    code: CodeReader, path: str, symbol: str, folder: str, visited: set[tuple[str, str]]
) -> Found | Absent | Undecidable:
    module = code.module(path)
    name = os.path.basename(path)
    if module is None:
        return Undecidable(f"`{name}` cannot be read")
    if len(visited) > _STEPS or (path, symbol) in visited:
        return Undecidable(f"`{name}` imports in a circle")
    visited.add((path, symbol))
    export = module.exports.get(symbol)
    if export is not None:
        return _followed(code, path, export, folder, visited)
    return _in_parts(code, path, module, symbol, folder, visited)


def _followed(
    code: CodeReader, path: str, export: Export, folder: str, visited: set[tuple[str, str]]
) -> Found:
    """Where an exported name is really defined, as far as that is in the workspace."""
    here = Found(path, export)
    language = language_of_path(path)
    if export.imported is None or export.imported.name is None or language is None:
        return here
    for candidate in code.imported(language, export.imported, path, folder):
        found = _find(code, candidate, export.imported.name, folder, visited)
        if isinstance(found, Found):
            return found
    return here


def _in_parts(
    code: CodeReader,
    path: str,
    module: Module,
    symbol: str,
    folder: str,
    visited: set[tuple[str, str]],
) -> Found | Absent | Undecidable:
    """Look where a name can come from that the module does not spell out."""
    from_star = _through_stars(code, path, module, symbol, folder, visited)
    if from_star is not None:
        return from_star
    return why_undecidable(module, symbol, os.path.basename(path)) or Absent(module)


def _through_stars(
    code: CodeReader,
    path: str,
    module: Module,
    symbol: str,
    folder: str,
    visited: set[tuple[str, str]],
) -> Found | Undecidable | None:
    language = language_of_path(path)
    if language is None:
        return None
    for star in module.stars:
        file = next(code.imported(language, Import(star, None), path, folder), None)
        if file is None:
            return Undecidable(f"the names that come from `{star}` cannot be told")
        found = _find(code, file, symbol, folder, visited)
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
