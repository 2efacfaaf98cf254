from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lambda_ls.lsp.documents import OpenDocuments
from lambda_ls.lsp.paths import Paths
from lambda_ls.lsp.positions import Encoding, Positions
from lsprotocol import types

PATH = str(Path(os.sep, "work", "template.yaml").absolute())
URI = Path(PATH).as_uri()
CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
TEXTS = st.text(alphabet=st.sampled_from("ab: é€🚀\f\u2028\r\n"), max_size=30)
POSITIONS = st.builds(types.Position, line=st.integers(0, 8), character=st.integers(0, 12))
CHANGES = st.tuples(POSITIONS, POSITIONS, TEXTS)


def opened(text: str, encoding: Encoding = "utf-16") -> OpenDocuments:
    documents = OpenDocuments(Positions(encoding), Paths(()))
    assert documents.open(types.TextDocumentItem(URI, "yaml", 1, text))
    return documents


def edit(
    start: types.Position, end: types.Position, text: str
) -> types.TextDocumentContentChangeEvent:
    return types.TextDocumentContentChangePartial(range=types.Range(start, end), text=text)


def text_after(
    documents: OpenDocuments, *changes: types.TextDocumentContentChangeEvent, version: int = 2
) -> str:
    document = documents.change(types.VersionedTextDocumentIdentifier(version, URI), changes)
    assert document and document.version == version
    return document.source.text


class Reference:
    """An editor's buffer as a list of lines of encoded units: nothing in common with the server."""

    def __init__(self, text: str, encoding: Encoding) -> None:
        self.codec, self.width = CODECS[encoding]
        self.text = text

    def replace(self, start: types.Position, end: types.Position, text: str) -> None:
        first, last = self.offset(start), self.offset(end)
        last = max(first, last)
        self.text = self.text[:first] + text + self.text[last:]

    def offset(self, position: types.Position) -> int:
        lines = re.split("(\r\n|\n|\r)", self.text)
        if position.line * 2 >= len(lines):
            return len(self.text)
        before = "".join(lines[: position.line * 2])
        units = lines[position.line * 2].encode(self.codec)
        kept = units[: position.character * self.width].decode(self.codec, errors="ignore")
        return len(before) + len(kept)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@given(text=TEXTS, changes=st.lists(CHANGES, max_size=6))
def test_any_edits_give_the_text_that_the_editor_has(
    encoding: Encoding, text: str, changes: list[tuple[types.Position, types.Position, str]]
) -> None:
    reference = Reference(text, encoding)
    for start, end, inserted in changes:
        reference.replace(start, end, inserted)
    assert text_after(opened(text, encoding), *(edit(*each) for each in changes)) == reference.text


def test_changes_are_applied_one_after_another() -> None:
    at = types.Position(0, 1)
    assert text_after(opened("ad"), edit(at, at, "c"), edit(at, at, "b")) == "abcd"


def test_a_change_without_range_replaces_the_text() -> None:
    whole = types.TextDocumentContentChangeWholeDocument(text="new")
    assert text_after(opened("old"), whole) == "new"


def test_the_uri_is_kept_as_the_client_writes_it() -> None:
    documents = OpenDocuments(Positions("utf-16"), Paths(()))
    uri = URI.replace("template", "templat%65")
    documents.open(types.TextDocumentItem(uri, "yaml", 1, ""))
    document = documents.get(PATH)
    assert document and document.uri == uri


def test_a_closed_document_is_forgotten() -> None:
    documents = opened("a")
    closed = documents.close(URI)
    assert closed and closed.path == PATH
    assert documents.get(PATH) is None
    assert documents.close(URI) is None


@pytest.mark.parametrize("uri", ["untitled:Untitled-1", "git:/work/template.yaml"])
def test_documents_that_are_no_files_are_ignored(uri: str) -> None:
    documents = OpenDocuments(Positions("utf-16"), Paths(()))
    assert documents.open(types.TextDocumentItem(uri, "yaml", 1, "a")) is None
    assert documents.change(types.VersionedTextDocumentIdentifier(2, uri), []) is None
    assert documents.close(uri) is None
    assert list(documents) == []


def test_a_change_of_a_document_that_is_not_open_is_ignored() -> None:
    documents = OpenDocuments(Positions("utf-16"), Paths(()))
    assert documents.change(types.VersionedTextDocumentIdentifier(2, URI), []) is None
