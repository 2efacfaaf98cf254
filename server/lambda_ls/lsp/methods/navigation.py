"""`textDocument/definition`, `references` and `documentLink`."""

from __future__ import annotations

from typing import TypeAlias

from lsprotocol import types

from ...features.definition import definitions
from ...features.links import document_links
from ...features.references import references
from ..inference import questions_at
from ..session import Session
from .base import Later, Method

Definitions: TypeAlias = "list[types.LocationLink] | list[types.Location]"


def definition(session: Session, params: types.DefinitionParams) -> Definitions | Later | None:
    """From a handler string to the code, and back."""
    spot = session.spot(params)
    if spot is None:
        return None
    found = definitions(spot.snapshot, spot.path, spot.offset)
    read = session.converter.definitions(spot.path, found)
    questions = questions_at(spot, session.workspace)
    if not questions:
        return read

    workspace = session.workspace

    async def inferred() -> Definitions:
        """What jedi finds is behind the import that reading the file finds."""
        return await session.inference.locations(workspace, questions) or read

    return Later(inferred)


def all_references(session: Session, params: types.ReferenceParams) -> list[types.Location] | None:
    """Everywhere a handler is named."""
    spot = session.spot(params)
    if spot is None:
        return None
    declaration = params.context.include_declaration
    found = references(spot.snapshot, spot.path, spot.offset, declaration)
    return [session.converter.location(each) for each in found]


def links(session: Session, params: types.DocumentLinkParams) -> list[types.DocumentLink] | None:
    """The files that a template names."""
    path = session.paths.of(params.text_document.uri)
    if path is None:
        return None
    found = document_links(session.snapshot, path)
    return [session.converter.link(path, each) for each in found]


METHODS = (
    Method(types.TEXT_DOCUMENT_DEFINITION, definition, may_wait=True),
    Method(types.TEXT_DOCUMENT_REFERENCES, all_references),
    Method(types.TEXT_DOCUMENT_DOCUMENT_LINK, links),
)
