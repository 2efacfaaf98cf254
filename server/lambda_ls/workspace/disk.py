"""Reading the disk. Nothing fails, waits or is remembered here."""

from __future__ import annotations

import os
import stat
import sys
from collections import deque
from collections.abc import Generator, Iterable, Mapping
from contextlib import suppress
from typing import Literal, NamedTuple, TypeAlias

from ..text.source import SourceText

Kind: TypeAlias = Literal["file", "folder"]

LARGEST_FILE = 2 * 1024 * 1024
"""Bytes; CloudFormation refuses templates above 1 MB, and no handler is written in larger files."""

_LONGEST_PATH = 4_096
_DEEPEST_PATH = 256
"""Folders in each other, more than which nobody has, and nobody need follow."""

_BINARY_SAMPLE = 4_096
_PIECE = 64 * 1024
_AHEAD = 64
# Without the second, opening a pipe that has just taken a file's place would wait for ever.
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Entry(NamedTuple):
    """What stands in a folder under a name; `kind` is that of what a link leads to."""

    name: str
    kind: Kind
    is_link: bool


def is_below(path: str, folder: str) -> bool:
    """Whether the path is the folder or something in it, going by the texts."""
    return path == folder or path.startswith(folder if folder.endswith(os.sep) else folder + os.sep)


def is_endless(path: str) -> bool:
    """Whether a path is too long or too deep to be that of a file which somebody has."""
    return len(path) > _LONGEST_PATH or path.count(os.sep) > _DEEPEST_PATH


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


def path_below(path: str, folders: Mapping[str, str]) -> str | None:
    """A path as it is written below one of these folders; None if its own folders are in none.

    `folders` are the names to write by what they are after following all links. Links are followed
    only on the way to the folder, so that one that leads out of it is still seen to do so.
    """
    for start in () if is_endless(path) else _starts(path):
        try:
            real = os.path.realpath(start)
        except (OSError, ValueError):
            return None
        for real_folder, folder in folders.items():
            if is_below(real, real_folder):
                return os.path.normpath(folder + real[len(real_folder) :] + path[len(start) :])
    return None


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
    return _content(_opened(path))


def read_many(paths: Iterable[str]) -> Generator[tuple[str, bytes | None], None, None]:
    """Each path with what `read_bytes` gives for it, in their order.

    A disk works for as long as it has something to do: it is told of some files before the first
    of them is read.
    """
    opened: deque[tuple[str, int | None]] = deque()
    try:
        for path in paths:
            opened.append((path, _asked_for(path)))
            if len(opened) > _AHEAD:
                yield _read_first(opened)
        while opened:
            yield _read_first(opened)
    finally:
        for _, descriptor in opened:
            if descriptor is not None:
                os.close(descriptor)


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


def _starts(path: str) -> list[str]:
    """The folders that hold a path, the outermost first, and the path itself."""
    starts = [path]
    while (parent := os.path.dirname(starts[-1])) != starts[-1]:
        starts.append(parent)
    return starts[::-1]


def _opened(path: str) -> int | None:
    try:
        # Opening a device can do things by itself.
        is_file = stat.S_ISREG(os.stat(path).st_mode)
        return os.open(path, _READING) if is_file else None
    except (OSError, ValueError):
        return None


def _asked_for(path: str) -> int | None:
    """The descriptor of a file whose content the system gets meanwhile, where it can."""
    descriptor = _opened(path)
    if sys.platform == "linux" and descriptor is not None:
        # It may be a pipe by now, of which nothing can be got.
        with suppress(OSError):
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_WILLNEED)
    return descriptor


def _read_first(opened: deque[tuple[str, int | None]]) -> tuple[str, bytes | None]:
    path, descriptor = opened.popleft()
    return path, _content(descriptor)


def _content(descriptor: int | None) -> bytes | None:
    if descriptor is None:
        return None
    pieces, room = [], LARGEST_FILE + 1
    try:
        while room and (piece := os.read(descriptor, min(room, _PIECE))):
            pieces.append(piece)
            room -= len(piece)
    except OSError:
        return None
    finally:
        os.close(descriptor)
    return b"".join(pieces) if room else None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # A link leads in a circle, or where nobody may look.
        return False
