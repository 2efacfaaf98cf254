"""Whether a function's code folder exists."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

from ..languages.base import Language, SearchedLanguage
from ..model.function import CodeFolder, Function
from ..model.place import Place
from ..model.resolution import CaseMismatch, External, FolderMissing, Undecided
from ..text.similar import nearest
from .builds import ignored_by_git, makes_anything, output_segment
from .code import CodeReader
from .disk import is_below
from .files import Files
from .paths import join, relative


def check_folder(
    code: CodeReader,
    function: Function,
    folder: CodeFolder,
    text_of: Callable[[Place], str],
    language: Language | SearchedLanguage | None,
    holds_handler: Callable[[str], bool] | None,
) -> FolderMissing | CaseMismatch | External | Undecided | None:
    """What is wrong with a code folder, None if it exists.

    `text_of` gives the template's text at a place. `holds_handler` tells of a folder whether the
    handler would be found in it, None if that cannot be told.
    """
    files = code.files
    if not files.contains(folder.folder):
        return Undecided("the code is outside of the workspace")
    if files.kind(folder.folder) == "folder":
        return _check_file(files, function, folder, text_of)
    if files.kind(folder.folder) == "file":
        return Undecided("the code is a single file")
    top = os.path.dirname(function.template)
    inside = relative(folder.folder, top)
    if output_segment(inside) or makes_anything(function):
        return External("its build has not run here")
    written = text_of(folder.place) if folder.place else ""
    other = spelt_otherwise(files, folder.folder)
    if other is not None and files.kind(other) == "folder":
        correction = _with_case_of(written, relative(other, top))
        return CaseMismatch(inside, relative(other, top), correction, in_code_folder=True)
    if ignored_by_git(files, folder.folder):
        return External("git ignores the code folder, so a build makes it")
    is_folder = partial(_is_folder, files)
    base = _other_base(files, top, inside, holds_handler or is_folder)
    if base is not None:
        return Undecided(f"its code is there if `{base}` is the base directory of the build")
    around = _common_folder(top, folder.folder)
    if language is None or next(code.sources_below(around, language), None) is None:
        return Undecided("the workspace has no code for this template")
    meant = _nearest_folder(files, folder.folder, top, holds_handler)
    return FolderMissing(inside, _as_written(meant, top, written) if meant else None)


def _check_file(
    files: Files, function: Function, folder: CodeFolder, text_of: Callable[[Place], str]
) -> FolderMissing | CaseMismatch | External | None:
    """What is wrong with the one file that is packed, None if there is none or it exists."""
    path = folder.file
    if path is None or files.kind(path) is not None:
        return None
    name = os.path.basename(path)
    stems = {os.path.splitext(each)[0] for each in files.folder(folder.folder)}
    if os.path.splitext(name)[0] in stems or ignored_by_git(files, path):
        return External("its build has not run here")
    top = os.path.dirname(function.template)
    inside = relative(path, top)
    written = text_of(folder.place) if folder.place else ""
    other = spelt_otherwise(files, path)
    if other is not None:
        actual = relative(other, top)
        return CaseMismatch(inside, actual, _with_case_of(written, actual), in_code_folder=True)
    alike = nearest(name, files.folder(folder.folder))
    meant = _as_written(os.path.join(folder.folder, alike), top, written) if alike else None
    return FolderMissing(inside, meant, is_file=True)


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


def _common_folder(folder: str, other: str) -> str:
    try:
        return os.path.commonpath((folder, other))
    except ValueError:  # On Windows two drives have nothing in common.
        return folder


def _is_folder(files: Files, path: str) -> bool:
    return files.kind(path) == "folder"


def _other_base(files: Files, top: str, inside: str, fits: Callable[[str], bool]) -> str | None:
    """A folder above the template, by its name, from which the code folder is found.

    `sam build --base-dir` counts from there, and so do tools that put templates together.
    """
    root = files.root_of(top)
    while top != root and files.contains(os.path.dirname(top)):
        top = os.path.dirname(top)
        if fits(join(top, inside)):
            return os.path.basename(top)
    return None


def _nearest_folder(
    files: Files, folder: str, top: str, holds_handler: Callable[[str], bool] | None
) -> str | None:
    """The folder that was probably meant: spelt alike, or around it with the handler in it."""
    alike = _spelt_alike(files, folder)
    if holds_handler is None or (alike is not None and holds_handler(alike)):
        return alike
    above = os.path.dirname(folder)
    while above != top and is_below(above, top):
        if holds_handler(above):
            return above
        above = os.path.dirname(above)
    return alike


def _spelt_alike(files: Files, path: str) -> str | None:
    """The folder whose names are all that of the path or spelt most like it."""
    if files.kind(path) == "folder":
        return path
    parent, name = os.path.split(path)
    if not files.contains(parent):
        return None
    actual = _spelt_alike(files, parent)
    if actual is None:
        return None
    folders = [each for each, kind in files.folder(actual).items() if kind == "folder"]
    alike = name if name in folders else nearest(name, folders)
    return os.path.join(actual, alike) if alike else None


def _as_written(folder: str, top: str, written: str) -> str:
    """A folder as the template writes the missing one: with `./` and a slash at the end or not."""
    start = "./" if written.startswith("./") else ""
    return f"{start}{relative(folder, top)}{'/' if written.endswith('/') else ''}"
