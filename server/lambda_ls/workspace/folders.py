"""Whether a function's code folder exists."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from ..languages.base import Language, SearchedLanguage
from ..model.function import CodeFolder, Function
from ..model.place import Place
from ..model.resolution import CaseMismatch, External, FolderMissing, Undecided
from ..text.similar import nearest
from .builds import ignored_by_git, output_segment
from .code import CodeReader, relative
from .files import Files


@dataclass(frozen=True, slots=True)
class OtherCase:
    """The spelling on disk of a path whose upper and lower case differ from it."""

    path: str


def check_folder(
    code: CodeReader,
    function: Function,
    folder: CodeFolder,
    text_of: Callable[[Place], str],
    language: Language | SearchedLanguage | None,
) -> FolderMissing | CaseMismatch | External | Undecided | None:
    """What is wrong with a code folder, None if it exists.

    `text_of` gives the template's text at a place. It is asked only where something is wrong, since
    whoever has seen the template's text depends on every change of it.
    """
    files = code.files
    if not files.contains(folder.folder):
        return Undecided("the code is outside of the workspace")
    if files.kind(folder.folder) == "folder":
        return None
    if files.kind(folder.folder) == "file":
        return Undecided("the code is a single file")
    top = os.path.dirname(function.template)
    inside = relative(folder.folder, top)
    if function.build is not None or output_segment(inside):
        return External("its build has not run here")
    written = text_of(folder.place) if folder.place else ""
    other = spelt_otherwise(files, folder.folder)
    if other is not None and files.kind(other) == "folder":
        correction = _with_case_of(written, relative(other, top))
        return CaseMismatch(inside, relative(other, top), correction, in_code_folder=True)
    if ignored_by_git(files, folder.folder):
        return External("git ignores the code folder, so a build makes it")
    if language is None or next(code.sources_below(top, language), None) is None:
        return Undecided("the workspace has no code for this template")
    return FolderMissing(inside, _nearest_folder(files, folder.folder, top, written))


def spelt_otherwise(files: Files, path: str) -> str | None:
    """The path on disk that differs only by upper and lower case, if there is just one."""
    if files.kind(path) is not None:
        return path
    parent, name = os.path.split(path)
    if parent == path or not files.contains(parent):
        return None
    actual_parent = spelt_otherwise(files, parent)
    if actual_parent is None:
        return None
    alike = [each for each in files.folder(actual_parent) if each.lower() == name.lower()]
    return os.path.join(actual_parent, alike[0]) if len(alike) == 1 else None


def _with_case_of(written: str, actual: str) -> str:
    """The template's text with the spelling on disk, keeping `./` and a closing slash."""
    by_lower = {part.lower(): part for part in actual.split("/")}
    return "/".join(by_lower.get(part.lower(), part) for part in written.split("/"))


def _nearest_folder(files: Files, folder: str, top: str, written: str) -> str | None:
    """The template's text for the folder beside the missing one that is spelt most like it."""
    parent, name = os.path.split(folder)
    folders = [each for each, kind in files.folder(parent).items() if kind == "folder"]
    alike = nearest(name, folders) if files.kind(parent) == "folder" else None
    if alike is None:
        return None
    stem = written.rstrip("/")
    if stem.endswith(name):
        return stem[: -len(name)] + alike + written[len(stem) :]
    return relative(os.path.join(parent, alike), top)
