"""Handler strings to choose from: the folders, modules and functions of the code folder."""

from __future__ import annotations

import os
from collections.abc import Iterator

from msgspec import Struct

from ..languages.base import Language
from ..languages.registry import deep_language, language_of_path
from ..model.function import CodeFolder, Function, InlineCode
from ..model.handler import HandlerName
from ..model.module import Callability, Export, Module
from ..model.template import Template
from ..text.span import Span
from ..workspace.paths import join
from ..workspace.scan import MARKS_OF_PACKAGES, SKIPPED_FOLDERS
from ..workspace.snapshot import Snapshot
from .markdown import block
from .ranks import Rank, folder_rank, function_rank, module_rank
from .results import Completion, CompletionKind
from .typed import Typed

_MODULES_READ = 16
"""A folder with more modules offers their functions only when one of them is typed."""


def is_code_folder(snapshot: Snapshot, path: str) -> bool:
    """Whether a folder can hold code that a person wrote."""
    name = os.path.basename(path)
    if name.startswith(".") or name in SKIPPED_FOLDERS:
        return False
    return not any(snapshot.exists(os.path.join(path, mark)) for mark in MARKS_OF_PACKAGES)


def handler_completions(
    snapshot: Snapshot, template: Template, function: Function | None, typed: Typed
) -> tuple[Completion, ...]:
    """Handlers of a function; without one (Globals, `provider`) those of the template's folder."""
    example = function or next(iter(template.functions), None)
    family = snapshot.facts(example).language if example else None
    language = deep_language(family) if family else None
    if family is not None and language is None:
        return ()
    if function is not None and isinstance(function.code, InlineCode):
        return tuple(_inline(function.code, language, typed)) if language else ()
    folder = os.path.dirname(template.path)
    if function is not None:
        if not isinstance(function.code, CodeFolder):
            return ()
        folder = function.code.folder
    return tuple(_Folder(snapshot, folder, language, typed).completions())


class _Module(Struct, frozen=True):
    """A source file below the code folder; `name` is its part of a handler string."""

    path: str
    language: Language
    name: str

    def handler(self, symbol: str, like: HandlerName | None) -> str:
        """The handler string for one of its functions."""
        return self.language.handler_text(self.name, symbol, like)


class _Folder(Struct, frozen=True):
    """The code folder; `language` is None where any of the languages can be meant."""

    snapshot: Snapshot
    root: str
    language: Language | None
    typed: Typed

    def completions(self) -> Iterator[Completion]:
        """Everything in the folder that is typed so far."""
        folder, separator, last = self._typed_folder()
        if ".." in folder.split("/"):  # No handler leads out of its code folder.
            return
        modules: list[_Module] = []
        current = join(self.root, folder or ".")
        for name, is_folder in self.snapshot.list_folder(current):
            if not is_folder:
                modules += self._module(folder + name, last)
            elif "." not in last and is_code_folder(self.snapshot, os.path.join(current, name)):
                text = f"{self.typed.text[: len(folder)]}{name}{separator}"
                yield _completion(self.typed, text, "folder", folder_rank(name))
        for module in modules:
            yield from self._choices(module, read=len(modules) <= _MODULES_READ)

    def _typed_folder(self) -> tuple[str, str, str]:
        """The folder with a `/` at its end, what follows a folder's name, and what is typed in it.

        Python's folders can be typed with dots: `src.orders.` is a folder if there is one.
        """
        text = self.typed.text
        slash = text.rfind("/") + 1
        if slash == 0 and (self.language is None or self.language.name == "python"):
            dotted = text[: text.rfind(".") + 1].replace(".", "/")
            if dotted and self.snapshot.list_folder(join(self.root, dotted)):
                return dotted, ".", text[len(dotted) :]
        return text[:slash], "/", text[slash:]

    def _module(self, path: str, last: str) -> Iterator[_Module]:
        """The module that a file is, unless another one is typed already."""
        path = path.removeprefix("./")
        language = language_of_path(path)
        module = language.module_of(path) if language else None
        if language is None or module is None or self.language not in (None, language):
            return
        if "." not in last or last.startswith(f"{module.rpartition('/')[2]}."):
            yield _Module(path, language, module)

    def _choices(self, module: _Module, read: bool) -> Iterator[Completion]:
        """A module, and its functions if it is to be read."""
        content = self.snapshot.module(join(self.root, module.path)) if read else None
        exports = tuple(_callable(content)) if content else ()
        ranks = [function_rank(each, module.name, module.language.name) for each in exports]
        text = module.handler("", self._style())
        yield _completion(self.typed, text, "module", module_rank(module.name, ranks), module.path)
        for export, rank in zip(exports, ranks, strict=True):
            text = module.handler(export.name, self._style())
            yield _function_completion(self.typed, text, export, rank)

    def _style(self) -> HandlerName | None:
        """How the string is begun: with slashes, or with `./`."""
        text = self.typed.text
        if "/" not in text:
            return None
        lead = 2 if text.startswith("./") else 0
        return HandlerName(text, "", "", Span(lead, len(text)), Span(len(text), len(text)))


def _inline(code: InlineCode, language: Language, typed: Typed) -> Iterator[Completion]:
    module = language.read(code.source, f"index{language.extensions[0]}")
    for export in _callable(module):
        text = language.handler_text("index", export.name, None)
        rank = function_rank(export, "index", language.name)
        yield _function_completion(typed, text, export, rank)


def _callable(module: Module) -> Iterator[Export]:
    """What may be a handler: a function of this file, or something imported that is called so."""
    for export in module.exports.values():
        if export.callable is Callability.NO or export.name.startswith("_"):
            continue
        is_class = export.signature.startswith("class ")
        if "handler" in export.name.lower() or not (export.imported or is_class):
            yield export


def _function_completion(typed: Typed, text: str, export: Export, rank: Rank) -> Completion:
    documentation = block(export.documentation, "text") if export.documentation else ""
    return _completion(typed, text, "function", rank, export.signature, documentation)


def _completion(
    typed: Typed,
    text: str,
    kind: CompletionKind,
    rank: Rank,
    detail: str = "",
    documentation: str = "",
) -> Completion:
    written = f"{typed.before}{text}{typed.after}"
    return Completion(text, kind, typed.span, written, detail, documentation, rank.value + text)
