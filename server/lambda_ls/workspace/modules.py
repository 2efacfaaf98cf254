"""Looking for a handler's module in the code folder, in layers and behind builds."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from ..languages.base import Language
from ..model.function import CodeArchive, Function
from ..model.handler import HandlerName
from ..model.module import Callability, Export, Module
from ..model.place import Place, known
from ..model.resolution import (
    BuiltinModule,
    External,
    FunctionMissing,
    ModuleMissing,
    NotCallable,
    Resolution,
    Resolved,
    Undecided,
)
from ..text.similar import certainly_meant
from ..text.span import Span
from .builds import ignored_by_git, makes_anything, output_segment
from .code import CodeReader
from .exports import Absent, Found, Undecidable, find_handler
from .loading import is_deployed_as_written, loading_of
from .missing import MissingModule
from .near import FILE_ENDINGS, modules_below, nearest_export, only_member
from .paths import join, relative
from .sources import Origin, archive_origins, bundled, origins, with_ending

_LAYER_FOLDERS = {"python": ("python", ""), "node": ("nodejs", "nodejs/node_modules", "")}


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
        self._missing = MissingModule(code, function, folder, language)

    def find(self, name: HandlerName) -> Resolution:
        """Look where the runtime looks, then where a build would have put the module."""
        first = name.module.split("/")[0]
        if self._language.is_builtin(first):
            return BuiltinModule(name)
        found = self._among(name, bundled(self._function, self._folder, name.module))
        return (
            found
            or self._in_folder(name)
            or self._in_layers(name)
            or self.find_source(name)
            or self._missing.resolution(name)
        )

    def find_source(self, name: HandlerName) -> Resolution | None:
        """The source of a module that a build makes, if its place can be told.

        A source without the function counts only where the function is plainly misspelt.
        """
        places = tuple(origins(self._function, self._folder, name.module))
        found = self._among(name, places)
        if isinstance(found, Resolved):
            return found
        if isinstance(found, FunctionMissing) and _is_slip(name.symbol, found.nearest_export):
            return found
        somewhere = self._somewhere(name, places[0]) if places else None
        return somewhere or self._misspelt_source(name, places)

    def find_packed(self, name: HandlerName, archive: CodeArchive) -> Resolved | None:
        """The source of a module that was packed into an archive, if its place can be told."""
        places = tuple(archive_origins(self._function, archive, name.module))
        found = self._among(name, places)
        return found if isinstance(found, Resolved) else self._somewhere(name, places[0])

    def holds(self, folder: str, name: HandlerName) -> bool:
        """Whether a folder, if it were the code folder, would have the handler's module."""
        return self._existing(folder, self._language.candidates(name.module)) is not None

    def completed(self, text: str) -> str | None:
        """A handler string that works, where `text` only names a file of the code folder."""
        return self._missing.completed(text)

    def _in_folder(self, name: HandlerName) -> Resolution | None:
        path = self._existing(self._folder, self._language.candidates(name.module))
        if path is None:
            return None
        if output_segment(self._below_template(path)) and ignored_by_git(self._files, path):
            # What a build has left here is worth less than what it was made of.
            source = self.find_source(name)
            if isinstance(source, Resolved):
                return source
        return self._refused(name, path, self._folder) or self._in_module(
            name, path, self._folder, None
        )

    def _refused(self, name: HandlerName, path: str, folder: str) -> Resolution | None:
        """What comes of a folder at the module's own path, where the runtime takes that first."""
        runtime = known(self._function.runtime)
        at = join(folder, name.module)
        if not self._language.refuses_folders(runtime) or self._files.kind(at) != "folder":
            return None
        if not is_deployed_as_written(self._function):
            return None
        index = self._language.module_of(relative(path, folder)) or name.module
        if index == name.module or not path.endswith(self._language.extensions[0]):
            return Undecided(f"`{runtime}` fails where the folder `{name.module}` is deployed too")
        text = self._language.handler_text(index, name.symbol, name)
        return ModuleMissing(name, (at,), text, None)

    def _in_module(self, name: HandlerName, path: str, folder: str, via: str | None) -> Resolution:
        found = self._symbol(name.symbol, path, folder)
        if isinstance(found, Undecidable):
            return Undecided(found.reason, path, name.symbol)
        if isinstance(found, Absent):
            return self._function_missing(name, path, folder, found.module)
        if found.export.callable is Callability.NO:
            return NotCallable(name, path, found.export)
        place = Place(found.path, "", found.export.name_span)
        return Resolved(found.path, found.export.name, place, found.export, name, via)

    def _symbol(self, symbol: str, path: str, folder: str) -> Found | Absent | Undecidable:
        loading = loading_of(self._files, self._function, path, folder)
        return find_handler(self._code, path, symbol, folder, loading)

    def _function_missing(
        self, name: HandlerName, path: str, folder: str, module: Module
    ) -> Resolution:
        if makes_anything(self._function):
            return External("its build makes the code")
        near = only_member(module, name.symbol) or nearest_export(module, name)
        if near and isinstance(self._symbol(near.name, path, folder), Absent):
            near = None
        text = self._language.handler_text(name.module, near.name, name) if near else None
        text = text or self._missing.completed(name.text)
        spans = self._rename_spans(path, near)
        return FunctionMissing(name, path, text, near, module.insertion, spans)

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

    def _among(self, name: HandlerName, places: Iterable[Origin]) -> Resolution | None:
        """What the first of these places that has the module says; a hit in a later one counts."""
        first: Resolution | None = None
        for place in places:
            for path in self._only_files(place.folder, self._language.candidates(place.module)):
                found = self._in_module(name, path, place.folder, "its build")
                if isinstance(found, Resolved):
                    return found
                first = first or found
        return first

    def _somewhere(self, name: HandlerName, place: Origin) -> Resolved | None:
        """The only source file of that name below a folder that has the function."""
        paths = with_ending(self._code, self._language, place.folder, place.module)
        results = [self._in_module(name, path, self._folder, "its build") for path in paths]
        hits = [found for found in results if isinstance(found, Resolved)]
        return hits[0] if len(hits) == 1 else None

    def _misspelt_source(self, name: HandlerName, places: Iterable[Origin]) -> ModuleMissing | None:
        """A module that a build cannot make, as a source with nearly that name exists."""
        for place in places:
            modules = modules_below(self._code, self._language, place.folder)
            meant = certainly_meant(place.module, modules)
            written = _in_place(name.module, place.module, meant) if meant else None
            if meant is None or written is None:
                continue
            found = self._symbol(name.symbol, modules[meant], place.folder)
            if isinstance(found, Found):
                text = self._language.handler_text(written, name.symbol, name)
                return ModuleMissing(name, (), text, None)
        return None

    def _existing(self, folder: str, candidates: Iterable[str]) -> str | None:
        return next(self._only_files(folder, candidates), None)

    def _only_files(self, folder: str, candidates: Iterable[str]) -> Iterator[str]:
        for candidate in candidates:
            path = join(folder, candidate)
            if self._files.kind(path) == "file":
                yield path

    def _below_template(self, path: str) -> str:
        return relative(path, os.path.dirname(self._function.template))


def _is_slip(symbol: str, near: Export | None) -> bool:
    """Whether a name was certainly meant to be that of an export."""
    if near is None:
        return False
    is_ending = symbol.partition(".")[0] in FILE_ENDINGS
    return is_ending or certainly_meant(symbol, (near.name,)) is not None


def _in_place(deployed: str, source: str, meant: str) -> str | None:
    """The deployed module with the name that was meant, where its source has a shorter or longer.

    `dist/orders` and its source `order` give `dist/order`; `orders` with the source `api/orders`
    and the meant `api/order` gives `order`.
    """
    if deployed.endswith(source):
        return deployed.removesuffix(source) + meant
    head = source.removesuffix(deployed)
    return meant.removeprefix(head) if meant.startswith(head) else None
