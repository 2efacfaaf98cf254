"""`textDocument/inlayHint`."""

from __future__ import annotations

from lsprotocol import types

from ...features.inlay_hints import inlay_hints
from ..session import Session
from .base import Method


def answer(session: Session, params: types.InlayHintParams) -> list[types.InlayHint] | None:
    """The triggers behind the event parameters in a range of a source file."""
    path = session.paths.of(params.text_document.uri)
    if path is None or session.snapshot.settings.of(path).inlay_hints is False:
        return None
    source = session.converter.source(path)
    start = session.positions.offset(source, params.range.start)
    end = session.positions.offset(source, params.range.end)
    session.shown_hints.tell(path)
    hints = inlay_hints(session.snapshot, path)
    return [
        session.converter.inlay_hint(path, each) for each in hints if start <= each.offset <= end
    ]


METHODS = (Method(types.TEXT_DOCUMENT_INLAY_HINT, answer),)
