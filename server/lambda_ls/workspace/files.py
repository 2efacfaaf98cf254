"""The user's files: what is on disk, with the editor's unsaved texts over it.

Nothing outside the workspace folders is read, also not through links. Every look at a file or
folder can be recorded, so that a result is computed again only when something it saw has changed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Literal, TypeAlias

from ..text.source import SourceText

Kind: TypeAlias = Literal["file", "folder"]

LARGEST_FILE = 2 * 1024 * 1024
"""Bytes; CloudFormation refuses templates above 1 MB, and no handler is written in larger files."""

_TEXTS_REMEMBERED = 2_000
_BINARY_SAMPLE = 4_096


class Files:
    """The files below the workspace folders. Paths are absolute and normalised.

    Names are compared exactly, whatever the file system does, because Lambda's is case-sensitive.
    """

    def __init__(self, roots: Iterable[str]) -> None:
        self.roots = tuple(roots)
        self._real_roots = tuple(os.path.realpath(root) for root in self.roots)
        self._open: dict[str, SourceText] = {}
        self._texts: dict[str, SourceText | None] = {}
        self._folders: dict[str, Mapping[str, Kind]] = {}
        self._recordings: list[set[str]] = []
        self._changes: dict[str, int] = {}
        self.revision = 0

    def source(self, path: str) -> SourceText | None:
        """The text of a file; None if there is none, or it is binary, too large or unreadable."""
        self._record(path)
        if path in self._open:
            return self._open[path]
        if path not in self._texts:
            if len(self._texts) >= _TEXTS_REMEMBERED:
                del self._texts[next(iter(self._texts))]
            self._texts[path] = self._load(path)
        return self._texts[path]

    def kind(self, path: str) -> Kind | None:
        """What stands at a path, spelt exactly so; None if nothing does or it is outside."""
        if path in self.roots:
            return "folder"
        if not self.contains(path):
            return None
        parent, name = os.path.split(path)
        return self.folder(parent).get(name) if self.kind(parent) == "folder" else None

    def folder(self, path: str) -> Mapping[str, Kind]:
        """The names in a folder with what they are; empty if it cannot be read."""
        self._record(path)
        if path not in self._folders:
            self._folders[path] = self._list(path)
        return self._folders[path]

    def contains(self, path: str) -> bool:
        """Whether the path is below a workspace folder, going by its text."""
        return any(is_below(path, root) for root in self.roots)

    def root_of(self, path: str) -> str | None:
        """The innermost workspace folder that holds the path."""
        return max((root for root in self.roots if is_below(path, root)), key=len, default=None)

    def open(self, path: str, text: str) -> None:
        """The editor's text is what counts from now on."""
        if path not in self._open and self.kind(path) is None:
            self._forget_folder(path)
        self._open[path] = SourceText(text)
        self._changed(path)

    def close(self, path: str) -> None:
        """The text on disk counts again."""
        self._open.pop(path, None)
        self.disk_changed(path)

    def is_open(self, path: str) -> bool:
        """Whether the editor holds the file."""
        return path in self._open

    def disk_changed(self, path: str) -> None:
        """Something was created, changed or deleted at a path; below it too, if it is a folder."""
        below = path + os.sep
        for known in (self._folders, self._texts):
            for gone in [each for each in known if each == path or each.startswith(below)]:
                del known[gone]
                self._changed(gone)
        self._forget_folder(path)
        self._changed(path)

    def adopt(self, listings: Mapping[str, Mapping[str, Kind]]) -> None:
        """Take over the listings that a scan has made, which may be newer than ours."""
        for path, listing in listings.items():
            with_open = self._with_open(path, dict(listing))
            if self._folders.get(path, with_open) != with_open:
                self._changed(path)
            self._folders[path] = with_open

    @contextmanager
    def recording(self) -> Iterator[set[str]]:
        """Collects the paths of all files and folders that are looked at meanwhile."""
        seen: set[str] = set()
        self._recordings.append(seen)
        try:
            yield seen
        finally:
            self._recordings.pop()
            if self._recordings:
                self._recordings[-1] |= seen

    def unchanged(self, seen: Iterable[str], since: int) -> bool:
        """Whether none of the recorded paths has changed after a revision."""
        changes = self._changes
        return all(changes.get(path, 0) <= since for path in seen)

    def record(self, seen: Iterable[str]) -> None:
        """Count earlier looks as made now, as when their remembered result is used again."""
        if self._recordings:
            self._recordings[-1].update(seen)

    def _record(self, path: str) -> None:
        if self._recordings:
            self._recordings[-1].add(path)

    def _changed(self, path: str) -> None:
        self.revision += 1
        self._changes[path] = self.revision

    def _forget_folder(self, path: str) -> None:
        parent = os.path.dirname(path)
        self._folders.pop(parent, None)
        self._changed(parent)

    def _list(self, path: str) -> Mapping[str, Kind]:
        if not self._really_inside(path):
            return {}
        return self._with_open(path, read_folder(path))

    def _with_open(self, path: str, listing: dict[str, Kind]) -> Mapping[str, Kind]:
        for each in self._open:
            parent, name = os.path.split(each)
            if parent == path:
                listing[name] = "file"
        return listing

    def _load(self, path: str) -> SourceText | None:
        if not self._really_inside(path):
            return None
        data = read_bytes(path)
        return None if data is None else decode(data)

    def _really_inside(self, path: str) -> bool:
        """Whether the path is in the workspace also after following links."""
        try:
            real = os.path.realpath(path)
        except (OSError, ValueError):
            return False
        return any(is_below(real, root) for root in self._real_roots)


def is_below(path: str, folder: str) -> bool:
    """Whether the path is the folder or something in it, going by the texts."""
    return path == folder or path.startswith(folder if folder.endswith(os.sep) else folder + os.sep)


def read_folder(path: str) -> dict[str, Kind]:
    """The names in a folder of the disk; empty if it cannot be read."""
    try:
        with os.scandir(path) as entries:
            return {entry.name: "folder" if entry.is_dir() else "file" for entry in entries}
    except (OSError, ValueError):
        return {}


def read_bytes(path: str) -> bytes | None:
    """The content of a regular file up to the largest size read; None for anything else."""
    try:
        status = os.stat(path)
        # Opening a FIFO or a device could wait for ever.
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_FILE:
            return None
        with open(path, "rb") as file:
            return file.read()
    except (OSError, ValueError):
        return None


def decode(data: bytes) -> SourceText | None:
    """The text of a file's bytes; None if they are no text.

    UTF-8 unless a byte order mark says UTF-16; bytes that are no UTF-8 become U+FFFD.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return SourceText(data.decode("utf-16", errors="replace"))
    if b"\0" in data[:_BINARY_SAMPLE]:
        return None
    return SourceText(data.decode("utf-8-sig", errors="replace"))
