"""The files that may be templates, kept up to date while files and folders come and go."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from .disk import outermost
from .files import Files
from .project_settings import ProjectSettings
from .scan import MARKS_OF_PACKAGES, SKIPPED_FOLDERS, holds_packages, may_be_template, scan


class Candidates:
    """The paths that a new scan would find, and those of open files that it would find if saved."""

    def __init__(self, files: Files, settings: ProjectSettings) -> None:
        self._files = files
        self._settings = settings
        self._paths: set[str] = set()

    def __contains__(self, path: str) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def add(self, paths: Iterable[str]) -> None:
        """Count files that a scan has found."""
        self._paths.update(paths)

    def consider(self, path: str) -> None:
        """Count a file, or no longer, by what stands at its path now."""
        is_candidate = may_be_template(os.path.basename(path)) and not self._is_filled(path)
        if is_candidate and self._files.kind(path) == "file":
            self._paths.add(path)
        else:
            self._paths.discard(path)

    def disk_changed(self, paths: tuple[str, ...]) -> None:
        """Take in that something was created, changed or deleted at paths.

        Of the files of a folder that has come nobody tells, so that they are looked for.
        """
        folders = outermost(self._changed_folders(paths))
        for path in (*paths, *self._below(folders)):
            self.consider(path)
        found = scan(
            (folder for folder in folders if not self._is_filled(folder)), settings=self._settings
        )
        self.add(found.candidates)

    def _changed_folders(self, paths: Iterable[str]) -> Iterator[str]:
        for path in paths:
            # With this file a folder becomes one of packages, and is none without it.
            if os.path.basename(path) in MARKS_OF_PACKAGES:
                yield os.path.dirname(path)
            elif self._files.kind(path) == "folder":
                yield path

    def _below(self, folders: Iterable[str]) -> list[str]:
        starts = tuple(os.path.join(folder, "") for folder in folders)
        # A scan finds no file that only the editor has.
        known = {*self._paths, *self._files.open_paths}
        return [path for path in known if path.startswith(starts)]

    def _is_filled(self, path: str) -> bool:
        """Whether a path is in a folder that tools fill, or is one."""
        if not self._files.contains(path):
            return True
        below_root = (path, *self._files.folders_above(path)[:-1])
        return any(
            os.path.basename(folder) in SKIPPED_FOLDERS
            or holds_packages(self._files.folder(folder))
            for folder in below_root
            if folder not in self._files.roots
        )
