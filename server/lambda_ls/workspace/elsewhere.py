"""Why a module that is not there can be there once the function is deployed."""

from __future__ import annotations

import os

from ..languages.base import Language
from ..languages.registry import deep_language
from ..model.function import CodeFolder, Function
from ..model.handler import HandlerName
from ..model.resolution import External, Undecided
from .builds import bundler_beside, ignored_by_git, keeps_modules, output_segment
from .code import CodeReader
from .dependencies import supplied_by
from .paths import join, relative
from .sources import entry_points

_DEEP_FAMILIES = ("python", "node")


def made_elsewhere(
    code: CodeReader, function: Function, folder: str, language: Language, name: HandlerName
) -> External | Undecided | None:
    """Why something other than a person can make a module, None if nothing seems to."""
    if entry_points(function, folder):
        return None
    return (
        _compiled(code, folder, language, name)
        or _built(code, function, folder, language, name)
        or _installed(code, function, folder, language, name)
        or _without_sources(code, function, folder, language)
    )


def _compiled(
    code: CodeReader, folder: str, language: Language, name: HandlerName
) -> Undecided | None:
    place = join(folder, name.module)
    for holder in (os.path.dirname(place), place):
        for file, kind in code.files.folder(holder).items():
            path = relative(os.path.join(holder, file), folder)
            if kind == "file" and language.compiled_module(path) == name.module:
                return Undecided(f"`{path}` is a compiled module")
    return None


def _built(
    code: CodeReader, function: Function, folder: str, language: Language, name: HandlerName
) -> External | None:
    files, build = code.files, function.build
    keeps = keeps_modules(files, function)
    if build is not None and not keeps:
        return External(f"its build ({build.method}) makes the code")
    inside = relative(folder, os.path.dirname(function.template))
    if output_segment(name.module) or output_segment(inside):
        return External("its build has not run here")
    if ignored_by_git(files, join(folder, name.module)):
        return External("git ignores the module, so a build makes it")
    if language.name != "node" or build is not None:
        return None
    bundler = bundler_beside(files, folder, files.root_of(folder) or folder)
    return External(f"`{bundler}` makes the code") if bundler else None


def _installed(
    code: CodeReader, function: Function, folder: str, language: Language, name: HandlerName
) -> External | None:
    top = os.path.dirname(function.template)
    layers = (layer.folder for layer in function.layers)
    for each in (folder, *(layer for layer in layers if layer)):
        manifest = supplied_by(code.files, each, top, name.module, language.name)
        if manifest is not None:
            return External(f"`{manifest}` may install the module")
    return None


def _without_sources(
    code: CodeReader, function: Function, folder: str, language: Language
) -> Undecided | None:
    if next(code.sources_below(folder, language), None) is not None:
        return None
    # A folder of its own with code of another language is no folder that waits for a build.
    is_own = isinstance(function.code, CodeFolder) and function.code.place is not None
    if is_own and folder != os.path.dirname(function.template):
        others = (deep_language(each) for each in _DEEP_FAMILIES if each != language.name)
        if any(each and next(code.sources_below(folder, each), None) for each in others):
            return None
    return Undecided("the code folder holds no code of this language")
