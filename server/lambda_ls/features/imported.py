"""Which imports of other files mean one certain source file."""

from __future__ import annotations

import os
from functools import cached_property

from msgspec import Struct, field

from ..languages.base import Language, Means
from ..model.module import Import
from ..workspace.paths import join, relative
from ..workspace.snapshot import Snapshot

_PACKAGE_FILES = ("__init__", "index")
_ALIAS_MARKS = ("@", "~", "#")


class Imported(Struct, frozen=True, dict=True):
    """A source file as others import it; `sources` are all files that may."""

    snapshot: Snapshot
    path: str
    language: Language
    sources: tuple[str, ...]
    _known: dict[tuple[str, Import], bool | None] = field(default_factory=dict)

    @cached_property
    def word(self) -> str:
        """What every import of the file holds, but for imports from within a package."""
        folder = os.path.basename(os.path.dirname(self.path))
        return folder if self._stem in _PACKAGE_FILES else self._stem

    def is_package_of(self, importer: str) -> bool:
        """Whether a file can import this one without a name (`from . import x`)."""
        folder = os.path.join(os.path.dirname(self.path), "")
        return self._stem in _PACKAGE_FILES and importer.startswith(folder)

    @cached_property
    def _stem(self) -> str:
        return os.path.splitext(os.path.basename(self.path))[0]

    def means(self, importer: str) -> Means:
        """Tells which imports of a file mean this one."""

        def means(imported: Import) -> bool | None:
            key = (importer, imported)
            if key not in self._known:
                self._known[key] = self._is_meant(imported, importer)
            return self._known[key]

        return means

    def shown(self, path: str, importer: str) -> str:
        """A path from the workspace folder of an importer, with forward slashes."""
        return relative(path, self._root(importer))

    def _is_meant(self, imported: Import, importer: str) -> bool | None:
        if self.word not in imported.module and not self._names_package(imported.module):
            return False
        if imported.name == "default" and self._has_default:
            return False
        whole = Import(imported.module, None)
        candidates = self.language.import_candidates(whole, self.shown(importer, importer))
        if imported.module.startswith("."):
            files = (join(self._root(importer), each) for each in candidates)
            return next((each for each in files if self.snapshot.exists(each)), None) == self.path
        if "/" in imported.module:
            return self._is_alias(imported.module, importer)
        return self._is_among(candidates, importer)

    def _names_package(self, module: str) -> bool:
        return module.startswith(".") and self._stem in _PACKAGE_FILES

    @cached_property
    def _has_default(self) -> bool:
        module = self.snapshot.module(self.path)
        return module is not None and "default" in module.exports

    def _is_alias(self, module: str, importer: str) -> bool | None:
        """Whether a path from a root that settings name, or else only a build, is this file."""
        mapped = self.snapshot.mapped(self.language, module, importer)
        if mapped is not None:
            return mapped == self.path
        stem = os.path.splitext(self.path)[0].replace(os.sep, "/")
        first, _, rest = module.partition("/")
        tail = os.path.splitext(rest if first.startswith(_ALIAS_MARKS) else module)[0]
        return None if stem.endswith((f"/{tail}", f"/{tail}/index")) else False

    def _is_among(self, candidates: tuple[str, ...], importer: str) -> bool | None:
        """Whether this file is meant by a path that counts from a root nobody names."""
        endings = tuple(f"/{each}" for each in candidates)
        if not self.path.replace(os.sep, "/").endswith(endings):
            return False
        alike = [each for each in self._namesakes if each.replace(os.sep, "/").endswith(endings)]
        nearest = _nearest(alike, candidates, importer)
        if self.path not in nearest:
            return False
        return True if len(nearest) == 1 else None

    @cached_property
    def _namesakes(self) -> tuple[str, ...]:
        """The files whose names every import of this one holds as well."""
        package = os.path.join("", self.word, "__init__")
        stems = ((each, os.path.splitext(each)[0]) for each in self.sources)
        return tuple(
            each
            for each, stem in stems
            if os.path.basename(stem) == self.word or stem.endswith(os.sep + package)
        )

    def _root(self, path: str) -> str:
        roots = (root for root in self.snapshot.roots if path.startswith(os.path.join(root, "")))
        return max(roots, key=len, default=os.path.dirname(path))


def _nearest(files: list[str], candidates: tuple[str, ...], importer: str) -> list[str]:
    """The files that an import most likely means; several where it can be any of them.

    The one beside the importer, which is the first place where Python looks; else those below a
    folder above the importer; else those that share most of their path with it.
    """
    if len(files) == 1:
        return files
    folder = os.path.dirname(importer)
    beside = [path for path in files if path in {join(folder, each) for each in candidates}]
    above = beside or [path for path in files if _is_below_common_root(path, candidates, folder)]
    if above:
        return above
    shared = {path: _shared_folders(path, importer) for path in files}
    return [path for path in files if shared[path] == max(shared.values())]


def _is_below_common_root(path: str, candidates: tuple[str, ...], folder: str) -> bool:
    """Whether the folder that the import would count from is one above `folder`."""
    endings = (os.path.join(os.sep, *each.split("/")) for each in candidates)
    roots = (path.removesuffix(ending) for ending in endings if path.endswith(ending))
    return any(folder.startswith(os.path.join(root, "")) for root in roots)


def _shared_folders(path: str, other: str) -> int:
    pairs = zip(path.split(os.sep), other.split(os.sep), strict=False)
    return next((count for count, (one, two) in enumerate(pairs) if one != two), 0)
