"""`textDocument/hover`."""

from __future__ import annotations

from lsprotocol import types

from ...features.hover import hover
from ..session import Session
from .base import Method


def answer(session: Session, params: types.HoverParams) -> types.Hover | None:
    """What is known of the handler under the cursor."""
    spot = session.spot(params)
    found = hover(spot.snapshot, spot.path, spot.offset) if spot else None
    return session.converter.hover(spot.path, found) if spot and found else None


METHODS = (Method(types.TEXT_DOCUMENT_HOVER, answer),)
