"""The user's files: what is on disk, with the editor's unsaved texts over it.

Nothing outside the workspace folders is read, also not through links. Every look at a file or
folder can be recorded, so that a result is computed again only when something it saw has changed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from typing import NamedTuple, TypeAlias

from ..text.memo import Bounded
from ..text.source import SourceText
from .disk import (
    LARGEST_FILE,
    Kind,
    decode,
    is_below,
    is_endless,
    read_bytes,
    read_folder,
    really_below,
)

_CHARACTERS_REMEMBERED = 16_000_000
_CHANGES_REMEMBERED = 4_096
_LOOKS_REMEMBERED = 65_536

Words: TypeAlias = Callable[[SourceText | None], frozenset[bytes]]
"""Reads the words of a text; None is one that cannot be read."""


class _Listing(NamedTuple):
    """The names in a folder; `is_readable` is false where nobody may look at them."""

    names: Mapping[str, Kind]
    is_readable: bool = True


class _Look(NamedTuple):
    """What stands at a path, or that nobody may look; it rests on the `steps` that lead there."""

    steps: tuple[str, ...]
    kind: Kind | None = None
    is_hidden: bool = False


class Files:
    """The files below the workspace folders. Paths are absolute and normalised.

    Names are compared exactly, whatever the file system does, because Lambda's is case-sensitive.
    """

    def __init__(self, roots: Iterable[str]) -> None:
        self.roots = tuple(roots)
        self._real_roots = tuple(os.path.realpath(root) for root in self.roots)
        self._open: dict[str, SourceText | None] = {}
        self._unsaved: dict[str, dict[str, Kind]] = {}
        self._texts: Bounded[str, SourceText | None] = Bounded(
            _CHARACTERS_REMEMBERED, lambda path, text: len(path) + (len(text) if text else 0)
        )
        self._folders: dict[str, _Listing] = {}
        self._looks: dict[str, _Look] = {}
        self._recordings: list[set[str]] = []
        self._words: dict[str, dict[Words, frozenset[bytes]]] = {}
        self._changes: list[str] = []
        self._changes_forgotten = 0

    @property
    def revision(self) -> int:
        """How many changes there have been."""
        return self._changes_forgotten + len(self._changes)

    def source(self, path: str) -> SourceText | None:
        """The text of a file; None if there is none, or it is binary, too large or unreadable."""
        self.record(self._steps(path))
        if path in self._open:
            return self._open[path]
        if path not in self._texts:
            self._texts[path] = self._load(path)
        return self._texts[path]

    def has_word(self, path: str, words: Words, word: bytes) -> bool:
        """Whether a file that is open has a word.

        Of the edits of its text only those count as a change that bring the word or take it away.
        """
        self.record((_opened(path), _word_in(path, word)))
        known = self._words.setdefault(path, {})
        if words not in known:
            known[words] = words(self._open[path])
        return word in known[words]

    def is_unsaved(self, path: str) -> bool:
        """Whether the editor holds another text than the disk."""
        held = self._open.get(path)
        on_disk = self._load(path) if held is not None else None
        return held is not None and (on_disk is None or on_disk.text != held.text)

    def kind(self, path: str) -> Kind | None:
        """What stands at a path, spelt exactly so; None if nothing does or it is outside."""
        return self._look(path).kind

    def is_hidden(self, path: str) -> bool:
        """Whether nobody can tell what stands at a path, for want of permission to look."""
        return self._look(path).is_hidden

    def folder(self, path: str) -> Mapping[str, Kind]:
        """The names in a folder with what they are; empty if it cannot be read."""
        if self.kind(path) != "folder":
            return {}
        self.record((_names_in(path),))
        return self._listing(path).names

    def contains(self, path: str) -> bool:
        """Whether the path is below a workspace folder, going by its text."""
        return self.root_of(path) is not None

    def really_contains(self, path: str) -> bool:
        """Whether what is made at a path is below a workspace folder, all links followed."""
        return really_below(path, self._real_roots)

    def root_of(self, path: str) -> str | None:
        """The innermost workspace folder that holds the path; None for what can be no path."""
        if is_endless(path):
            return None
        return max((root for root in self.roots if is_below(path, root)), key=len, default=None)

    def folders_above(self, path: str) -> list[str]:
        """The folders that hold a path, the innermost first, up to the workspace folder."""
        return [*self._steps(path)][-2::-1]

    def open(self, path: str, source: SourceText) -> None:
        """The editor's text is what counts from now on."""
        known = self._open.get(path) if path in self._open else self._texts.get(path)
        is_same = known is not None and known.text == source.text
        is_new = path not in self._open
        self._open[path] = known if is_same else _readable(source)
        if not is_same:
            self._changed(path)
        if is_new:
            self._unsaved = self._names_of_open()
            if self.kind(path) is None:
                self._list_again(self.folders_above(path))

    def close(self, path: str) -> None:
        """The text on disk counts again."""
        if path not in self._open:
            return
        shown = self._open.pop(path)
        saved = self._load(path)
        is_same = shown is not None and saved is not None and shown.text == saved.text
        self._texts[path] = shown if is_same else saved
        if not is_same:
            self._changed(path)
        self._unsaved = self._names_of_open()
        if saved is None:
            self._list_again(self.folders_above(path))

    @property
    def open_paths(self) -> frozenset[str]:
        """The files that are open in the editor."""
        return frozenset(self._open)

    def is_open(self, path: str) -> bool:
        """Whether the editor holds the file."""
        return path in self._open

    def disk_changed(self, *paths: str) -> None:
        """Something was created, changed or deleted at paths; below them too, if it is a folder."""
        for path in paths:
            self._reload(path)
        self._forget_below([path for path in paths if not self._is_file(path)])
        self._list_again({folder for path in paths for folder in self._outdated(path)})

    def adopt(self, listings: Mapping[str, Mapping[str, Kind]]) -> None:
        """Take over the listings of a scan, but for folders that have changed since its start."""
        if self._changes_forgotten:
            return
        changed = set(self._changes)
        changed_inside = {os.path.dirname(path) for path in changed}
        for path, names in listings.items():
            if path not in changed_inside and changed.isdisjoint(self._steps(path)):
                self._keep_listing(path, self._with_unsaved(path, _Listing(names)))

    @contextmanager
    def recording(self) -> Iterator[set[str]]:
        """Collects everything that is looked at meanwhile, as `unchanged` understands it."""
        seen: set[str] = set()
        self._recordings.append(seen)
        try:
            yield seen
        finally:
            self._recordings.pop()
            self.record(seen)

    @contextmanager
    def unrecorded(self) -> Iterator[None]:
        """Looks that no result hangs on: what is found there stays until something else changes."""
        recordings, self._recordings = self._recordings, []
        try:
            yield
        finally:
            self._recordings = recordings

    def unchanged(self, seen: Set[str], since: int) -> bool:
        """Whether nothing that was looked at has changed after a revision."""
        changes = self.changes(since)
        return changes is not None and seen.isdisjoint(changes)

    def changes(self, since: int) -> Sequence[str] | None:
        """What has changed after a revision; None if that is too long ago to be remembered."""
        if since < self._changes_forgotten:
            return None
        return self._changes[since - self._changes_forgotten :]

    def record(self, seen: Iterable[str]) -> None:
        """Count earlier looks as made now, as when their remembered result is used again."""
        if self._recordings:
            self._recordings[-1].update(seen)

    def _changed(self, path: str) -> None:
        self._changes += (path, *self._changed_words(path))
        if len(self._changes) > _CHANGES_REMEMBERED:
            half = _CHANGES_REMEMBERED // 2
            self._changes_forgotten += half
            del self._changes[:half]

    def _changed_words(self, path: str) -> Iterator[str]:
        """What has changed for those who have asked for a word of a file."""
        if path not in self._open:
            if self._words.pop(path, None):
                yield _opened(path)
            return
        known = self._words.get(path, {})
        for words, before in known.items():
            known[words] = words(self._open[path])
            yield from (_word_in(path, word) for word in known[words] ^ before)

    def _steps(self, path: str) -> Iterator[str]:
        """A path and the folders on the way to it, any of which can come or go with it."""
        root = self.root_of(path)
        if root is not None and root != path:
            yield root
            at = len(root) + 1
            while (at := path.find(os.sep, at)) >= 0:
                yield sys.intern(path[:at])
                at += 1
        yield sys.intern(path)

    def _look(self, path: str) -> _Look:
        """What stands at a path; remembered until another listing is."""
        look = self._looks.get(path)
        if look is None:
            if len(self._looks) > _LOOKS_REMEMBERED:
                self._looks.clear()
            look = self._looks[path] = self._new_look(path)
        self.record(look.steps)
        return look

    def _new_look(self, path: str) -> _Look:
        kind: Kind | None = None
        steps: list[str] = []
        for step in self._steps(path) if self.contains(path) else ():
            if not steps:
                kind = "folder"
            elif kind == "file":
                return _Look(tuple(steps))
            else:
                listing = self._listing(steps[-1])
                kind = listing.names.get(os.path.basename(step))
                if kind is None:
                    return _Look((*steps, step), None, not listing.is_readable)
            steps.append(step)
        return _Look(tuple(steps), kind)

    def _listing(self, path: str) -> _Listing:
        if path not in self._folders:
            self._folders[path] = self._list(path)
        return self._folders[path]

    def _list(self, path: str) -> _Listing:
        entries = read_folder(path) if really_below(path, self._real_roots) else None
        names = {entry.name: entry.kind for entry in entries or ()}
        return self._with_unsaved(path, _Listing(names, entries is not None))

    def _with_unsaved(self, path: str, listing: _Listing) -> _Listing:
        unsaved = self._unsaved.get(path)
        return listing._replace(names={**unsaved, **listing.names}) if unsaved else listing

    def _keep_listing(self, path: str, listing: _Listing) -> None:
        before = self._folders.get(path)
        self._folders[path] = listing
        if before is None or before == listing:
            return
        self._looks.clear()
        self._changed(_names_in(path))
        for name in before.names.keys() | listing.names.keys():
            if before.names.get(name) != listing.names.get(name):
                self._changed(os.path.join(path, name))

    def _list_again(self, paths: Iterable[str]) -> None:
        for path in paths:
            if path in self._folders:
                self._keep_listing(path, self._list(path))

    def _outdated(self, path: str) -> Iterator[str]:
        """The folders whose names can be others since something has happened at a path.

        A folder can have come with the file in it, without anybody telling of the folder.
        """
        yield os.path.dirname(path)
        for folder in self.folders_above(path):
            listing = self._folders.get(folder)
            if listing is not None and os.path.basename(path) not in listing.names:
                yield folder
            path = folder

    def _names_of_open(self) -> dict[str, dict[str, Kind]]:
        """By folder the names that open files add to it, which need not be on disk."""
        names: dict[str, dict[str, Kind]] = {}
        for path in filter(self.contains, self._open):
            kind: Kind = "file"
            for folder in self.folders_above(path):
                names.setdefault(folder, {})[os.path.basename(path)] = kind
                path, kind = folder, "folder"
        return names

    def _is_file(self, path: str) -> bool:
        """Whether a file is known to stand at a path, so that nothing can be below it."""
        parent, name = os.path.split(path)
        listing = self._folders.get(parent)
        return listing is not None and listing.names.get(name) == "file"

    def _forget_below(self, paths: list[str]) -> None:
        """Forget what stands at and below paths, of which nothing more is known."""
        self._looks.clear()
        gone = tuple(os.path.join(path, "") for path in paths)
        for path in paths:
            self._folders.pop(path, None)
            self._changed(path)
        for folder in [each for each in self._folders if each.startswith(gone)]:
            del self._folders[folder]
        for file in [each for each in self._texts if each.startswith(gone)]:
            self._texts.discard(file)

    def _reload(self, path: str) -> None:
        """Read a file again whose text was read before; the editor's text stays the one shown."""
        if path in self._open:
            return
        before = self._texts.get(path)
        self._texts.discard(path)
        if before is None:
            self._changed(path)
            return
        after = self._load(path)
        is_same = after is not None and after.text == before.text
        if after is not None:
            self._texts[path] = before if is_same else after
        if not is_same:
            self._changed(path)

    def _load(self, path: str) -> SourceText | None:
        if not really_below(path, self._real_roots):
            return None
        data = read_bytes(path)
        return None if data is None else decode(data)


def _opened(path: str) -> str:
    """What it is recorded as that a file is open; no path is called so."""
    return f"{path}\0"


def _word_in(path: str, word: bytes) -> str:
    return f"{path}\0{word!r}"


def _names_in(folder: str) -> str:
    """What a look at a folder's names is recorded as; its own path stands for its coming or going.

    Many results depend on a folder being there, and few on all the names in it.
    """
    return sys.intern(os.path.join(folder, ""))


def _readable(source: SourceText) -> SourceText | None:
    return source if len(source) <= LARGEST_FILE else None
