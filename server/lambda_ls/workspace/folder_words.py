"""The words in all text files of a folder, to tell that something is mentioned nowhere."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from .disk import read_bytes
from .files import Files
from .scan import SKIPPED_FOLDERS, holds_packages
from .tracked import Tracked

_MOST_FILES = 2_000
_WORD = re.compile(rb"[A-Za-z_]\w{1,100}")
# Text for people, in which a name takes no effect.
_PROSE = (".md", ".rst", ".svg")
_DATA = (".json", ".template", ".yaml", ".yml")
_PICTURES = (".gif", ".ico", ".jpeg", ".jpg", ".pdf", ".png", ".ttf", ".webp", ".woff", ".woff2")


class FolderWords:
    """Reads the words of folders; those of each file are remembered until it changes."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._words: Tracked[str, frozenset[bytes] | None] = Tracked(
            files, self._of_file, lambda path: path
        )

    def of(self, folder: str) -> frozenset[bytes] | None:
        """All words below a folder in lower case; None where not everything can be read.

        Folders that tools fill are left out, and templates, which declare what code reads.
        """
        found: set[bytes] = set()
        for count, path in enumerate(self._paths(folder)):
            words = self._words.get(path)
            if words is None or count >= _MOST_FILES:
                return None
            found |= words
        return frozenset(found)

    def _of_file(self, path: str) -> frozenset[bytes] | None:
        data = self._data(path)
        if data is None or b"\0" in data:
            return None
        is_data = path.endswith(_DATA) and _is_template(data)
        return frozenset() if is_data else frozenset(_WORD.findall(data.lower()))

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
        if self._files.is_open(path) or os.path.islink(path):
            source = self._files.source(path)
            return source.text.encode("utf-8", "replace") if source else None
        self._files.record((path,))
        return read_bytes(path)


def _is_template(data: bytes) -> bool:
    markers = (b"AWS::Lambda::Function", b"AWS::Serverless::", b"\nprovider:", b"\nfunctions:")
    return any(marker in data for marker in markers)
