"""What a language back-end offers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias

from msgspec import Struct

from ..model.body import Caught, Formal, Returned
from ..model.conduct import Care, Conduct
from ..model.environment import Environment
from ..model.flow import Flow, Sketch, Start
from ..model.handler import HandlerName, ParsedHandler
from ..model.module import Import, Module
from ..model.term import Called, Constant, Local
from ..text.edits import TextEdit
from ..text.source import SourceText
from ..text.span import Span

Means: TypeAlias = Callable[[Import], bool | None]
"""Whether an import takes something from one certain file; None where that cannot be told."""


class NameChange(Struct, frozen=True):
    """Another name for an export.

    With `keep` a file that imports it goes on calling it by the old name, because other files take
    it from there.
    """

    old: str
    new: str
    keep: bool = False


class Move(Struct, frozen=True):
    """The paths of a file before and after, with forward slashes; alike where it stays."""

    old: str
    new: str


class Loading(Struct, frozen=True):
    """How the runtime comes to the code of a handler's file.

    `runtime` is None where it is not known. `as_written` tells that no build stands between;
    `is_es_module` that the file is certainly loaded as an ES module of JavaScript then.
    """

    runtime: str | None
    as_written: bool
    is_es_module: bool


class Reading(Struct, frozen=True):
    """An export that a symbol can mean; `doubt` says why that is not certain, None if it is."""

    symbol: str
    doubt: str | None = None


class Body(Protocol):
    """A function of a file, or its top level; everything is read when it is first asked for."""

    @property
    def name(self) -> str:
        """The function's name; empty for the top level and for functions without one."""

    @property
    def local(self) -> Local:
        """What calls of the same file know it by."""

    @property
    def span(self) -> Span:
        """All of it."""

    @property
    def formals(self) -> tuple[Formal, ...]:
        """Its parameters."""

    @property
    def returned(self) -> tuple[Returned, ...] | None:
        """Every place where it gives its result; None where there can be others."""

    @property
    def calls(self) -> tuple[Called, ...]:
        """The calls in it of functions that can be looked up, in the order of the text.

        Calls in functions without a name count as its own.
        """

    @property
    def callees(self) -> tuple[Called, ...]:
        """The same calls without what they pass, which is much quicker to tell."""

    @property
    def conduct(self) -> Conduct:
        """What it does to the process and to what outlives an invocation."""

    @property
    def care(self) -> Care:
        """Where calls in it do less harm than elsewhere."""

    @property
    def environment(self) -> Environment:
        """What it does with the environment variables of the process."""

    def is_certain(self, span: Span) -> bool:
        """Whether it certainly comes to a place in it once it is called, with no error caught.

        False where that cannot be told.
        """


class Bodies(Protocol):
    """The pieces of code of one file."""

    @property
    def top(self) -> Body:
        """What is executed when the file is loaded."""

    def entry(self, symbol: str) -> Body | None:
        """The function that runs when an exported name is called.

        Wrappers are seen through that hand on what they are called with and what they get. None
        where that cannot be told.
        """

    def local(self, local: Local) -> Body | None:
        """A function of the file."""

    @property
    def environment(self) -> Environment:
        """What all code of the file does with environment variables, called or not."""

    def constant(self, name: str) -> Constant | None:
        """What a name of the top level always holds, where that is written out."""


