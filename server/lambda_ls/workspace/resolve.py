"""From a function's handler string to the code it names, by the rules of its runtime."""

from __future__ import annotations

import os
from collections.abc import Callable

from msgspec import Struct

from ..languages.base import Language, SearchedLanguage
from ..languages.registry import deep_language, searched_language
from ..model.function import (
    CodeArchive,
    CodeElsewhere,
    CodeFolder,
    Function,
    InlineCode,
)
from ..model.handler import HandlerName, MalformedName, OpaqueName
from ..model.place import MaybeText, Place, Unknown, known, likely
from ..model.resolution import (
    External,
    HandlerMalformed,
    InlineNotIndex,
    ModuleMissing,
    Resolution,
    Resolved,
    Undecided,
    status_of,
)
from .code import CodeReader
from .declared import declared_family
from .files import Files
from .folders import check_folder
from .inline import resolve_inline, stood_in_for
from .modules import ModuleSearch
from .search import search
from .wrappers import real_handler, unknown_start_script

_INFERRED_FAMILIES = ("python", "node", "ruby", "java", "dotnet")


class Outcome(Struct, frozen=True):
    """What became of a function's handler.

    `handler` is the string that was looked for: the function's own, or the one that a wrapper
    finds in an environment variable. `family` is the language, None where it cannot be told.
    """

    resolution: Resolution
    handler: MaybeText | None
    family: str | None


class Resolver:
    """Resolves handlers; `text_of` gives the template's text at a place."""

    def __init__(self, code: CodeReader, text_of: Callable[[Place], str]) -> None:
        self._code = code
        self._text_of = text_of

    def resolve(self, function: Function) -> Outcome:
        """Look for the handler of one function."""
        family = declared_family(function)
        real = real_handler(function)
        handler = real.text
        if real.external is not None:
            return Outcome(External(real.external), handler, family)
        if real.undecided is not None:
            return Outcome(Undecided(real.undecided), handler, family)
        text = likely(handler)
        if text is None:
            return Outcome(Undecided(_why_unknown(handler)), handler, family)
        if family is None:
            return self._infer(function, handler, text)
        resolution = self._in_family(function, text, family)
        if status_of(resolution) == "missing":
            doubt = _doubt(function, handler) or _hidden(self._code.files, function, resolution)
            resolution = Undecided(doubt) if doubt else resolution
        return Outcome(resolution, handler, family)

    def _infer(self, function: Function, handler: MaybeText | None, text: str) -> Outcome:
        """Without a runtime, as in fragments, only a hit counts."""
        for family in _INFERRED_FAMILIES:
            resolution = self._in_family(function, text, family)
            if isinstance(resolution, Resolved):
                return Outcome(resolution, handler, family)
        return Outcome(Undecided("its runtime is not known"), handler, None)

    def _in_family(self, function: Function, handler: str, family: str) -> Resolution:
        language = deep_language(family)
        if language is None:
            return self._searched(function, handler, searched_language(family))
        parsed = language.parse_handler(handler, known(function.runtime))
        if isinstance(parsed, OpaqueName):
            return Undecided(parsed.reason)
        code = function.code
        if isinstance(code, CodeElsewhere):
            return _elsewhere(code)
        if isinstance(parsed, MalformedName):
            is_folder = isinstance(code, CodeFolder) and parsed.suggestion is None
            folder = code.folder if is_folder and isinstance(code, CodeFolder) else None
            search = ModuleSearch(self._code, function, folder, language) if folder else None
            return HandlerMalformed(parsed, search.completed(parsed.text) if search else None)
        if isinstance(code, InlineCode):
            found = resolve_inline(function, code, language, parsed)
            is_module_wrong = isinstance(found, InlineNotIndex)
            stands_for = stood_in_for(self._code, function, language, parsed)
            return stands_for if is_module_wrong and stands_for else found
        if isinstance(code, CodeArchive):
            search = ModuleSearch(self._code, function, os.path.dirname(code.path), language)
            packed = search.find_packed(parsed, code)
            return packed or External("its archive is made by a build")
        return self._in_folder(function, code, language, parsed)

    def _in_folder(
        self, function: Function, code: CodeFolder, language: Language, name: HandlerName
    ) -> Resolution:
        search = ModuleSearch(self._code, function, code.folder, language)
        wrong = check_folder(
            self._code,
            function,
            code,
            self._text_of,
            language,
            lambda folder: search.holds(folder, name),
        )
        return search.find(name) if wrong is None else search.find_source(name) or wrong

    def _searched(
        self, function: Function, handler: str, language: SearchedLanguage | None
    ) -> Resolution:
        if language is None:
            return Undecided("this server does not read the language of its runtime")
        parsed = language.parse_handler(handler)
        if isinstance(function.code, CodeElsewhere):
            return _elsewhere(function.code)
        if isinstance(parsed, MalformedName):
            return HandlerMalformed(parsed)
        reason = (
            parsed.reason if isinstance(parsed, OpaqueName) else "its language is only searched"
        )
        if isinstance(function.code, CodeFolder):
            wrong = check_folder(self._code, function, function.code, self._text_of, language, None)
            if wrong is not None and status_of(wrong) == "missing":
                return wrong
        return search(self._code, function, language, handler, reason)


def _elsewhere(code: CodeElsewhere) -> Resolution:
    return External(code.reason) if code.certain else Undecided(code.reason)


def _doubt(function: Function, handler: MaybeText | None) -> str | None:
    """Why a handler that was not found may exist all the same, None if it certainly does not."""
    if known(handler) is None or (function.runtime and known(function.runtime) is None):
        return _why_unknown(handler, function.runtime)
    if function.is_broken:
        return "its declaration cannot be read as a whole"
    if function.macro:
        return f"the macro `{function.macro}` can change it"
    script = unknown_start_script(function)
    return f"the start script `{script}` may run another handler" if script else None


def _hidden(files: Files, function: Function, missing: Resolution) -> str | None:
    """Why nobody can tell whether the code is there: folders that must not be looked into."""
    folders = [function.code.folder] if isinstance(function.code, CodeFolder) else []
    folders += [layer.folder for layer in function.layers if layer.folder]
    paths = [*folders, *(os.path.join(folder, os.curdir) for folder in folders)]
    paths += missing.tried if isinstance(missing, ModuleMissing) else ()
    if any(files.is_hidden(path) for path in paths):
        return "a folder that may hold the code cannot be read"
    return None


def _why_unknown(*values: MaybeText | None) -> str:
    for value in values:
        if value is not None and isinstance(value.value, Unknown):
            return value.value.reason
    return "the template gives no handler"
