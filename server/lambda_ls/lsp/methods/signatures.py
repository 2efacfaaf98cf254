"""`textDocument/signatureHelp`."""

from __future__ import annotations

from lsprotocol import types

from ...features.signatures import signature
from ..session import Session
from .base import Method

_TRIGGERS = ("(", ",")


def answer(session: Session, params: types.SignatureHelpParams) -> types.SignatureHelp | None:
    """What Lambda calls the handler with whose parameters are being typed."""
    spot = session.spot(params)
    found = signature(spot.snapshot, spot.path, spot.offset) if spot else None
    return session.converter.signature(found) if found else None


METHODS = (
    Method(
        types.TEXT_DOCUMENT_SIGNATURE_HELP,
        answer,
        types.SignatureHelpOptions(trigger_characters=_TRIGGERS),
    ),
)
