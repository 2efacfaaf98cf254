"""A handler to put mistakes into, a mistake, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from lambda_ls.languages.syntax import SyntaxTree
from lambda_ls.model.function import Function, InlineCode
from lambda_ls.text.edits import TextEdit
from lambda_ls.text.span import Span
from lambda_ls.workspace.facts import FunctionFacts
from lambda_ls.workspace.workspace import Workspace
from tree_sitter import Node


class Writer(Protocol):
    """Changes the text of one handler in its language; lines are written without indentation."""

    @property
    def event(self) -> str:
        """The name of the first parameter; empty where it has none."""

    @property
    def callback(self) -> str:
        """The name of the parameter that takes the result; empty where it has none."""

    def beside(self, path: str, lines: str) -> tuple[str, str]:
        """The path and the text of a new file next to one, which that can import as `answers`."""

    def at_start(self, lines: str) -> TextEdit | None:
        """Put statements at the start of the handler; None where it has no body of its own."""

    def guarded(self, lines: str) -> TextEdit | None:
        """The same on a condition that can hold."""

    def imported(self, lines: str) -> TextEdit:
        """Put lines where the file imports."""

    def at_top(self, lines: str) -> TextEdit:
        """Put declarations before the one that holds the handler."""

    def caught(self, lines: str) -> TextEdit | None:
        """Put statements at the end of the first clause that catches errors.

        They take the place of its last statement where that leaves the clause. `ERROR` stands for
        the error's name; None where there is no clause, or its error has no name.
        """

    def returned(self) -> list[Node]:
        """The objects that are written out in the handler's own `return` statements."""

    def own(self, kind: str) -> list[Node]:
        """The nodes of a type in the handler that are no other function's."""

    def entry(self, record: Node, key: str) -> Node | None:
        """The entry of an object that is written out."""


@dataclass(frozen=True)
class HandlerCode:
    """The function that a handler string means, found without the code that is measured.

    `form` says how it is handed to Lambda, `wrappers` are the calls and decorators around it.
    `path` is the file, also of inline code.
    """

    language: str
    path: str
    inline: InlineCode | None
    tree: SyntaxTree
    node: Node
    writer: Writer
    form: str
    wrappers: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole code."""
        return self.tree.source.text

    def span(self, node: Node) -> Span:
        """The range of a node."""
        return self.tree.span(node)


@dataclass(frozen=True)
class Target:
    """One function of one workspace with the code of its handler."""

    workspace: Workspace
    facts: FunctionFacts
    code: HandlerCode

    @property
    def function(self) -> Function:
        """The function as its template declares it."""
        return self.facts.function


@dataclass(frozen=True)
class FileEdit:
    """An edit of a file of the workspace, such as the template."""

    path: str
    edit: TextEdit


@dataclass(frozen=True)
class Mistake:
    """What somebody does wrong, and where that must be told.

    `code` changes the handler's text, `files` others. `at` is a range of the handler's text as it
    was, or with `at_path` of that file: the finding must start in the lines that it becomes.
    """

    rule: str
    kind: str
    at: Span
    code: tuple[TextEdit, ...] = ()
    files: tuple[FileEdit, ...] = ()
    at_path: str = ""


@dataclass(frozen=True)
class Outcome:
    """What is said of a mistake; `where` is for people.

    `is_placed` tells that it is said at the right place, `has_fix` that a fix is offered, and
    `is_fixed` that one removes it without a new finding. `reason` says why nobody could be sure of
    it, empty where it counts.
    """

    rule: str
    kind: str
    language: str
    form: str
    where: str
    found: bool
    is_placed: bool
    has_fix: bool
    is_fixed: bool
    reason: str = ""
