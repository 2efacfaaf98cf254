"""`textDocument/prepareRename`, `textDocument/rename` and `workspace/willRenameFiles`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types

from ...features.moves import files_renamed
from ...features.rename import prepare_rename, rename
from ...features.results import Refusal, WorkspaceChange
from ...model.finding import MoveFile
from ..paths import Paths
from ..protocol import RequestRefusedError
from ..session import Session
from .base import Method
from .files import FILES_AND_FOLDERS


def prepare(
    session: Session, params: types.PrepareRenameParams
) -> types.PrepareRenamePlaceholder | None:
    """What would be renamed at the cursor."""
    spot = session.spot(params)
    found = prepare_rename(spot.snapshot, spot.path, spot.offset) if spot else None
    if isinstance(found, Refusal):
        raise RequestRefusedError(found.reason)
    if spot is None or found is None:
        return None
    return types.PrepareRenamePlaceholder(
        range=session.converter.range(spot.path, found.span), placeholder=found.placeholder
    )


def answer(session: Session, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """A handler or its file with another name, in the code and in every template."""
    spot = session.spot(params)
    if spot is None:
        return None
    found = rename(spot.snapshot, spot.path, spot.offset, params.new_name)
    if isinstance(found, Refusal):
        raise RequestRefusedError(found.reason)
    edit = session.converter.edit(found.changes)
    if edit is None:
        raise RequestRefusedError("This needs a file to be renamed, which the editor cannot do.")
    return edit


def before_files_move(
    session: Session, params: types.RenameFilesParams
) -> types.WorkspaceEdit | None:
    """The edits of templates and code that name the files or folders which the user is moving."""
    changes: Iterable[WorkspaceChange] = files_renamed(
        session.snapshot, _moves(session.paths, params)
    )
    return session.converter.edit(changes)


def _moves(paths: Paths, params: types.RenameFilesParams) -> Iterator[MoveFile]:
    for file in params.files:
        old, new = paths.of(file.old_uri), paths.of(file.new_uri)
        if old and new:
            yield MoveFile(old, new)


METHODS = (
    Method(types.TEXT_DOCUMENT_PREPARE_RENAME, prepare),
    Method(types.TEXT_DOCUMENT_RENAME, answer),
    Method(types.WORKSPACE_WILL_RENAME_FILES, before_files_move, FILES_AND_FOLDERS),
)
