"""Source files of the workspace, read by their languages and remembered."""

from __future__ import annotations

import os
from collections.abc import Iterator

from ..languages.base import Definition, Language, SearchedLanguage
from ..languages.registry import language_of_path
from ..model.module import Import, Module
from ..text.memo import Newest
from ..text.source import SourceText
from .files import Files
from .mapped_imports import mapped_files
from .paths import join, relative
from .scan import SKIPPED_FOLDERS, holds_packages

_CHARACTERS_REMEMBERED = 16_000_000
_FOLDERS_WALKED = 1_000


class CodeReader:
    """Modules and definitions of source files; what a file says is read once for each text."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self._modules: Newest[str, SourceText, Module] = Newest(_CHARACTERS_REMEMBERED, _length)
        self._definitions: Newest[str, SourceText, tuple[Definition, ...]] = Newest(
            _CHARACTERS_REMEMBERED, _length
        )

    def module(self, path: str) -> Module | None:
        """What a source file exports; None if it cannot be read or its language is not."""
        language = language_of_path(path)
        source = self.files.source(path) if language else None
        if language is None or source is None:
            return None
        return self._modules.get(path, source, lambda: language.read(source, path))

    def definitions(self, language: SearchedLanguage, path: str) -> tuple[Definition, ...]:
        """What a source file of a language that is only searched defines."""
        source = self.files.source(path)
        if source is None:
            return ()
        return self._definitions.get(path, source, lambda: language.definitions(source, path))

    def imported(
        self, language: Language, imported: Import, importer: str, folder: str
    ) -> Iterator[str]:
        """The files that an import of a file can mean; `folder` is the one that imports count from.

        They are looked for as they are asked for, the most likely first.
        """
        candidates = language.import_candidates(imported, relative(importer, folder))
        paths = (join(folder, each) for each in candidates)
        yield from (path for path in paths if self.files.kind(path) == "file")
        if not candidates:
            yield from mapped_files(self.files, language, imported, importer)

    def sources_below(self, folder: str, language: Language | SearchedLanguage) -> Iterator[str]:
        """The source files of a language in a folder and below, nearest first.

        Folders that tools fill are left out, and a very large tree is not walked to its end.
        """
        pending = [folder]
        for walked in range(_FOLDERS_WALKED):
            if walked >= len(pending):
                return
            current = pending[walked]
            listing = self.files.folder(current)
            if holds_packages(listing) and current != folder:
                continue
            for name, kind in sorted(listing.items()):
                path = os.path.join(current, name)
                if kind == "file" and name.endswith(language.extensions):
                    yield path
                elif kind == "folder" and name not in SKIPPED_FOLDERS:
                    pending.append(path)


def _length(path: str, source: SourceText) -> int:
    return len(path) + len(source)
