"""The files that are loaded together with a handler's file."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from ..languages.base import Language
from ..languages.registry import language_of_path
from ..model.load import ModuleLoad
from ..model.module import Import
from ..text.memo import Newest
from ..text.source import SourceText
from .code import CodeReader

_CHARACTERS_REMEMBERED = 16_000_000
_FILES_FOLLOWED = 500


class Reach:
    """Follows imports; what one text imports is read once."""

    def __init__(self, code: CodeReader) -> None:
        self._code = code
        self._seeming: Newest[str, SourceText, tuple[Import, ...]] = Newest(
            _CHARACTERS_REMEMBERED, _length
        )
        self._loads: Newest[str, SourceText, tuple[ModuleLoad, ...]] = Newest(
            _CHARACTERS_REMEMBERED, _length
        )

    def seeming(self, path: str, folder: str) -> Iterator[tuple[SourceText, tuple[Import, ...]]]:
        """The files that seem to be loaded with a file, with what they seem to import.

        Cheap, and rather too much than too little. Imports count from `folder`.
        """
        for each in self._walk(path, folder, certain=False):
            source = self._code.files.source(each)
            if source is not None:
                yield source, self._imports(each, source)

    def seeming_files(self, path: str, folder: str) -> Iterator[str]:
        """The files that seem to be loaded with a file, itself first."""
        return self._walk(path, folder, certain=False)

    def certain(self, path: str, folder: str) -> Iterator[tuple[str, SourceText, ModuleLoad]]:
        """What is certainly loaded with a file, and the file that does so."""
        for each in self._walk(path, folder, certain=True):
            source = self._code.files.source(each)
            if source is not None:
                yield from ((each, source, load) for load in self._certain(each, source))

    def loaded(self, path: str, folder: str) -> Iterator[str]:
        """The files that are certainly loaded with a file, itself first."""
        return self._walk(path, folder, certain=True)

    def _certain(self, path: str, source: SourceText) -> tuple[ModuleLoad, ...]:
        return self._loads.get(path, source, lambda: loads(path, source))

    def _imports(self, path: str, source: SourceText) -> tuple[Import, ...]:
        return self._seeming.get(path, source, lambda: _seeming_imports(path, source))

    def _walk(self, path: str, folder: str, *, certain: bool) -> Iterator[str]:
        pending = deque([path])
        known = {path}
        while pending:
            current = pending.popleft()
            yield current
            for file in self._loaded(current, folder, certain):
                if file not in known and len(known) < _FILES_FOLLOWED:
                    known.add(file)
                    pending.append(file)

    def _loaded(self, path: str, folder: str, certain: bool) -> Iterator[str]:
        source = self._code.files.source(path)
        language = language_of_path(path)
        if source is None or language is None:
            return
        if not certain:
            for imported in self._imports(path, source):
                yield from self._files(language, imported, path, folder)[:1]
            return
        for load in self._certain(path, source):
            yield from self._of_load(language, load, path, folder)

    def _of_load(
        self, language: Language, load: ModuleLoad, path: str, folder: str
    ) -> Iterator[str]:
        """The module's file, those of the packages around it, and that of a submodule's name."""
        for package in _packages(load.module) if language.name == "python" else ():
            yield from self._files(language, Import(package, None), path, folder)[:1]
        module = self._files(language, Import(load.module, None), path, folder)[:1]
        yield from module
        if load.name is None:
            return
        whole = self._files(language, Import(load.module, load.name), path, folder)
        below = [each for each in whole if each not in module]
        owner = self._code.module(module[0]) if module else None
        if owner is None or load.name not in owner.exports:
            yield from below[:1]

    def _files(self, language: Language, imported: Import, importer: str, folder: str) -> list[str]:
        """The files of the workspace among those that an import can mean."""
        files = self._code.files
        if language.name == "python" and not imported.module.startswith("."):
            first = imported.module.partition(".")[0]
            # Most imports are of packages from outside; one look tells so.
            if {first, f"{first}.py"}.isdisjoint(files.folder(folder)):
                return []
        return list(self._code.imported(language, imported, importer, folder))


def _packages(module: str) -> Iterator[str]:
    """The packages around an absolute module of Python, the outermost first."""
    parts = module.split(".") if not module.startswith(".") else []
    return (".".join(parts[:count]) for count in range(1, len(parts)))


def loads(path: str, source: SourceText) -> tuple[ModuleLoad, ...]:
    """What a text certainly loads, whose path tells how to read it."""
    language = language_of_path(path)
    # As in the registry, what reads JavaScript is only loaded where there is some.
    if language is not None and language.name == "python":
        from ..languages.python import loads as python

        return python.loads(source)
    if language is not None and language.name == "node":
        from ..languages.node import loads as node

        return node.loads(source, path)
    return ()


def _seeming_imports(path: str, source: SourceText) -> tuple[Import, ...]:
    language = language_of_path(path)
    if language is not None and language.name == "python":
        from ..languages.python import loads as python

        return python.seeming_imports(source)
    if language is not None and language.name == "node":
        from ..languages.node import loads as node

        return node.seeming_imports(source)
    return ()


def _length(path: str, source: SourceText) -> int:
    return len(path) + len(source)
