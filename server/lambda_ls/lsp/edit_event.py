"""The command that opens a function's event as a file of the project."""

from __future__ import annotations

from lsprotocol import types

from ..features.event_files import OutsideError, event_file
from ..features.sample_events import offered_event
from ..features.targets import NoTarget, function_target
from .protocol import RequestRefusedError
from .run_arguments import RunArguments
from .session import Session
from .uris import uri_of


async def edit_event(session: Session, arguments: RunArguments) -> str:
    """Have the client make the file, where there is none yet, and open it; its URI.

    Raises:
        RequestRefusedError: with the reason, where that cannot be done.
    """
    session.runs.check_trust()
    snapshot = session.snapshot
    folder = session.roots[0] if session.roots else ""
    found = function_target(snapshot, arguments.target, folder)
    if isinstance(found, NoTarget):
        raise RequestRefusedError(found.reason)
    order = arguments.order
    offer = offered_event(snapshot, found.function, order.trigger or found.event)
    try:
        file = event_file(snapshot, found.function, offer)
    except ValueError as error:
        raise RequestRefusedError(f"the event is not JSON: {error}") from error
    except OutsideError as error:
        raise RequestRefusedError(str(error)) from error
    if file.creation is not None:
        edit = session.converter.edit((file.creation,))
        if edit is None:
            raise RequestRefusedError("this editor cannot make files for a language server")
        made = await session.server.workspace_apply_edit_async(
            types.ApplyWorkspaceEditParams(edit, label="Make an event file")
        )
        if not made.applied:
            raise RequestRefusedError(made.failure_reason or f"`{file.path}` could not be made")
    uri = uri_of(file.path)
    if session.client.shows_documents:
        shown = types.ShowDocumentParams(uri=uri, take_focus=True)
        await session.server.window_show_document_async(shown)
    return uri
