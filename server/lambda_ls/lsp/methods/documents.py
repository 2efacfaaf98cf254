"""`textDocument/didOpen`, `didChange` and `didClose`."""

from __future__ import annotations

from lsprotocol import types

from ..session import Session
from .base import Method


def opened(session: Session, params: types.DidOpenTextDocumentParams) -> None:
    """The editor's text counts from now on."""
    document = session.documents.open(params.text_document)
    if document:
        session.opened(document)


def changed(session: Session, params: types.DidChangeTextDocumentParams) -> None:
    """The user typed."""
    document = session.documents.change(params.text_document, params.content_changes)
    if document:
        session.edited(document)


def closed(session: Session, params: types.DidCloseTextDocumentParams) -> None:
    """The text on disk counts again."""
    document = session.documents.close(params.text_document.uri)
    if document:
        session.closed(document)


METHODS = (
    Method(types.TEXT_DOCUMENT_DID_OPEN, opened),
    Method(types.TEXT_DOCUMENT_DID_CHANGE, changed),
    Method(types.TEXT_DOCUMENT_DID_CLOSE, closed),
)
