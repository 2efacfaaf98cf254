"""The workspace at one moment, as rules, features and commands see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from ..model.function import Function
from ..model.place import Place
from ..model.template import Template
from ..text.document import Document
from ..text.source import SourceText
from ..text.span import Span
from .project_settings import ProjectSettings
from .template_facts import TemplateFacts

if TYPE_CHECKING:
    # Whoever only reads templates does not load what reads code.
    from ..languages.base import Language
    from ..model.finding import Finding
    from ..model.module import Export, Module
    from .facts import FunctionFacts
    from .flows import CodeFlow


class HandlerUse(Struct, frozen=True):
    """A handler in a source file and the template functions that run it.

    `span` is its name there. `export` tells more where the language is read deeply, and is None
    where it is only searched.
    """

    path: str
    name: str
    span: Span
    functions: tuple[Function, ...]
    export: Export | None = None


class FunctionCode(Struct, frozen=True, eq=False):
    """What a function of a template does with its event in one file."""

    facts: FunctionFacts
    flow: CodeFlow


class Snapshot(Protocol):
    """Answers about the workspace at one moment; every path is absolute."""

    @property
    def roots(self) -> tuple[str, ...]:
        """The workspace folders."""

    @property
    def settings(self) -> ProjectSettings:
        """The settings of each file."""

    def templates(self) -> tuple[Template, ...]:
        """All templates, in the order of their paths."""

    def template(self, path: str) -> Template | None:
        """The template at a path; None if the file is none."""

    def templates_reading(self, path: str) -> tuple[Template, ...]:
        """The templates that were read from this file: itself, or those that include it."""

    def functions(self) -> tuple[Function, ...]:
        """All functions of all templates."""

    def function_at(self, path: str, offset: int) -> Function | None:
        """The function whose declaration holds the offset."""

    def facts(self, function: Function) -> FunctionFacts:
        """What is known of a function."""

    def facts_of(self, template: Template) -> tuple[FunctionFacts, ...]:
        """What is known of each function of a template."""

    def declaring(self, place: Place) -> tuple[Function, ...]:
        """The functions that declare or inherit the variable whose name stands at a place."""

    def template_facts(self, template: Template) -> TemplateFacts:
        """What is known of a template's text."""

    def handlers_in(self, path: str) -> tuple[HandlerUse, ...]:
        """The handlers that templates name in a source file, in the order of the file."""

    def code_in(self, path: str) -> tuple[FunctionCode, ...]:
        """What follows the event of a function in a file: a source file, or inline code."""

    def code_before(self, path: str) -> tuple[FunctionCode, ...]:
        """The same as it was when the file could last be read, for text that is being typed."""

    def environment_in(self, path: str) -> tuple[FunctionFacts, ...]:
        """The functions that may load a file, or whose inline code it holds."""

    def results_in(self, path: str) -> tuple[FunctionFacts, ...]:
        """The functions whose results are made in a file."""

    def sources(self, language: Language) -> tuple[str, ...]:
        """The source files of a language in the workspace, without folders that tools fill."""

    def mentions(self, path: str, groups: Iterable[tuple[str, ...]]) -> bool:
        """Whether the text of a source file holds a word of every group; much cheaper than it."""

    def document(self, path: str) -> Document | None:
        """The tree of a template or included file."""

    def source(self, path: str) -> SourceText | None:
        """The text of a file, the editor's where it is open; None if it cannot be read."""

    def module(self, path: str) -> Module | None:
        """What a source file of a language that is read deeply exports."""

    def mapped(self, language: Language, module: str, importer: str) -> str | None:
        """The file that settings of the workspace lead an import without a dot to, if any."""

    def span(self, place: Place) -> Span:
        """The absolute range of a place in its file."""

    def exists(self, path: str) -> bool:
        """Whether there is such a file or folder, spelt exactly so."""

    def really_contains(self, path: str) -> bool:
        """Whether what is made at a path is in the workspace, all links followed."""

    def list_folder(self, path: str) -> tuple[tuple[str, bool], ...]:
        """The (name, is folder) of everything in a folder of the workspace, sorted."""


class FileFindings(Struct, frozen=True):
    """The findings of one file, in the order of the file."""

    path: str
    findings: tuple[Finding, ...]
