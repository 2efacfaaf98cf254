"""`textDocument/documentSymbol` and `workspace/symbol`."""

from __future__ import annotations

from lsprotocol import types

from ...features.symbols import document_symbols, workspace_symbols
from ..session import Session
from .base import Method


def outline(
    session: Session, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation] | None:
    """The functions that a template declares; nothing for any other file."""
    path = session.paths.of(params.text_document.uri)
    if path is None:
        return None
    symbols = document_symbols(session.snapshot, path)
    if session.client.hierarchical_symbols:
        return [session.converter.symbol(path, each) for each in symbols]
    return session.converter.flat_symbols(path, symbols)


def everywhere(
    session: Session, params: types.WorkspaceSymbolParams
) -> list[types.WorkspaceSymbol]:
    """The functions and handlers of the workspace with these letters in their names."""
    found = workspace_symbols(session.snapshot, params.query)
    return [session.converter.workspace_symbol(each) for each in found]


METHODS = (
    Method(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, outline),
    Method(types.WORKSPACE_SYMBOL, everywhere),
)
