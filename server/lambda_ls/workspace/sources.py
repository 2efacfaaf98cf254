"""Where the source of a module lies that a build makes."""

from __future__ import annotations

import os
from collections.abc import Iterator

from msgspec import Struct

from ..languages.base import Language
from ..model.function import CodeArchive, Function
from .builds import output_segment
from .code import CodeReader
from .paths import join, relative

_SOURCE_FOLDERS = (".", "src", "lib", "lambda", "lambdas", "functions", "handlers")
_FILES_LISTED = 2_000


class Origin(Struct, frozen=True):
    """A folder of sources, absolute, and the name that a deployed module has in it."""

    folder: str
    module: str


def origins(function: Function, folder: str, module: str) -> Iterator[Origin]:
    """The places of which a build can have made a module below its output folder."""
    top = os.path.dirname(function.template)
    inside = f"{relative(folder, top)}/{module}".removeprefix("./")
    segment = output_segment(inside)
    if segment is None:
        return
    before, _, after = f"/{inside}".partition(f"/{segment}/")
    for each in _SOURCE_FOLDERS:
        yield Origin(join(join(top, before.strip("/") or "."), each), after)


def archive_origins(function: Function, archive: CodeArchive, module: str) -> Iterator[Origin]:
    """The places of which an archive can have been packed: where a build reads, or beside it."""
    folder = os.path.dirname(archive.path)
    stem = os.path.splitext(os.path.basename(archive.path))[0]
    yield from origins(function, folder, module)
    yield Origin(folder, module)
    yield Origin(os.path.join(folder, stem), module)


def entry_points(function: Function, folder: str) -> tuple[Origin, ...]:
    """The modules that esbuild makes of the entry points that the template names."""
    build = function.build
    if build is None or build.method != "esbuild":
        return ()
    stems = (os.path.splitext(entry.removeprefix("./"))[0] for entry in build.entry_points)
    return tuple(Origin(folder, stem) for stem in stems)


def bundled(function: Function, folder: str, module: str) -> tuple[Origin, ...]:
    """The entry points of which esbuild can make a module, the likeliest first.

    esbuild leaves out the folders that all entry points share, so only the last name is certain.
    """
    last = module.rpartition("/")[2]
    entries = entry_points(function, folder)
    alike = [entry for entry in entries if entry.module.rpartition("/")[2] == last]
    return tuple(sorted(alike, key=lambda entry: not f"/{entry.module}".endswith(f"/{module}")))


def source_files(code: CodeReader, language: Language, top: str, module: str) -> Iterator[str]:
    """The files that a module can be in the folders below `top` where sources usually lie."""
    for folder in _SOURCE_FOLDERS:
        for candidate in language.candidates(module):
            path = join(join(top, folder), candidate)
            if code.files.kind(path) == "file":
                yield path


def with_ending(code: CodeReader, language: Language, folder: str, module: str) -> tuple[str, ...]:
    """The source files somewhere below a folder whose module ends in this one."""
    found: list[str] = []
    for count, path in enumerate(code.sources_below(folder, language)):
        if count >= _FILES_LISTED:
            return ()
        name = language.module_of(relative(path, folder))
        if name is not None and f"/{name}".endswith(f"/{module}"):
            found.append(path)
    return tuple(found)
