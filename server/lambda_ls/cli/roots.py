"""Which folder is the workspace where nobody names one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from ..workspace.disk import is_below
from ..workspace.project_settings import read_settings
from .errors import CommandError

_REPOSITORY = ".git"


def project_root(paths: Sequence[str]) -> str:
    """The workspace of absolute paths; `target.target_of` says which that is.

    Raises:
        CommandError: if the paths have no common folder.
    """
    common = _common_folder(paths)
    here = absolute(os.curdir)
    fallback = here if all(is_below(path, here) for path in paths) else common
    return next(filter(_is_project, _up_from(common)), fallback)


def absolute(path: str) -> str:
    """A path from the file system's root.

    Raises:
        CommandError: if the current folder is gone.
    """
    try:
        return os.path.abspath(path)
    except FileNotFoundError as error:
        raise CommandError("the current folder does not exist any more") from error


def _common_folder(paths: Sequence[str]) -> str:
    try:
        common = os.path.commonpath(paths)
    except ValueError as error:  # On Windows, paths of two drives have nothing in common.
        raise CommandError("the paths have no common folder; name one with --root") from error
    return common if os.path.isdir(common) else os.path.dirname(common)


def _up_from(folder: str) -> Iterator[str]:
    """A folder and those above it, up to the user's own, which no project is."""
    home = os.path.expanduser("~")
    while folder != home and os.path.dirname(folder) != folder:
        yield folder
        folder = os.path.dirname(folder)


def _is_project(folder: str) -> bool:
    # In a second work tree of a repository it is a file.
    return os.path.lexists(os.path.join(folder, _REPOSITORY)) or read_settings(folder) is not None
