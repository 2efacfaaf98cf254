"""Templates and importing code after files or folders have got other names.

Handler strings, code folders, the locations of nested templates and the imports of handlers' files
are written anew where the new place can be said in the same form; what cannot be said stays as it
is.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from msgspec import Struct

from ..languages.registry import language_of_path
from ..model.finding import MoveFile, Replace
from ..model.function import CodeFolder, Function
from ..model.handler import HandlerName
from ..model.place import Place
from ..model.template import Template
from ..workspace.paths import join
from ..workspace.snapshot import Snapshot
from .changes import edits_of
from .importers import moved_imports
from .places import code_file, handler_string, module_file, text_at
from .results import FileEdits
from .template_text import in_style_of, is_plain, path_from


class Relocation(Struct, frozen=True):
    """The edits that follow a move, and what cannot follow it.

    `left` are functions whose templates cannot, `uncertain` source files of which it cannot be told
    how they import what moves.
    """

    edits: tuple[FileEdits, ...]
    left: tuple[Function, ...]
    uncertain: tuple[str, ...]


def files_renamed(snapshot: Snapshot, moves: Iterable[MoveFile]) -> tuple[FileEdits, ...]:
    """The edits of templates and of code when files or folders move, to be made before they do."""
    return relocate(snapshot, moves).edits


def relocate(snapshot: Snapshot, moves: Iterable[MoveFile]) -> Relocation:
    """What a move of files or folders means for everything that names them."""
    relocator = _Relocator(snapshot, tuple(moves))
    for template in snapshot.templates():
        relocator.visit(template)
    return relocator.result()


class _Relocator:
    """Collects what each place of the templates should say after the moves."""

    def __init__(self, snapshot: Snapshot, moves: tuple[MoveFile, ...]) -> None:
        self._snapshot = snapshot
        # Of two moves that hold a path, the one of the inner folder says where it goes.
        self._moves = sorted(moves, key=lambda move: -len(move.old))
        self._wanted: dict[Place, dict[str, list[Function]]] = {}
        self._left: dict[Function, None] = {}
        self._modules: dict[str, None] = {}

    def visit(self, template: Template) -> None:
        """Take in the code folders, handlers and nested templates of one template."""
        for nested in template.nested:
            for text in self._path_text(template.path, nested.path, nested.place):
                self._wanted.setdefault(nested.place, {}).setdefault(text, [])
        for function in template.functions:
            if isinstance(function.code, CodeFolder):
                self._visit_function(function, function.code)

    def result(self) -> Relocation:
        """The edits; a place that functions would want to say different things stays."""
        changes = []
        for place, wanted in self._wanted.items():
            text = next(iter(wanted))
            if len(wanted) > 1:
                self._left.update(dict.fromkeys(each for own in wanted.values() for each in own))
            elif text != text_at(self._snapshot, place):
                changes.append(Replace(place, text))
        importers = moved_imports(self._snapshot, self._modules, self._moved)
        edits = (*edits_of(self._snapshot, changes), *importers.edits)
        return Relocation(edits, tuple(self._left), importers.uncertain)

    def _visit_function(self, function: Function, code: CodeFolder) -> None:
        folder = self._unmoved_folder(function, code)
        if code.place is not None:
            for path_text in self._path_text(function.template, code.folder, code.place):
                folder = self._moved(code.folder)
                self._want(code.place, path_text, function)
        string = handler_string(self._snapshot, function)
        path = module_file(self._snapshot, function)
        text: str | None = None
        if path and self._moved(path) != path:
            self._modules[path] = None
        if string and string.name and path:
            text = self._handler_text(string.name, path, code, folder)
        if string and text is not None:
            self._want(string.place, text, function)
        elif self._moves_code(function, path):
            self._left[function] = None

    def _want(self, place: Place, text: str, function: Function) -> None:
        self._wanted.setdefault(place, {}).setdefault(text, []).append(function)

    def _path_text(self, template: str, path: str, place: Place) -> Iterator[str]:
        """What a place that names a path should say; nothing if it says it by other means."""
        folder = os.path.dirname(template)
        text = text_at(self._snapshot, place)
        if not text or join(folder, text) != path:
            return
        after = path_from(os.path.dirname(self._moved(template)), self._moved(path))
        if after is None or after == path_from(folder, path):
            yield text
        elif is_plain(in_style_of(text, after)):
            yield in_style_of(text, after)

    def _unmoved_folder(self, function: Function, code: CodeFolder) -> str:
        """The code folder after the moves if the template goes on saying the same."""
        before = os.path.dirname(function.template)
        below = path_from(before, code.folder)
        after = os.path.dirname(self._moved(function.template))
        return join(after, below) if below is not None else code.folder

    def _handler_text(
        self, name: HandlerName, path: str, code: CodeFolder, folder: str
    ) -> str | None:
        """The handler string after the moves; None if there is none for it."""
        below = path_from(folder, self._moved(path))
        if below == path_from(code.folder, path):
            return name.text
        language = language_of_path(path)
        module = language.module_of(below) if language and below else None
        if language is None or module is None or module.startswith("../"):
            return None
        text = language.handler_text(module, name.symbol, name)
        parsed = language.parse_handler(text, None)
        understood = isinstance(parsed, HandlerName) and parsed.module == module
        return text if understood and is_plain(text) and " " not in text else None

    def _moves_code(self, function: Function, module: str | None) -> bool:
        path = module or code_file(self._snapshot.facts(function).resolution)
        return path is not None and self._moved(path) != path

    def _moved(self, path: str) -> str:
        for move in self._moves:
            if path == move.old:
                return move.new
            if path.startswith(os.path.join(move.old, "")):
                return move.new + path[len(move.old) :]
        return path
