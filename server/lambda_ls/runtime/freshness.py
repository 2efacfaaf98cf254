"""Whether the code of a function is what it was."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TypeAlias

Fingerprint: TypeAlias = int

_MOST_FILES = 20_000
_PACKAGES = frozenset({"node_modules", "site-packages", ".venv", "venv"})
"""Folders of packages, of which only the entries count: an installation changes them."""

_NOT_CODE = frozenset({"__pycache__", ".git", ".mypy_cache", ".pytest_cache", ".ruff_cache"})


def fingerprint(folders: Iterable[str]) -> Fingerprint:
    """A number that changes when a file below the folders does; those that are empty count not.

    Of very large folders only the first 20,000 files are looked at.
    """
    return hash(tuple(entry for folder in folders if folder for entry in _entries(folder)))


def _entries(folder: str) -> Iterator[tuple[str, int, int]]:
    waiting, count = [folder], 0
    while waiting and count < _MOST_FILES:
        current = waiting.pop()
        is_package = os.path.basename(current) in _PACKAGES
        try:
            with os.scandir(current) as found:
                entries = sorted(found, key=lambda each: each.name)
        except OSError:
            continue
        for entry in entries:
            if entry.name in _NOT_CODE:
                continue
            try:
                is_folder = entry.is_dir(follow_symlinks=False)
                status = entry.stat()
            except OSError:
                continue
            if is_folder and not is_package:
                waiting.append(entry.path)
            # The time of a folder changes with caches that a run itself writes into it.
            elif not is_folder or is_package:
                count += 1
                yield entry.path, status.st_mtime_ns, status.st_size
