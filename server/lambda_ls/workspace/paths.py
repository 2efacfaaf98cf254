"""Paths as texts with forward slashes: how templates, handler strings and messages write them."""

from __future__ import annotations

import os

from .disk import is_below


def relative(path: str, folder: str) -> str:
    """An absolute path as it is written from a folder; as a whole on another drive of Windows."""
    if is_below(path, folder):
        # Much faster than relpath, which makes both absolute again.
        inside = path[len(folder) :].strip(os.sep) or os.curdir
    else:
        try:
            inside = os.path.relpath(path, folder)
        except ValueError:  # On Windows no path leads from one drive to another.
            inside = path
    return inside.replace(os.sep, "/")


def join(folder: str, path: str) -> str:
    """The absolute path of one that is written from a folder."""
    return os.path.normpath(os.path.join(folder, *path.split("/")))
