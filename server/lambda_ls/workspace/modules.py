"""Looking for a handler's module in the code folder, in layers and behind builds."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from ..languages.base import Language
from ..languages.python import PythonLanguage
from ..model.function import Function
from ..model.handler import HandlerName
from ..model.module import Callability, Export
from ..model.place import Place
from ..model.resolution import (
    BuiltinModule,
    CaseMismatch,
    External,
    FunctionMissing,
    ModuleMissing,
    NotCallable,
    Resolution,
    Resolved,
    Undecided,
)
from ..text.span import Span
from .builds import bundler_beside, ignored_by_git, output_segment
from .code import CodeReader, join, relative
from .exports import Absent, Found, Undecidable, find_symbol
from .folders import spelt_otherwise
from .near import nearest_export, nearest_module

_LAYER_FOLDERS = {"python": ("python", ""), "node": ("nodejs", "nodejs/node_modules", "")}
_SOURCE_FOLDERS = ("", "src", "lib", "lambda", "lambdas", "functions", "handlers")


class ModuleSearch:
    """The search for one function's module; `folder` is its code folder."""

    def __init__(
        self, code: CodeReader, function: Function, folder: str, language: Language
    ) -> None:
        self._code = code
        self._files = code.files
        self._function = function
        self._folder = folder
        self._language = language

    def find(self, name: HandlerName) -> Resolution:
        """Look where the runtime looks, then where a build would have put the module."""
        first = name.module.split("/")[0]
        if isinstance(self._language, PythonLanguage) and self._language.is_builtin(first):
            return BuiltinModule(name)
        path = self._existing(self._folder, self._language.candidates(name.module))
        if path is not None:
            return self._in_module(name, path, self._folder, None)
        return self._in_layers(name) or self.find_source(name) or self._missing(name)

    def find_source(self, name: HandlerName) -> Resolved | None:
        """The source of a module that a build makes, if its place can be told."""
        for path in self._sources(name):
            found = self._in_module(name, path, self._folder, "its build")
            if isinstance(found, Resolved):
                return found
        return None

    def _in_module(self, name: HandlerName, path: str, folder: str, via: str | None) -> Resolution:
        found = self._symbol(name, path, folder)
        if isinstance(found, Undecidable):
            return Undecided(found.reason)
        if isinstance(found, Absent):
            return self._function_missing(name, path, found)
        if found.export.callable is Callability.NO:
            return NotCallable(name, path, found.export)
        place = Place(found.path, "", found.export.name_span)
        return Resolved(found.path, found.export.name, place, found.export, name, via)

    def _symbol(self, name: HandlerName, path: str, folder: str) -> Found | Absent | Undecidable:
        found = find_symbol(self._code, path, name.symbol, folder)
        if not isinstance(found, Absent):
            return found
        # From nodejs24.x on, and in compiled modules, the default export's members count too.
        default = find_symbol(self._code, path, f"default.{name.symbol}", folder)
        return found if isinstance(default, Absent) else default

    def _function_missing(self, name: HandlerName, path: str, absent: Absent) -> Resolution:
        if self._function.build is not None and self._function.build.method == "makefile":
            return External("its build makes the code")
        near = nearest_export(absent.module, name)
        module = self._language.module_of(relative(path, self._folder)) or name.module
        text = self._language.handler_text(module, near.name, name) if near else None
        spans = self._rename_spans(path, near)
        return FunctionMissing(name, path, text, near, absent.module.insertion, spans)

    def _rename_spans(self, path: str, near: Export | None) -> tuple[Span, ...]:
        source = self._files.source(path)
        if near is None or source is None:
            return ()
        return self._language.rename_spans(source, path, near.name)

    def _in_layers(self, name: HandlerName) -> Resolution | None:
        for layer in self._function.layers:
            for below in _LAYER_FOLDERS.get(self._language.name, ()) if layer.folder else ():
                folder = join(layer.folder or "", below) if below else layer.folder or ""
                path = self._existing(folder, self._language.candidates(name.module))
                if path is not None:
                    return self._in_module(name, path, folder, "a layer")
        return None

    def _missing(self, name: HandlerName) -> Resolution:
        outside = self._made_elsewhere(name)
        if outside is not None:
            return outside
        other = self._other_case(name)
        if other is not None:
            return other
        near = nearest_module(self._code, self._language, self._folder, name)
        if near is None and any(layer.folder is None for layer in self._function.layers):
            return Undecided("the module can come from a layer")
        tried = tuple(join(self._folder, each) for each in self._language.candidates(name.module))
        files = [each for each in tried if each.endswith(self._language.extensions[0])]
        create = next((each for each in files if not each.endswith("__init__.py")), None)
        return ModuleMissing(name, tried, near.text if near else None, create)

    def _made_elsewhere(self, name: HandlerName) -> Resolution | None:
        """Why something other than a person can make the module, None if nothing seems to."""
        function, files = self._function, self._files
        if function.build is not None:
            return External(f"its build ({function.build.method}) makes the code")
        if output_segment(name.module) or output_segment(self._below_template()):
            return External("its build has not run here")
        if ignored_by_git(files, join(self._folder, name.module)):
            return External("git ignores the module, so a build makes it")
        top = files.root_of(self._folder) or self._folder
        bundler = bundler_beside(files, self._folder, top) if self._is_node() else None
        if bundler is not None:
            return External(f"`{bundler}` makes the code")
        if next(self._code.sources_below(self._folder, self._language), None) is None:
            return Undecided("the code folder holds no code of this language")
        return None

    def _other_case(self, name: HandlerName) -> CaseMismatch | None:
        for candidate in self._language.candidates(name.module):
            path = spelt_otherwise(self._files, join(self._folder, candidate))
            if path is None or self._files.kind(path) != "file":
                continue
            module = self._language.module_of(relative(path, self._folder))
            if module is not None and module.lower() == name.module.lower():
                correction = self._language.handler_text(module, name.symbol, name)
                return CaseMismatch(name.module, module, correction, in_code_folder=False)
        return None

    def _sources(self, name: HandlerName) -> Iterator[str]:
        """Files of which a build can have made the module, the best first."""
        build = self._function.build
        last = name.module.rpartition("/")[2]
        for entry in build.entry_points if build else ():
            if os.path.splitext(entry.rpartition("/")[2])[0] == last:
                yield from self._only_files(self._folder, (entry.removeprefix("./"),))
        inside = f"{self._below_template()}/{name.module}".removeprefix("./")
        segment = output_segment(inside)
        if segment is None:
            return
        before, _, after = f"/{inside}".partition(f"/{segment}/")
        top = join(os.path.dirname(self._function.template), before.strip("/") or ".")
        for folder in _SOURCE_FOLDERS:
            base = join(top, folder) if folder else top
            yield from self._only_files(base, self._language.candidates(after))

    def _existing(self, folder: str, candidates: Iterable[str]) -> str | None:
        return next(self._only_files(folder, candidates), None)

    def _only_files(self, folder: str, candidates: Iterable[str]) -> Iterator[str]:
        for candidate in candidates:
            path = join(folder, candidate)
            if self._files.kind(path) == "file":
                yield path

    def _below_template(self) -> str:
        return relative(self._folder, os.path.dirname(self._function.template))

    def _is_node(self) -> bool:
        return self._language.name == "node"
