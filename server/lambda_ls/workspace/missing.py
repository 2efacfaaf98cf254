"""What is said of a module that is not where the runtime looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from ..languages.base import Language
from ..model.function import Function
from ..model.handler import HandlerName
from ..model.resolution import CaseMismatch, ModuleMissing, Resolution, Undecided
from .builds import stops_without_files
from .code import CodeReader
from .elsewhere import made_elsewhere
from .folders import spelt_otherwise
from .near import (
    FILE_ENDINGS,
    alike_module,
    modules_below,
    nearest_export,
    only_module,
    respelt,
    slashed,
)
from .paths import join, relative
from .sources import entry_points


class MissingModule(Struct, frozen=True):
    """A module of a function that is not in its code folder `folder`."""

    code: CodeReader
    function: Function
    folder: str
    language: Language

    def resolution(self, name: HandlerName) -> Resolution:
        """Why the module can be there all the same, or what was probably meant."""
        outside = made_elsewhere(self.code, self.function, self.folder, self.language, name)
        if outside is not None:
            return outside
        other = self._other_case(name)
        if other is not None:
            return other
        near = self.completed(name.text) or self._alike(name)
        if near is None and any(layer.folder is None for layer in self.function.layers):
            return Undecided("the module can come from a layer")
        near = near or only_module(self.code, self.language, self._modules(), name)
        tried = tuple(join(self.folder, each) for each in self.language.candidates(name.module))
        return ModuleMissing(name, tried, near, self._to_create(tried), self._failure(name))

    def completed(self, text: str) -> str | None:
        """A handler string that works, where `text` only names a file of the code folder."""
        stem, _, ending = text.rstrip(".").rpartition(".")
        stem = stem if ending in FILE_ENDINGS else text.rstrip(".")
        name = self.language.parse_handler(f"{stem}.handler", None)
        if not isinstance(name, HandlerName):
            return None
        path = next(self._files(self.language.candidates(name.module)), None)
        module = self.code.module(path) if path else None
        near = nearest_export(module, name) if module else None
        return self.language.handler_text(name.module, near.name, name) if near else None

    def _alike(self, name: HandlerName) -> str | None:
        """The handler string that differs only in the spelling or the folder of the module."""
        found = None
        if not entry_points(self.function, self.folder):
            found = respelt(self.code, self.language, self.folder, name)
            found = found or slashed(self.code, self.language, self.folder, name)
        return found or alike_module(self.code, self.language, self._modules(), name)

    def _modules(self) -> dict[str, str]:
        """The modules that a handler of this function can name, with their files."""
        entries = entry_points(self.function, self.folder)
        if not entries:
            return modules_below(self.code, self.language, self.folder)
        return {
            entry.module.rpartition("/")[2]: path
            for entry in entries
            for path in self._files(self.language.candidates(entry.module))
        }

    def _other_case(self, name: HandlerName) -> CaseMismatch | None:
        for candidate in self.language.candidates(name.module):
            path = spelt_otherwise(self.code.files, join(self.folder, candidate))
            if path is None or self.code.files.kind(path) != "file":
                continue
            module = self.language.module_of(relative(path, self.folder))
            if module is not None and module.lower() == name.module.lower():
                correction = self.language.handler_text(module, name.symbol, name)
                return CaseMismatch(name.module, module, correction, in_code_folder=False)
        return None

    def _to_create(self, tried: Iterable[str]) -> str | None:
        """The file that would be the module; none where a build takes only what it is told to."""
        if entry_points(self.function, self.folder):
            return None
        files = (each for each in tried if each.endswith(self.language.extensions[0]))
        file = next((each for each in files if not each.endswith("__init__.py")), None)
        return file if file is not None and self.code.files.really_contains(file) else None

    def _failure(self, name: HandlerName) -> Literal["import", "build", "lookup"]:
        if stops_without_files(self.function):
            return "build"
        is_package = self.code.files.kind(join(self.folder, name.module)) == "folder"
        return "lookup" if is_package and self.language.name == "python" else "import"

    def _files(self, candidates: Iterable[str]) -> Iterator[str]:
        paths = (join(self.folder, candidate) for candidate in candidates)
        return (path for path in paths if self.code.files.kind(path) == "file")
