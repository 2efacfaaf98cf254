"""`textDocument/completion`."""

from __future__ import annotations

from lsprotocol import types

from ...features.completion import complete
from ..session import Session
from .base import Method

_TRIGGERS = (".", "/", '"', "'", "[", "{")


def answer(session: Session, params: types.CompletionParams) -> types.CompletionList | None:
    """What can be typed at the cursor."""
    spot = session.spot(params)
    if spot is None:
        return None
    items = complete(spot.snapshot, spot.path, spot.offset)
    return types.CompletionList(
        is_incomplete=False,
        items=[session.converter.completion(spot.path, item) for item in items],
    )


METHODS = (
    Method(
        types.TEXT_DOCUMENT_COMPLETION,
        answer,
        types.CompletionOptions(trigger_characters=_TRIGGERS),
    ),
)