class Language(Protocol):
    """A language whose modules are read, so that a handler can be followed to its definition.

    Every path is relative to one folder (the code folder, for imports also the workspace folder)
    and has forward slashes.
    """

    name: str
    extensions: tuple[str, ...]

    def parse_handler(self, handler: str, runtime: str | None) -> ParsedHandler:
        """Take a handler string apart as `runtime` (`python3.13` or the like) does."""

    def is_builtin(self, module: str) -> bool:
        """Whether Lambda refuses a handler's module for being one of the interpreter's own."""

    def candidates(self, module: str) -> tuple[str, ...]:
        """The files that the runtime tries for a handler's module, in its order.

        Sources of which the deployed file is compiled (`.ts` of `.js`) follow.
        """

    def readings(self, symbol: str, module: Module, loading: Loading) -> tuple[Reading, ...]:
        """The exports that a handler's symbol can mean, in the order in which they are looked for.

        `module` is what the handler's file offers.
        """

    def refuses_folders(self, runtime: str | None) -> bool:
        """Whether the runtime fails where a module's path is a folder, whatever else there is."""

    def compiled_module(self, path: str) -> str | None:
        """The module that a file of compiled code is; None if it is no such file.

        Such a module can be a handler's, and nothing of it can be read.
        """

    def module_of(self, path: str) -> str | None:
        """The module part of a handler string for a file; the inverse of `candidates`.

        None if a handler cannot live in such a file.
        """

    def handler_text(self, module: str, symbol: str, like: HandlerName | None) -> str:
        """The handler string for a module and an export, in the style of `like`."""

    def read(self, source: SourceText, path: str) -> Module:
        """The exports of one file. Broken source gives fewer of them, never an exception."""

    def rename_spans(self, source: SourceText, path: str, name: str) -> tuple[Span, ...]:
        """Every place in the file that must change when the exported `name` gets another name.

        In the order of the text. Empty where a rename of this file alone is not safe: the name is
        imported or not defined here, or the file does not parse.
        """

    def follow(self, source: SourceText, path: str, start: Start) -> Flow:
        """What a function of the file, and those of the file that it calls, do with its arguments.

        An empty flow where there is no such function, or where it cannot be told what it is called
        with: behind a decorator or wrapper that is not known to hand its arguments on.
        """

    def bodies(self, source: SourceText, path: str) -> Bodies:
        """What each piece of a file's code does when it is executed."""

    def sketch(self, source: SourceText, path: str, offset: int) -> Sketch | None:
        """The text as it would be with the key under the cursor written out.

        None where no key of a value can be typed at the offset.
        """

    def member_text(self, source: SourceText, owner: str, keys: tuple[str, ...]) -> str:
        """The expression for the value at keys, one below the other, of the expression `owner`.

        It is written as the source writes its strings.
        """

    def guarded_text(self, source: SourceText, owner: str, key: str) -> str:
        """The expression for a value that gives nothing where `owner` or the key is not there."""

    def url_decoded(self, source: SourceText, argument: Span) -> tuple[TextEdit, ...]:
        """What changes so that a URL-encoded argument of a call is decoded first."""

    def raised(
        self,
        source: SourceText,
        statement: Span,
        caught: Caught | None,
        message: Span | None,
        error: Span | None,
    ) -> tuple[TextEdit, ...]:
        """What changes so that a function raises what a statement makes it give.

        `message` is an expression for the error's text, `error` one that is an error itself. An
        error that was caught is raised again, or becomes the cause. Empty if that is not certain.
        """

    def json_text(self, source: SourceText, path: str, value: Span) -> tuple[TextEdit, ...]:
        """What changes so that an expression gives its JSON text; empty if that is not certain."""

    def entry_before(
        self, source: SourceText, first: Span, key: str, value: int
    ) -> tuple[TextEdit, ...]:
        """What changes so that an object has one more key, before the one that is its `first`.

        Empty where the object is no literal that starts there.
        """

    def returning(self, source: SourceText, name: str, statement: Span) -> tuple[TextEdit, ...]:
        """What changes so that a statement makes its function give the value of a name."""

    def ending_with(
        self, source: SourceText, path: str, name: str, function: Span
    ) -> tuple[TextEdit, ...]:
        """What changes so that a function gives the value of a name when it comes to its end."""

    def collecting(
        self,
        source: SourceText,
        path: str,
        event: str,
        function: Span,
        record_id: tuple[str, ...],
    ) -> tuple[TextEdit, ...]:
        """What changes so that a handler that goes through the records of a batch returns failures.

        `event` is the name of the event, `record_id` leads to the id of a record. Empty where it
        does not go through them in one plain loop.
        """

    def packages(self, source: SourceText) -> tuple[str, ...]:
        """The packages that imports of a file name, as they write them.

        What comes with the language is none of them.
        """

    def import_candidates(self, imported: Import, importer: str) -> tuple[str, ...]:
        """The files that an import of the file `importer` can mean, in the order tried.

        Empty where it certainly is a package from outside.
        """

    def rename_imports(
        self, source: SourceText, path: str, means: Means, change: NameChange
    ) -> tuple[TextEdit, ...] | None:
        """What changes in a file that imports an export which gets another name.

        `means` tells which imports are of the file with that export. None where the file cannot be
        rewritten with certainty.
        """

    def move_imports(
        self, source: SourceText, importer: Move, target: Move, means: Means
    ) -> tuple[TextEdit, ...] | None:
        """What changes in a file when a file that it imports moves, or both do.

        `means` tells which imports are of the moved file. None where the file cannot be rewritten
        with certainty.
        """

    def stub(self, symbol: str, event: str | None, path: str, source: SourceText | None) -> str:
        """The text of a new handler function.

        `event` describes the trigger for its comment. `path` is the file it goes to. `source` is
        that file's text (its indentation and module style are kept), None for a new file.
        """


class Definition(Struct, frozen=True):
    """Something in a source file that a handler string can name; `key` as in `wanted`."""

    key: str
    span: Span


class SearchedLanguage(Protocol):
    """A language whose handlers are only looked up by name.

    A unique hit is good enough for navigation, a miss is not good enough for a finding.
    """

    name: str
    extensions: tuple[str, ...]

    def parse_handler(self, handler: str) -> ParsedHandler:
        """`OpaqueName` with the reason, or `MalformedName` where the form is certainly refused."""

    def wanted(self, handler: str) -> tuple[str, ...]:
        """The keys of definitions that the handler can mean, the best first."""

    def definitions(self, source: SourceText, path: str) -> tuple[Definition, ...]:
        """Everything in a file that a handler could name."""
