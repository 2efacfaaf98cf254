"""Imports of JavaScript and TypeScript that a configuration leads to files of the workspace."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from ..model.module import Import
from .files import Files
from .paths import join

if TYPE_CHECKING:
    from ..languages.base import Language
    from ..languages.node.path_mappings import PathMapping

_MOST_FILES = 20
"""Files that extend each other, more than which nobody has."""


class _Paths(Struct, frozen=True):
    """Mappings, whose paths count from a folder."""

    folder: str
    mappings: tuple[PathMapping, ...]


class _Settings(Struct, frozen=True):
    """What holds for a folder: where all imports are looked for, and the mappings before that."""

    base: str | None = None
    paths: _Paths | None = None


def mapped_files(
    files: Files, language: Language, imported: Import, importer: str
) -> Iterator[str]:
    """The files that an import of a file without a dot can mean, the most likely first.

    The nearest `tsconfig.json` or `jsconfig.json` above the file says so, with what it extends.
    """
    if language.name != "node":
        return
    # What reads JavaScript is only loaded where there is some.
    from ..languages.node.packages import is_builtin

    if is_builtin(imported.module):
        return
    for path in _mapped_paths(files, imported.module, importer):
        folder, name = os.path.split(path)
        # Most imports are of packages from outside; one look tells so.
        if _stem(name) not in map(_stem, files.folder(folder)):
            continue
        as_file = Import(f"./{name}", imported.name)
        candidates = (join(folder, each) for each in language.import_candidates(as_file, ""))
        yield from (each for each in candidates if files.kind(each) == "file")


def _stem(name: str) -> str:
    return name.partition(".")[0]


def _mapped_paths(files: Files, module: str, importer: str) -> Iterator[str]:
    """Where an import is looked for, mostly without an ending."""
    found = _nearest(files, importer)
    if found is None:
        return
    settings = _read(files, found, {})
    if settings.paths is not None:
        targets = (each.mapped(module) for each in settings.paths.mappings)
        for target in next(filter(None, targets), ()):
            yield join(settings.base or settings.paths.folder, target)
    if settings.base is not None:
        yield join(settings.base, module)


def _nearest(files: Files, importer: str) -> str | None:
    from ..languages.node.path_mappings import FILES

    for folder in files.folders_above(importer):
        for name in FILES:
            path = os.path.join(folder, name)
            if files.kind(path) == "file":
                return path
    return None


def _read(files: Files, path: str, known: dict[str, _Settings]) -> _Settings:
    """What a file says, over what those say that it extends; `known` are those read already."""
    from ..languages.node.path_mappings import read_path_mappings

    if path in known:
        return known[path]
    source = files.source(path)
    if source is None or len(known) > _MOST_FILES:
        return _Settings()
    # A file that extends itself gets nothing from there.
    known[path] = _Settings()
    read = read_path_mappings(source)
    folder = os.path.dirname(path)
    base: str | None = None
    paths: _Paths | None = None
    for each in read.extends:
        extended = _read(files, _extended(files, folder, each), known)
        base, paths = extended.base or base, extended.paths or paths
    if read.base is not None:
        base = join(folder, read.base)
    if read.mappings is not None:
        paths = _Paths(folder, read.mappings)
    known[path] = _Settings(base, paths)
    return known[path]


def _extended(files: Files, folder: str, extended: str) -> str:
    """The file that is meant, whose ending can be left out; packages have no paths of a project."""
    path = join(folder, extended)
    return path if files.kind(path) == "file" else f"{path}.json"
