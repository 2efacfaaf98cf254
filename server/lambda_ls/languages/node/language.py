"""The Node.js back-end as one object."""

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
from . import expressions, files, lookup, names, versions
from .bodies import NodeBodies
from .collecting import collecting
from .encoding import json_text
from .ending import ending_with, returning
from .events import follow, sketch
from .exports import read_module
from .import_edits import move_imports, rename_imports
from .packages import packages_in
from .raising import raised
from .rename import rename_spans
from .stub import stub


class NodeLanguage:
    """JavaScript and TypeScript; implements `languages.base.Language`."""

    name: str = "node"
    extensions: tuple[str, ...] = files.EXTENSIONS

    def parse_handler(self, handler: str, runtime: str | None) -> ParsedHandler:
        """Take a handler string apart; without a module it means the folder for older runtimes."""
        return names.parse_handler(handler, runtime)

    def is_builtin(self, module: str) -> bool:
        """None is: the runtime loads a handler's file by its path."""
        return False

    def candidates(self, module: str) -> tuple[str, ...]:
        """The files that the runtime tries, then the sources compiled to them."""
        return files.candidates(module)

    def readings(self, symbol: str, module: Module, loading: Loading) -> tuple[Reading, ...]:
        """The export of that name, or what newer runtimes take for it."""
        return lookup.readings(symbol, module, loading)

    def refuses_folders(self, runtime: str | None) -> bool:
        """Whether the runtime imports what stands at the bare path, be it a folder."""
        return bool(versions.imports_handlers(runtime))

    def compiled_module(self, path: str) -> str | None:
        """None: the runtime tries no file of compiled code for a handler."""
        return None

    def module_of(self, path: str) -> str | None:
        """The module part of a handler string for a file, None if no handler can live there."""
        return files.module_of(path)

    def handler_text(self, module: str, symbol: str, like: HandlerName | None) -> str:
        """The handler string for a module and an export; keeps what `like` puts before."""
        return names.handler_text(module, symbol, like)

    def read(self, source: SourceText, path: str) -> Module:
        """The exports of one file."""
        return read_module(source, path)

    def rename_spans(self, source: SourceText, path: str, name: str) -> tuple[Span, ...]:
        """Every place in the file that changes with the name of an export."""
        return rename_spans(source, path, name)

    def follow(self, source: SourceText, path: str, start: Start) -> Flow:
        """What a function does with its arguments, through wrappers that pass them on."""
        return follow(source, path, start)

    def bodies(self, source: SourceText, path: str) -> Bodies:
        """What each function, and the top level, does when it is executed."""
        return NodeBodies(source, path)

    def sketch(self, source: SourceText, path: str, offset: int) -> Sketch | None:
        """The text with the key under the cursor written out: behind a dot, in a pattern, ..."""
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
        """A `throw` in the place of a `return`, or an error for a callback."""
        return raised(source, statement, caught, message, error)

    def json_text(self, source: SourceText, path: str, value: Span) -> tuple[TextEdit, ...]:
        """What changes so that `JSON.stringify` makes text of an expression."""
        return json_text(source, path, value)

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
        return ending_with(source, path, name, function)

    def collecting(
        self,
        source: SourceText,
        path: str,
        event: str,
        function: Span,
        record_id: tuple[str, ...],
    ) -> tuple[TextEdit, ...]:
        """A loop over the records that catches what fails, and one more `return`."""
        return collecting(source, path, event, function, record_id)

    def packages(self, source: SourceText) -> tuple[str, ...]:
        """The packages that its imports name, without those of Node.js itself."""
        return tuple(packages_in(source.text))

    def import_candidates(self, imported: Import, importer: str) -> tuple[str, ...]:
        """The files that a relative import can mean; none for a package."""
        return files.import_candidates(imported.module, importer)

    def rename_imports(
        self, source: SourceText, path: str, means: Means, change: NameChange
    ) -> tuple[TextEdit, ...] | None:
        """Its imports and requires of the name, and every use of what they give."""
        return rename_imports(source, path, means, change)

    def move_imports(
        self, source: SourceText, importer: Move, target: Move, means: Means
    ) -> tuple[TextEdit, ...] | None:
        """Its relative specifiers of the module."""
        return move_imports(source, importer, target, means)

    def stub(self, symbol: str, event: str | None, path: str, source: SourceText | None) -> str:
        """A handler that throws, in the module style of its file."""
        return stub(symbol, event, path, source)
