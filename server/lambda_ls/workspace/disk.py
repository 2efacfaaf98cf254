"""Reading the disk. Nothing fails, waits or is remembered here."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from ..text.source import SourceText

Kind: TypeAlias = Literal["file", "folder"]

LARGEST_FILE = 2 * 1024 * 1024
"""Bytes; CloudFormation refuses templates above 1 MB, and no handler is written in larger files."""

_BINARY_SAMPLE = 4_096
# Without this, opening a pipe that has just taken a file's place would wait for ever.
_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0)


class Entry(NamedTuple):
    """What stands in a folder under a name; `kind` is that of what a link leads to."""

    name: str
    kind: Kind
    is_link: bool


def is_below(path: str, folder: str) -> bool:
    """Whether the path is the folder or something in it, going by the texts."""
    return path == folder or path.startswith(folder if folder.endswith(os.sep) else folder + os.sep)


def outermost(paths: Iterable[str]) -> list[str]:
    """The paths that are not below another one of them."""
    kept: list[str] = []
    # What is in a folder comes right behind it in this order.
    for path in sorted(paths, key=lambda path: path.split(os.sep)):
        if not kept or not is_below(path, kept[-1]):
            kept.append(path)
    return kept


def really_below(path: str, real_folders: Iterable[str]) -> bool:
    """Whether a path is in one of these folders also after following all links."""
    try:
        real = os.path.realpath(path)
    except (OSError, ValueError):
        return False
    return any(is_below(real, folder) for folder in real_folders)


def read_folder(path: str) -> list[Entry] | None:
    """What is in a folder; nothing if there is no such folder, None if nobody may look into it."""
    try:
        with os.scandir(path) as entries:
            return [
                Entry(entry.name, "folder" if _is_folder(entry) else "file", entry.is_symlink())
                for entry in entries
            ]
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return []
    except OSError:
        return None


def read_bytes(path: str) -> bytes | None:
    """The content of a regular file up to the largest size read; None for anything else."""
    try:
        # Opening a device can do things by itself.
        if not stat.S_ISREG(os.stat(path).st_mode):
            return None
        with open(path, "rb", opener=_open) as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError):
        return None
    return data if len(data) <= LARGEST_FILE else None


def decode(data: bytes) -> SourceText | None:
    """The text of a file's bytes; None if they are no text.

    UTF-8 unless a byte order mark says UTF-16; bytes that are no UTF-8 become U+FFFD, of which a
    text in another encoding has a few.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return SourceText(data.decode("utf-16", errors="replace"))
    if b"\0" in data[:_BINARY_SAMPLE]:
        return None
    text = data.decode("utf-8-sig", errors="replace")
    sample = text[:_BINARY_SAMPLE]
    is_text = sample.count("\ufffd") * 2 <= len(sample)
    return SourceText(text) if is_text else None


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | _WITHOUT_WAITING)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # A link leads in a circle, or where nobody may look.
        return False
