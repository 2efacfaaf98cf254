"""Which workspace a command speaks of."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ..workspace.files import is_below
from ..workspace.scan import Scan, scan
from ..workspace.workspace import Workspace
from .errors import UsageError

_QUIET_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Target:
    """The workspace folder and the paths in it that are asked about, all absolute."""

    root: str
    paths: tuple[str, ...]

    def includes(self, path: str) -> bool:
        """Whether a file is asked about."""
        return any(is_below(path, asked) for asked in self.paths)


def target_of(paths: Sequence[str], root: str | None) -> Target:
    """The target of a command's PATHs and `--root`.

    Without `--root` the workspace is this folder if it holds all paths, so that templates may
    name code beside them, else the paths' common folder.

    Raises:
        UsageError: if a path does not exist or is outside of the root.
    """
    absolute = tuple(_existing(path) for path in paths)
    top = _folder(root) if root is not None else _common_folder(absolute)
    outside = [path for path in absolute if not is_below(path, top)]
    if outside:
        raise UsageError(f"`{outside[0]}` is not in the workspace `{top}`")
    return Target(top, absolute)


def scanned(target: Target) -> Scan:
    """What is below the asked paths; the whole workspace where a file is asked about."""
    folders = [path for path in target.paths if os.path.isdir(path)]
    if len(folders) < len(target.paths):
        folders = [target.root]
    with _Progress() as progress:
        return scan(_outermost(folders), progress.show)


def open_workspace(target: Target, found: Scan) -> Workspace:
    """A workspace that knows what the scan has found."""
    workspace = Workspace((target.root,))
    workspace.adopt(found)
    return workspace


def relative(path: str, root: str) -> str:
    """A path as output shows it: relative to the workspace, with `/`."""
    return os.path.relpath(path, root).replace(os.sep, "/")


def _existing(path: str) -> str:
    if not os.path.exists(path):
        raise UsageError(f"`{path}` does not exist")
    return os.path.abspath(path)


def _folder(path: str) -> str:
    if not os.path.isdir(path):
        raise UsageError(f"`{path}` is no folder")
    return os.path.abspath(path)


def _common_folder(paths: Sequence[str]) -> str:
    here = os.path.abspath(os.curdir)
    if all(is_below(path, here) for path in paths):
        return here
    try:
        common = os.path.commonpath(paths)
    except ValueError as error:  # On Windows, paths of two drives have nothing in common.
        raise UsageError("the paths have no common folder; name one with --root") from error
    return common if os.path.isdir(common) else os.path.dirname(common)


def _outermost(folders: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for folder in sorted(folders):
        if not any(is_below(folder, other) for other in kept):
            kept.append(folder)
    return kept


class _Progress:
    """A line on a terminal that tells how far a long scan is."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._shown = False

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    @property
    def show(self) -> Callable[[int], None] | None:
        """What the scan tells its progress to; None where nobody watches."""
        return self._show if sys.stderr.isatty() else None

    def _show(self, folders: int) -> None:
        if time.monotonic() - self._start > _QUIET_SECONDS:
            self._shown = True
            print(f"\rreading {folders} folders ...", end="", file=sys.stderr, flush=True)
