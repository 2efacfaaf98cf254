"""The function that a command's TARGET names, in its workspace."""

from __future__ import annotations

import os

from ..features.targets import FunctionTarget, NoTarget, function_target
from ..workspace.settings import Settings
from ..workspace.snapshot import Snapshot
from .candidates import candidates
from .progress import Progress
from .roots import absolute
from .target import open_workspace, target_of

_WITHIN = "::"


def workspace_of(name: str, root: str | None) -> Snapshot:
    """The workspace of a function that a TARGET names, with the templates that it can be in.

    It is the one of the file that TARGET names, else of `--root`, else of the current folder.
    """
    file, _, _ = name.rpartition(_WITHIN)
    asked = file if os.path.isfile(file) else root or os.curdir
    target = target_of((asked,), root, Settings())
    with Progress() as progress:
        templates = candidates(target, progress)
        progress.tell(f"reading {len(templates)} templates ...")
        return open_workspace(target, templates).snapshot()


def named_function(snapshot: Snapshot, target: str) -> FunctionTarget | NoTarget:
    """The function that a TARGET names; paths in it count from the current folder."""
    return function_target(snapshot, target, absolute(os.curdir))
