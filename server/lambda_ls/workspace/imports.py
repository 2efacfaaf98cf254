"""The modules that a function loads when it starts and that its runtime no longer has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from ..aws.bundled import packages_without
from ..languages.python.removed import packages_with, removed_modules
from ..model.function import CodeFolder, Function
from ..model.load import ModuleLoad
from ..model.module import Import
from ..model.place import Place, known
from ..model.resolution import Resolved
from ..text.source import SourceText
from .code import CodeReader
from .disk import is_below
from .flows import CodeText
from .handler_code import grammar_path, handler_code
from .reach import Reach, loads
from .resolve import Outcome
from .supplies import may_bring_module, may_bring_package


class AbsentModule(Struct, frozen=True):
    """A module that certainly fails to load; `place` is where code names it.

    `removed_in` is the version of Python that removed it from the standard library, None for a
    package that Lambda's runtime once brought.
    """

    name: str
    place: Place
    removed_in: str | None


class ImportReader:
    """Looks through what is loaded with handlers."""

    def __init__(self, code: CodeReader, reach: Reach) -> None:
        self._files = code.files
        self._reach = reach

    def absent(self, function: Function, outcome: Outcome) -> tuple[AbsentModule, ...]:
        """The modules that a function fails to load."""
        found = outcome.resolution
        wanted = _wanted(known(function.runtime), outcome.family)
        code = handler_code(self._files, function, found, outcome.family) if wanted else None
        if code is None or not isinstance(found, Resolved):
            return ()
        if function.macro is not None or found.via is not None:
            return ()
        absent = (
            AbsentModule(name, place, wanted[name])
            for text, load in self._loaded(function, code, wanted)
            if (name := _top(load.module, code)) in wanted
            and (place := text.place(load.span)) is not None
            and not self._may_be_brought(function, text, name)
        )
        return tuple(dict.fromkeys(absent))

    def _loaded(
        self, function: Function, code: CodeText, wanted: Mapping[str, str | None]
    ) -> Iterator[tuple[CodeText, ModuleLoad]]:
        """What is certainly loaded with a handler, where something wanted may be among it."""
        if code.inline is not None:
            yield from ((code, load) for load in loads(grammar_path(code), code.source))
            return
        folder = function.code.folder if isinstance(function.code, CodeFolder) else None
        if folder is None or not is_below(code.path, folder):
            return
        seeming = self._reach.seeming(code.path, folder)
        if any(_may_load(source, imports, code, wanted) for source, imports in seeming):
            for path, source, load in self._reach.certain(code.path, folder):
                yield CodeText(path, source, code.language), load

    def _may_be_brought(self, function: Function, text: CodeText, name: str) -> bool:
        if text.language.name == "node":
            path = None if text.inline else text.path
            return may_bring_package(self._files, function, name, path)
        # These packages bring their modules only when they are imported themselves.
        words = (each.replace("-", "_") for each in packages_with(name))
        if any(word in text.source.text for word in words):
            return True
        folder = function.code.folder if isinstance(function.code, CodeFolder) else None
        return may_bring_module(self._files, function, folder, name)


def _wanted(runtime: str | None, family: str | None) -> Mapping[str, str | None]:
    """The modules to look for, each with the version of Python that removed it."""
    if family == "node":
        return dict.fromkeys(packages_without(runtime))
    return dict(removed_modules(runtime)) if family == "python" else {}


def _may_load(
    source: SourceText,
    imports: tuple[Import, ...],
    code: CodeText,
    wanted: Mapping[str, str | None],
) -> bool:
    if code.language.name == "node":
        return any(name in source.text for name in wanted)
    return any(_top(each.module, code) in wanted for each in imports)


def _top(module: str, code: CodeText) -> str:
    """The package that a module belongs to."""
    return module.partition("/" if code.language.name == "node" else ".")[0]
