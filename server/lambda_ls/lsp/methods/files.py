"""What changes on disk: watched files, file operations of the editor, workspace folders."""

from __future__ import annotations

import os
from collections.abc import Iterable

from lsprotocol import types

from ...workspace.disk import is_below
from ...workspace.scan import SKIPPED_FOLDERS
from ..roots import paths_of
from ..session import Session
from .base import Method

FILES_AND_FOLDERS = types.FileOperationRegistrationOptions(
    filters=[
        types.FileOperationFilter(scheme="file", pattern=types.FileOperationPattern(glob="**/*"))
    ]
)


def watched(session: Session, params: types.DidChangeWatchedFilesParams) -> None:
    """Something other than the editor changed files, or the editor saved them."""
    _changed(session, (change.uri for change in params.changes))


def created(session: Session, params: types.CreateFilesParams) -> None:
    """The user made files or folders."""
    _changed(session, (file.uri for file in params.files))


def deleted(session: Session, params: types.DeleteFilesParams) -> None:
    """The user deleted files or folders."""
    _changed(session, (file.uri for file in params.files))


def renamed(session: Session, params: types.RenameFilesParams) -> None:
    """The user moved files or folders."""
    _changed(session, (uri for file in params.files for uri in (file.old_uri, file.new_uri)))


def folders(session: Session, params: types.DidChangeWorkspaceFoldersParams) -> None:
    """The user added folders to the workspace or took some away."""
    removed = paths_of(folder.uri for folder in params.event.removed)
    added = paths_of(folder.uri for folder in params.event.added)
    kept = (root for root in session.roots if root not in removed)
    session.set_roots(tuple(dict.fromkeys((*kept, *added))))


def _changed(session: Session, uris: Iterable[str]) -> None:
    named = map(session.paths.of, uris)
    paths = [path for path in named if path and _counts(session.roots, path)]
    if paths:
        session.disk_changed(paths)


def _counts(roots: Iterable[str], path: str) -> bool:
    """Whether a path is in the workspace, and in no folder that tools fill by the thousand."""
    above = os.path.dirname(path)
    return any(
        is_below(above, root) and SKIPPED_FOLDERS.isdisjoint(above[len(root) :].split(os.sep))
        for root in roots
    )


METHODS = (
    Method(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, watched),
    Method(types.WORKSPACE_DID_CREATE_FILES, created, FILES_AND_FOLDERS),
    Method(types.WORKSPACE_DID_DELETE_FILES, deleted, FILES_AND_FOLDERS),
    Method(types.WORKSPACE_DID_RENAME_FILES, renamed, FILES_AND_FOLDERS),
    Method(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, folders),
)
