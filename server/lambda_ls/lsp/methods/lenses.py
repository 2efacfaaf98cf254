"""`textDocument/codeLens`, and the command behind a lens."""

from __future__ import annotations

from lsprotocol import types

from ...features.lenses import code_lenses
from ...features.results import Lens
from ..session import Session
from ..show import SHOW_FUNCTIONS
from ..uris import path_of
from .base import Method


def answer(session: Session, params: types.CodeLensParams) -> list[types.CodeLens] | None:
    """The functions of each handler of a source file."""
    path = path_of(params.text_document.uri)
    if path is None:
        return None
    lenses = code_lenses(session.snapshot, path)
    session.shown_lenses.tell(path)
    return [_converted(session, params.text_document, path, lens) for lens in lenses]


def _converted(
    session: Session, document: types.TextDocumentIdentifier, path: str, lens: Lens
) -> types.CodeLens:
    place = session.converter.range(path, lens.span)
    target = types.TextDocumentPositionParams(text_document=document, position=place.start)
    command = types.Command(title=lens.title, command=SHOW_FUNCTIONS, arguments=[target])
    return types.CodeLens(range=place, command=command)


METHODS = (Method(types.TEXT_DOCUMENT_CODE_LENS, answer),)
