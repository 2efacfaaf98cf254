"""The command behind a code lens: leads to the functions that run a handler."""

from __future__ import annotations

from lsprotocol import types

from ..features.lenses import code_lenses
from ..features.results import Location
from ..features.shown import shown_path
from .message_box import show_message
from .session import Session


async def show_functions(session: Session, params: types.TextDocumentPositionParams) -> None:
    """Show where templates declare the functions of the handler at a position.

    Clients differ in what a lens can do by itself; every one of them can pass a command on, so the
    server asks which function is meant and has the client open it.
    """
    spot = session.spot(params)
    lenses = code_lenses(spot.snapshot, spot.path) if spot else ()
    lens = next((each for each in lenses if spot and each.span.touches(spot.offset)), None)
    if lens is None:
        return
    places = {_title(session, each): each for each in lens.locations}
    if not session.client.shows_documents:
        show_message(session.server, types.MessageType.Info, ", ".join(places))
        return
    title = next(iter(places)) if len(places) == 1 else await _choice(session, tuple(places))
    if title in places:
        place = session.converter.location(places[title])
        await session.server.window_show_document_async(
            types.ShowDocumentParams(uri=place.uri, selection=place.range, take_focus=True)
        )


async def _choice(session: Session, titles: tuple[str, ...]) -> str:
    answer = await session.server.window_show_message_request_async(
        types.ShowMessageRequestParams(
            type=types.MessageType.Info,
            message="Which function?",
            actions=[types.MessageActionItem(title=title) for title in titles],
        )
    )
    return answer.title if answer else ""


def _title(session: Session, place: Location) -> str:
    source = session.converter.source(place.path)
    line = source.position(place.span.start).line + 1
    return f"{source.slice(place.span)} ({shown_path(session.snapshot, place.path)}:{line})"
