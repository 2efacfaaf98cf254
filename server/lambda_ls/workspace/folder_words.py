"""The words in all text files of a folder, to tell that something is mentioned nowhere."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator

from ..text.source import SourceText
from .disk import read_bytes
from .files import Files
from .scan import SKIPPED_FOLDERS, holds_packages
from .tracked import Tracked

_MOST_FILES = 2_000
_WORD = re.compile(rb"[A-Za-z_]\w{1,100}")
# Text for people, in which a name takes no effect.
_PROSE = (".md", ".rst", ".svg")
_DATA = (".json", ".template", ".yaml", ".yml")
# What only templates have.
_MARKERS = (b"AWS::Lambda::Function", b"AWS::Serverless::", b"\nprovider:", b"\nfunctions:")
# Stands for all words of a file that cannot be read; no word is called so.
_UNREADABLE = b"\0"
_PICTURES = (".gif", ".ico", ".jpeg", ".jpg", ".pdf", ".png", ".ttf", ".webp", ".woff", ".woff2")


class FolderWords:
    """Reads the words of folders; those of each file are remembered until it changes."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._words: Tracked[str, frozenset[bytes]] = Tracked(
            files, self._of_file, lambda path: path
        )

    def unmentioned(self, folder: str, names: Collection[str]) -> frozenset[str]:
        """Those names that nothing below a folder mentions, in whatever case.

        None of them where not everything can be read. Folders that tools fill are left out, and
        templates, which declare what code reads.
        """
        left = {name.lower().encode() for name in names}
        for count, path in enumerate(self._paths(folder)):
            if count >= _MOST_FILES or not left or self._has(path, _UNREADABLE):
                return frozenset()
            left = {word for word in left if not self._has(path, word)}
        return frozenset(name for name in names if name.lower().encode() in left)

    def _has(self, path: str, word: bytes) -> bool:
        if not self._files.is_open(path):
            return word in self._words.get(path)
        # Somebody types there, which seldom concerns more than one function.
        words = _words_of_data if path.endswith(_DATA) else _words
        return self._files.has_word(path, words, word)

    def _of_file(self, path: str) -> frozenset[bytes]:
        return _words_in(self._data(path), path.endswith(_DATA))

    def _paths(self, folder: str) -> Iterator[str]:
        pending = [folder]
        while pending:
            current = pending.pop()
            listing = self._files.folder(current)
            if holds_packages(listing) and current != folder:
                continue
            for name, kind in listing.items():
                path = os.path.join(current, name)
                if kind == "folder" and name not in SKIPPED_FOLDERS:
                    pending.append(path)
                elif kind == "file" and not name.lower().endswith((*_PROSE, *_PICTURES)):
                    yield path

    def _data(self, path: str) -> bytes | None:
        # Whole workspaces are searched so: what the editor does not show is not kept.
        if os.path.islink(path):
            return _data_of(self._files.source(path))
        self._files.record((path,))
        return read_bytes(path)


def _words(source: SourceText | None) -> frozenset[bytes]:
    return _words_in(_data_of(source), is_data=False)


def _words_of_data(source: SourceText | None) -> frozenset[bytes]:
    return _words_in(_data_of(source), is_data=True)


def _data_of(source: SourceText | None) -> bytes | None:
    return source.text.encode("utf-8", "replace") if source is not None else None


def _words_in(data: bytes | None, is_data: bool) -> frozenset[bytes]:
    if data is None or b"\0" in data:
        return frozenset((_UNREADABLE,))
    if is_data and any(marker in data for marker in _MARKERS):
        return frozenset()
    return frozenset(_WORD.findall(data.lower()))
