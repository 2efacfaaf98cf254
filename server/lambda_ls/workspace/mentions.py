"""Finding the source files that mention a word, without remembering what else they say."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .disk import decode, read_bytes
from .files import Files
from .scan import SKIPPED_FOLDERS, holds_packages

if TYPE_CHECKING:
    from ..languages.base import Language

_FOLDERS_WALKED = 50_000
_TWO_BYTE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def source_files(files: Files, language: Language) -> Iterator[str]:
    """The source files of a language in the workspace, but for those in folders that tools fill."""
    pending = list(files.roots)
    for walked in range(_FOLDERS_WALKED):
        if walked >= len(pending):
            return
        folder = pending[walked]
        listing = files.folder(folder)
        if holds_packages(listing) and folder not in files.roots:
            continue
        for name, kind in listing.items():
            path = os.path.join(folder, name)
            if kind == "file" and name.endswith(language.extensions):
                yield path
            # A link can lead back to where it stands.
            elif kind == "folder" and name not in SKIPPED_FOLDERS and not os.path.islink(path):
                pending.append(path)


def mentions(files: Files, path: str, groups: Iterable[tuple[str, ...]]) -> bool:
    """Whether a file's text holds a word of every group.

    A workspace has thousands of files: they are searched as bytes and not kept.
    """
    # Where a link leads must be looked at, which `source` does.
    source = files.source(path) if files.is_open(path) or os.path.islink(path) else None
    if source is not None:
        return all(any(word in source.text for word in group) for group in groups)
    data = b"" if os.path.islink(path) else read_bytes(path) or b""
    if data.startswith(_TWO_BYTE_MARKS):
        decoded = decode(data)
        data = _bytes(decoded.text) if decoded else b""
    return all(any(_bytes(word) in data for word in group) for group in groups)


def _bytes(text: str) -> bytes:
    # Names of files can hold lone surrogates, which stand for bytes that are no text.
    return text.encode("utf-8", "surrogatepass")
