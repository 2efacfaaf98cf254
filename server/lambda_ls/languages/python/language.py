"""The Python back-end."""

from __future__ import annotations

from ...model.body import Caught
from ...model.flow import Flow, Sketch, Start
from ...model.handler import HandlerName, ParsedHandler
from ...model.module import Import, Module
from ...text.edits import TextEdit
from ...text.source import SourceText
from ...text.span import Span
from ..base import Bodies, Loading, Means, Move, NameChange, Reading
from ..entries import entry_before
from . import expressions
from .bodies import PythonBodies
from .builtin import is_builtin
from .collecting import collecting
from .encoding import json_text
from .ending import ending_with, returning
from .events import follow, sketch
from .exports import read_module
from .handler import candidates, compiled_module, handler_text, module_of, parse_handler
from .import_edits import move_imports, rename_imports
from .imports import import_candidates
from .packages import packages_in
from .raising import raised
from .rename import rename_spans
from .stub import stub


class PythonLanguage:
    """Python, with the rules of CPython's import system and of Lambda's Python runtime."""

    name = "python"
    extensions: tuple[str, ...] = (".py",)

    def parse_handler(self, handler: str, runtime: str | None) -> ParsedHandler:
        """Take a handler string apart; every Python runtime does it alike."""
        return parse_handler(handler)

    def is_builtin(self, module: str) -> bool:
        """Whether Lambda refuses the module for being one of the interpreter's own."""
        return is_builtin(module)

    def candidates(self, module: str) -> tuple[str, ...]:
        """The package, then the file. Folders on the way need no `__init__.py`."""
        return candidates(module)

    def readings(self, symbol: str, module: Module, loading: Loading) -> tuple[Reading, ...]:
        """The attribute of the module that is called so, for every runtime."""
        return (Reading(symbol),)

    def refuses_folders(self, runtime: str | None) -> bool:
        """No: a folder without an `__init__.py` comes after the file beside it."""
        return False

    def compiled_module(self, path: str) -> str | None:
        """The module of an extension module or of byte code without its source."""
        return compiled_module(path)

    def module_of(self, path: str) -> str | None:
        """The module of a file: `src/app` for `src/app.py`, `pkg` for `pkg/__init__.py`."""
        return module_of(path)

    def handler_text(self, module: str, symbol: str, like: HandlerName | None) -> str:
        """The handler string, with dots between folders unless `like` has slashes."""
        return handler_text(module, symbol, like)

    def read(self, source: SourceText, path: str) -> Module:
        """The names that the file binds at module level."""
        return read_module(source)

    def rename_spans(self, source: SourceText, path: str, name: str) -> tuple[Span, ...]:
        """Every use of the module's `name` in its own file, and its entry in `__all__`."""
        return rename_spans(source, name)

    def follow(self, source: SourceText, path: str, start: Start) -> Flow:
        """What a function does with its arguments."""
        return follow(source, start)

    def bodies(self, source: SourceText, path: str) -> Bodies:
        """What each function, and the top level, does when it is executed."""
        return PythonBodies(source, path)

    def sketch(self, source: SourceText, path: str, offset: int) -> Sketch | None:
        """The text with the key under the cursor written out."""
        return sketch(source, offset)

    def member_text(self, source: SourceText, owner: str, keys: tuple[str, ...]) -> str:
        """The value at keys of an expression."""
        return expressions.member_text(source, owner, keys)

    def guarded_text(self, source: SourceText, owner: str, key: str) -> str:
        """The value at a key of an expression, if there is one."""
        return expressions.guarded_text(source, owner, key)

    def url_decoded(self, source: SourceText, argument: Span) -> tuple[TextEdit, ...]:
        """What changes so that an argument of a call is decoded first."""
        return expressions.url_decoded(source, argument)

    def raised(
        self,
        source: SourceText,
        statement: Span,
        caught: Caught | None,
        message: Span | None,
        error: Span | None,
    ) -> tuple[TextEdit, ...]:
        """A `raise` in the place of a `return`."""
        return raised(source, statement, caught, message, error)

    def json_text(self, source: SourceText, path: str, value: Span) -> tuple[TextEdit, ...]:
        """What changes so that `json.dumps` makes text of an expression."""
        return json_text(source, value)

    def entry_before(
        self, source: SourceText, first: Span, key: str, value: int
    ) -> tuple[TextEdit, ...]:
        """A key before the first one of a literal, in quotes where that is."""
        return entry_before(source, first, key, value)

    def returning(self, source: SourceText, name: str, statement: Span) -> tuple[TextEdit, ...]:
        """Another `return` in the place of one."""
        return returning(source, name, statement)

    def ending_with(
        self, source: SourceText, path: str, name: str, function: Span
    ) -> tuple[TextEdit, ...]:
        """One more `return` at the end of a function."""
        return ending_with(source, name, function)

    def collecting(
        self,
        source: SourceText,
        path: str,
        event: str,
        function: Span,
        record_id: tuple[str, ...],
    ) -> tuple[TextEdit, ...]:
        """A loop over the records that catches what fails, and one more `return`."""
        return collecting(source, event, function, record_id)

    def packages(self, source: SourceText) -> tuple[str, ...]:
        """The packages that its imports name, without Python's own modules."""
        return tuple(packages_in(source.text))

    def import_candidates(self, imported: Import, importer: str) -> tuple[str, ...]:
        """The module's files first, then those of a submodule of the imported name.

        `from pkg import name` takes the attribute `name` of `pkg` and, where there is none, the
        module `pkg.name`. So the caller looks for the name in the first of these files that
        exists; a file `name.py` or `name/__init__.py` among them stands for the module itself.
        """
        return import_candidates(imported, importer)

    def rename_imports(
        self, source: SourceText, path: str, means: Means, change: NameChange
    ) -> tuple[TextEdit, ...] | None:
        """Its imports of the name, and every use of what it imports."""
        return rename_imports(source, path, means, change)

    def move_imports(
        self, source: SourceText, importer: Move, target: Move, means: Means
    ) -> tuple[TextEdit, ...] | None:
        """Its imports of the module; relative ones stay relative."""
        return move_imports(source, importer, target, means)

    def stub(self, symbol: str, event: str | None, path: str, source: SourceText | None) -> str:
        """A function of `event` and `context`; empty where `symbol` is no name for a function."""
        return stub(symbol, event, source)
