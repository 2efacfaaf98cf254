"""Workspaces on disk, of which one text is in the editor as it never could be saved."""

from __future__ import annotations

import os
import tempfile
from functools import cache

from lambda_ls.workspace.scan import scan
from lambda_ls.workspace.settings import Settings
from lambda_ls.workspace.workspace import Workspace, WorkspaceSnapshot

from tests.fixture import write
from tests.workbench import TODAY

from .seeds import Project


class Folders:
    """Temporary folders, made when they are first wanted and removed at the end."""

    def __init__(self) -> None:
        self._above = tempfile.TemporaryDirectory(prefix="lambda-ls-fuzz-")
        self._known: dict[tuple[tuple[str, str], ...], str] = {}

    def of(self, project: Project) -> str:
        """The folder with these files."""
        key = tuple(project.items())
        if key not in self._known:
            folder = os.path.join(self._above.name, str(len(self._known)))
            os.mkdir(folder)
            write(project, folder)
            self._known[key] = folder
        return self._known[key]


@cache
def folders() -> Folders:
    """The folders of this process."""
    return Folders()


def opened(project: Project, path: str, text: str) -> tuple[WorkspaceSnapshot, str]:
    """A workspace in which the file at `path` has that text in the editor, and its full path."""
    root = folders().of(project)
    workspace = Workspace((root,), Settings(today=TODAY))
    workspace.adopt(scan((root,)))
    full = os.path.join(root, *path.split("/"))
    workspace.open(full, text)
    return workspace.snapshot(), full
