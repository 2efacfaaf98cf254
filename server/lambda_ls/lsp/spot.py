"""A place in a file that a request asks about."""

from __future__ import annotations

from typing import Protocol

from lsprotocol import types
from msgspec import Struct

from ..workspace.workspace import WorkspaceSnapshot


class Pointing(Protocol):
    """Parameters of a request that points to a place in a document."""

    text_document: types.TextDocumentIdentifier
    position: types.Position


class Spot(Struct, frozen=True):
    """A place in a file of a workspace."""

    snapshot: WorkspaceSnapshot
    path: str
    offset: int
