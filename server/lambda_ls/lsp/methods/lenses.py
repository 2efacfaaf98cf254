"""`textDocument/codeLens`: what a handler is, and by what it is run."""

from __future__ import annotations

from collections.abc import Mapping

from lsprotocol import types

from ...features.results import Lens
from ...features.run_lenses import RunAction, RunLens
from ..commands import DEBUG, EDIT_EVENT, INVOKE, SHOW_FUNCTIONS
from ..session import Session
from .base import Method

_COMMANDS: Mapping[RunAction, str] = {
    "run": INVOKE,
    "run-cold": INVOKE,
    "debug": DEBUG,
    "edit-event": EDIT_EVENT,
}


def answer(session: Session, params: types.CodeLensParams) -> list[types.CodeLens] | None:
    """The functions of each handler of a source file, and how they are run."""
    path = session.paths.of(params.text_document.uri)
    if path is None:
        return None
    lenses = session.lenses(path)
    session.shown_lenses.tell(path)
    return [_converted(session, params.text_document, path, lens) for lens in lenses]


def _converted(
    session: Session, document: types.TextDocumentIdentifier, path: str, lens: Lens | RunLens
) -> types.CodeLens:
    place = session.converter.range(path, lens.span)
    if isinstance(lens, RunLens):
        command = types.Command(
            title=lens.title, command=_COMMANDS[lens.action], arguments=[_arguments(lens)]
        )
        return types.CodeLens(range=place, command=command)
    target = types.TextDocumentPositionParams(text_document=document, position=place.start)
    command = types.Command(title=lens.title, command=SHOW_FUNCTIONS, arguments=[target])
    return types.CodeLens(range=place, command=command)


def _arguments(lens: RunLens) -> Mapping[str, object]:
    arguments: dict[str, object] = {"target": lens.target}
    if lens.event:
        arguments["trigger"] = lens.event
    if lens.action == "run-cold":
        arguments["cold"] = True
    return arguments


METHODS = (Method(types.TEXT_DOCUMENT_CODE_LENS, answer),)
