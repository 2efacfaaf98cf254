"""Paths and lines as they are shown to people."""

from __future__ import annotations

import os

from ..model.place import Place
from ..workspace.disk import is_below
from ..workspace.paths import relative
from ..workspace.snapshot import Snapshot


def shown_path(snapshot: Snapshot, path: str) -> str:
    """A path from the root of its workspace folder, with `/`."""
    for root in snapshot.roots:
        if is_below(path, root):
            return relative(path, root)
    return path.replace(os.sep, "/")


def shown_place(snapshot: Snapshot, place: Place) -> str:
    """A path with its 1-based line: `src/app.py:12`."""
    shown = shown_path(snapshot, place.path)
    source = snapshot.source(place.path)
    if source is None:
        return shown
    return f"{shown}:{source.position(snapshot.span(place).start).line + 1}"
