"""Which workspace a command speaks of, and what of it is asked about."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from msgspec import Struct

from ..workspace.disk import is_below
from ..workspace.paths import relative
from ..workspace.settings import Settings
from ..workspace.workspace import Workspace
from .errors import CommandError
from .roots import absolute, project_root


class Target(Struct, frozen=True):
    """The workspace folder, the paths in it that are asked about (absolute), what was chosen."""

    root: str
    paths: tuple[str, ...]
    chosen: Settings

    def includes(self, path: str) -> bool:
        """Whether a file is asked about."""
        return any(is_below(path, asked) for asked in self.paths)


def target_of(paths: Sequence[str], root: str | None, chosen: Settings) -> Target:
    """The target of a command's PATHs and `--root`.

    Without `--root` the workspace is the nearest folder above all paths that is marked as a
    project, since templates may name code beside them. Where none is marked it is this folder if
    it holds all paths, else the paths' common folder.

    Raises:
        CommandError: if a path does not exist, cannot be read or is outside of the root.
    """
    asked = tuple(_existing(path) for path in paths)
    top = _folder(root) if root is not None else project_root(asked)
    outside = [path for path in asked if not is_below(path, top)]
    if outside:
        raise CommandError(f"`{outside[0]}` is not in the workspace `{top}`")
    return Target(top, asked, chosen)


def open_workspace(target: Target, templates: Iterable[str]) -> Workspace:
    """A workspace with these templates."""
    workspace = Workspace((target.root,), target.chosen)
    workspace.add_candidates(templates)
    return workspace


def absolute_of(path: str, root: str) -> str:
    """What `relative` was made of."""
    return os.path.normpath(os.path.join(root, path.replace("/", os.sep)))


def shown(path: str) -> str:
    """An absolute path as text shows it: so that it can be used in the current folder, with `/`.

    Paths that share nothing with the current folder stay absolute.
    """
    here = absolute(os.curdir)
    if is_below(path, here):
        return relative(path, here)
    try:
        common = os.path.commonpath((path, here))
    except ValueError:  # On Windows, they are on two drives.
        common = os.path.dirname(os.sep)
    is_far = os.path.dirname(common) == common
    return path.replace(os.sep, "/") if is_far else relative(path, here)


def _existing(path: str) -> str:
    if not os.path.lexists(path):
        raise CommandError(f"`{path}` does not exist")
    if not os.path.exists(path):
        raise CommandError(f"`{path}` is a link to nothing")
    if not os.access(path, os.R_OK):
        raise CommandError(f"`{path}` cannot be read")
    return absolute(path)


def _folder(path: str) -> str:
    if not os.path.isdir(path):
        raise CommandError(f"`{path}` is not a folder")
    return absolute(path)
