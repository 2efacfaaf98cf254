"""Which workspace a command speaks of, and what of it is asked about."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..features.rule_names import problems_of
from ..workspace.disk import is_below, outermost, read_folder
from ..workspace.project_settings import ProjectSettings
from ..workspace.scan import may_be_template, scan
from ..workspace.settings import Settings, SettingsProblem
from ..workspace.workspace import Workspace
from .errors import CommandError
from .output import note
from .progress import Progress


@dataclass(frozen=True, slots=True)
class Target:
    """The workspace folder, the paths in it that are asked about (absolute), what was chosen."""

    root: str
    paths: tuple[str, ...]
    chosen: Settings

    def includes(self, path: str) -> bool:
        """Whether a file is asked about."""
        return any(is_below(path, asked) for asked in self.paths)


def target_of(paths: Sequence[str], root: str | None, chosen: Settings) -> Target:
    """The target of a command's PATHs and `--root`.

    Without `--root` the workspace is this folder if it holds all paths, so that templates may
    name code beside them, else the paths' common folder.

    Raises:
        CommandError: if a path does not exist, cannot be read or is outside of the root.
    """
    absolute = tuple(_existing(path) for path in paths)
    top = _folder(root) if root is not None else _common_folder(absolute)
    outside = [path for path in absolute if not is_below(path, top)]
    if outside:
        raise CommandError(f"`{outside[0]}` is not in the workspace `{top}`")
    return Target(top, absolute, chosen)


def candidates(target: Target, progress: Progress) -> list[str]:
    """The files that can be templates and concern the target, in the order of their paths.

    Those below the asked folders and beside the folders above them, and all of the workspace where
    a file is asked about, since any template may name it.

    Raises:
        CommandError: if a settings file cannot be followed.
    """
    settings = Workspace((target.root,), target.chosen).project_settings
    folders = [path for path in target.paths if os.path.isdir(path)]
    if len(folders) < len(target.paths):
        folders = [target.root]
    folders = outermost(folders)
    found = scan(folders, lambda count: progress.tell(f"reading folders ... {count}"), settings)
    above = {path for folder in folders for path in _files_above(folder, target.root)}
    _refuse_problems(settings, target.root)
    for path in target.paths:
        if settings.excludes(path):
            note(f"lambda-ls: `{relative(path, target.root)}` is excluded by the settings")
    return sorted(above.union(found.candidates))


def open_workspace(target: Target, templates: Iterable[str]) -> Workspace:
    """A workspace with these templates."""
    workspace = Workspace((target.root,), target.chosen)
    workspace.add_candidates(templates)
    return workspace


def relative(path: str, root: str) -> str:
    """A path as output shows it: relative to the workspace, with `/`."""
    if is_below(path, root):
        # Much faster than relpath, which makes both absolute again.
        inside = path[len(root) :].lstrip(os.sep) or os.curdir
    else:
        inside = os.path.relpath(path, root)
    return inside.replace(os.sep, "/")


def _refuse_problems(settings: ProjectSettings, root: str) -> None:
    problems = [problem for read in settings.read() for problem in problems_of(read)]
    if problems:
        raise CommandError("\nlambda-ls: ".join(_worded(problem, root) for problem in problems))


def _worded(problem: SettingsProblem, root: str) -> str:
    source = problem.source
    if is_below(source, root):
        source = relative(source, root)
    return f"{source}: " + (f"`{problem.key}`: " if problem.key else "") + problem.message


def _existing(path: str) -> str:
    if not os.path.lexists(path):
        raise CommandError(f"`{path}` does not exist")
    if not os.path.exists(path):
        raise CommandError(f"`{path}` is a link to nothing")
    if not os.access(path, os.R_OK):
        raise CommandError(f"`{path}` cannot be read")
    return _absolute(path)


def _folder(path: str) -> str:
    if not os.path.isdir(path):
        raise CommandError(f"`{path}` is no folder")
    return _absolute(path)


def _absolute(path: str) -> str:
    try:
        return os.path.abspath(path)
    except FileNotFoundError as error:
        raise CommandError("the current folder does not exist any more") from error


def _common_folder(paths: Sequence[str]) -> str:
    here = _absolute(os.curdir)
    if all(is_below(path, here) for path in paths):
        return here
    try:
        common = os.path.commonpath(paths)
    except ValueError as error:  # On Windows, paths of two drives have nothing in common.
        raise CommandError("the paths have no common folder; name one with --root") from error
    return common if os.path.isdir(common) else os.path.dirname(common)


def _files_above(folder: str, root: str) -> Iterator[str]:
    """The files that can be templates in the folders above a folder, up to the root."""
    while folder != root:
        folder = os.path.dirname(folder)
        entries = read_folder(folder) or ()
        yield from (
            os.path.join(folder, entry.name) for entry in entries if may_be_template(entry.name)
        )
