"""The texts that the editor holds.

pygls keeps texts too, but splits their lines as Python does and not as the protocol says; its
handling is switched off in `protocol.py`, and texts are kept here only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types
from msgspec import Struct

from ..text.source import SourceText
from .positions import Positions
from .uris import path_of


class OpenDocument(Struct, frozen=True):
    """A file in the editor. `uri` is written as the client writes it."""

    uri: str
    path: str
    version: int
    source: SourceText


class OpenDocuments:
    """All open files by path. URIs that name no file are not kept."""

    def __init__(self, positions: Positions) -> None:
        self._positions = positions
        self._by_path: dict[str, OpenDocument] = {}

    def __iter__(self) -> Iterator[OpenDocument]:
        return iter(self._by_path.values())

    def get(self, path: str) -> OpenDocument | None:
        """The open file at a path."""
        return self._by_path.get(path)

    def open(self, item: types.TextDocumentItem) -> OpenDocument | None:
        """Keep a file; None if it is none."""
        path = path_of(item.uri)
        if path is None:
            return None
        return self.keep(OpenDocument(item.uri, path, item.version, SourceText(item.text)))

    def change(
        self,
        identifier: types.VersionedTextDocumentIdentifier,
        changes: Iterable[types.TextDocumentContentChangeEvent],
    ) -> OpenDocument | None:
        """Apply changes one after another; None if the file is not open."""
        path = path_of(identifier.uri)
        document = self._by_path.get(path) if path else None
        if document is None:
            return None
        source = document.source
        for change in changes:
            source = self._changed(source, change)
        return self.keep(OpenDocument(document.uri, document.path, identifier.version, source))

    def close(self, uri: str) -> OpenDocument | None:
        """Forget a file; None if it was not open."""
        path = path_of(uri)
        return self._by_path.pop(path, None) if path else None

    def keep(self, document: OpenDocument) -> OpenDocument:
        """Remember a file as it is now."""
        self._by_path[document.path] = document
        return document

    def _changed(
        self, source: SourceText, change: types.TextDocumentContentChangeEvent
    ) -> SourceText:
        if isinstance(change, types.TextDocumentContentChangeWholeDocument):
            return SourceText(change.text)
        span = self._positions.span(source, change.range)
        return source.edited(span, change.text)
