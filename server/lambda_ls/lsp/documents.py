"""The texts that the editor holds.

pygls keeps texts too, but splits their lines as Python does and not as the protocol says; its
handling is switched off in `protocol.py`, and texts are kept here only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types
from msgspec import Struct
from msgspec.structs import replace

from ..text.source import SourceText
from .lenient import NO_VERSION
from .paths import Paths
from .positions import Positions
from .uris import path_of


class OpenDocument(Struct, frozen=True):
    """A file in the editor.

    `uri` is written as the client writes it, `name` is the path in it, and `path` that of `Paths`.
    `version` is None where the client tells none.
    """

    uri: str
    name: str
    path: str
    version: int | None
    source: SourceText


class OpenDocuments:
    """All open files. URIs that name no file are not kept.

    An editor that does not follow links can have a file open by several names, with a text of its
    own for each. The one that was opened or edited last is what counts.
    """

    def __init__(self, positions: Positions, paths: Paths) -> None:
        self._positions = positions
        self._paths = paths
        self._by_name: dict[str, OpenDocument] = {}
        self._by_path: dict[str, OpenDocument] = {}

    def __iter__(self) -> Iterator[OpenDocument]:
        return iter(self._by_path.values())

    def get(self, path: str) -> OpenDocument | None:
        """The open file at a path."""
        return self._by_path.get(path)

    def named(self, uri: str) -> OpenDocument | None:
        """The open file that the client calls so."""
        name = path_of(uri)
        return self._by_name.get(name) if name else None

    def locate(self, paths: Paths) -> None:
        """Have the files the paths that they have in other folders."""
        self._paths = paths
        documents = tuple(self._by_name.values())
        self._by_path.clear()
        for document in documents:
            self.keep(replace(document, path=paths.inside(document.name)))

    def open(self, item: types.TextDocumentItem) -> OpenDocument | None:
        """Keep a file; None if it is none."""
        name = path_of(item.uri)
        if name is None:
            return None
        path, source = self._paths.inside(name), SourceText(item.text)
        return self.keep(OpenDocument(item.uri, name, path, _told(item.version), source))

    def change(
        self,
        identifier: types.VersionedTextDocumentIdentifier,
        changes: Iterable[types.TextDocumentContentChangeEvent],
    ) -> OpenDocument | None:
        """Apply changes one after another; None if the file is not open."""
        document = self.named(identifier.uri)
        if document is None:
            return None
        source = document.source
        for change in changes:
            source = self._changed(source, change)
        return self.keep(replace(document, version=_told(identifier.version), source=source))

    def close(self, uri: str) -> OpenDocument | None:
        """Forget a file; None if it was not open."""
        name = path_of(uri)
        closed = self._by_name.pop(name, None) if name else None
        if closed is not None:
            self._by_path.pop(closed.path, None)
            for document in self._by_name.values():
                if document.path == closed.path:
                    self._by_path[closed.path] = document
        return closed

    def keep(self, document: OpenDocument) -> OpenDocument:
        """Remember a file as it is now."""
        self._by_path[document.path] = document
        # The last one is what counts.
        self._by_name.pop(document.name, None)
        self._by_name[document.name] = document
        return document

    def _changed(
        self, source: SourceText, change: types.TextDocumentContentChangeEvent
    ) -> SourceText:
        if isinstance(change, types.TextDocumentContentChangeWholeDocument):
            return SourceText(change.text)
        span = self._positions.span(source, change.range)
        return source.edited(span, change.text)


def _told(version: int) -> int | None:
    return None if version == NO_VERSION else version
