"""The joined model of templates and code, kept up to date while files change."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Set
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING

from ..languages.registry import is_source_file
from ..model.function import CodeFolder, Function
from ..model.module import Import
from ..model.place import Place
from ..model.template import Template
from ..templates.reader import TemplateReader
from ..text.document import Document
from ..text.memo import Newest
from ..text.reader import DocumentReader
from ..text.source import SourceText
from ..text.span import Span
from .candidates import Candidates
from .files import Files
from .mapped_imports import mapped_files
from .mentions import mentions, source_files
from .project_settings import ProjectSettings, is_settings_file
from .scan import Scan, looks_like_template
from .settings import Chosen, Settings
from .snapshot import FunctionCode, HandlerUse
from .template_facts import TemplateFacts
from .tracked import Tracked

if TYPE_CHECKING:
    from ..languages.base import Language
    from ..model.module import Module
    from .facts import FunctionFacts
    from .facts_reader import FactsReader
    from .inference import Answer, Question
    from .uses import Uses

_TEMPLATES_REMEMBERED = 16_384
# A document takes some twenty bytes of memory for each of its characters.
_CHARACTERS_REMEMBERED = 2_000_000


class Workspace:
    """Templates, code and what joins them. Not for use by several threads at once."""

    def __init__(
        self,
        roots: Iterable[str],
        settings: Settings | None = None,
        folder_settings: tuple[tuple[str, Settings], ...] = (),
    ) -> None:
        self.chosen = Chosen(settings or Settings(), folder_settings)
        self.files = Files(os.path.normpath(root) for root in roots)
        self.project_settings = ProjectSettings(self.chosen, self.files.root_of)
        self._candidates = Candidates(self.files, self.project_settings)
        self._documents: Newest[str, SourceText, Document] = Newest(
            _CHARACTERS_REMEMBERED, lambda path, source: len(path) + len(source)
        )
        self._document_reader = DocumentReader()
        self._template_reader = TemplateReader()
        self._templates: Tracked[str, Template | None] = Tracked(
            self.files, self._read_template, lambda path: path
        )
        self._template_facts: Newest[str, Template, TemplateFacts] = Newest(_TEMPLATES_REMEMBERED)
        self._snapshot: WorkspaceSnapshot | None = None
        self._code_before: dict[str, tuple[FunctionCode, ...]] = {}

    def adopt(self, scan: Scan) -> None:
        """Take over what a scan of the disk has found."""
        self.files.adopt(scan.listings)
        self.add_candidates(scan.candidates)

    def add_candidates(self, paths: Iterable[str]) -> None:
        """Count files among those that may be templates."""
        self._candidates.add(paths)
        self._snapshot = None

    def open(self, path: str, text: str | SourceText) -> None:
        """The editor opened a file, or changed its text: the text counts, not the disk."""
        is_new = not self.files.is_open(path)
        self.files.open(path, text if isinstance(text, SourceText) else SourceText(text))
        if is_new:
            self._candidates.consider(path)
        self._snapshot = None

    def close(self, path: str) -> None:
        """The editor closed a file: the disk counts again."""
        self.files.close(path)
        self._candidates.consider(path)
        self._snapshot = None

    def disk_changed(self, paths: Iterable[str]) -> None:
        """Files or folders were created, changed or deleted on disk."""
        paths = tuple(paths)
        if any(is_settings_file(os.path.basename(path)) for path in paths):
            self.project_settings.forget()
        self.files.disk_changed(*paths)
        self._candidates.disk_changed(paths)
        for path in paths:
            if path not in self._candidates:
                self._templates.forget(path)
        self._snapshot = None
        self._forget_facts(self._facts.inferences.disk_changed(paths))

    def questions(self) -> tuple[Question, ...]:
        """What the functions asked for so far leave to be inferred; given out once."""
        return self._facts.inferences.take()

    def known(self, asked: Question) -> Answer | None:
        """The answer to a question, if it has been learnt."""
        return self._facts.inferences.known(asked)

    def learn(self, asked: Question, found: Answer | None) -> None:
        """Take in an answer, and compute again what is known of the functions that it concerns."""
        self._facts.inferences.learn(asked, found)
        if found is not None:
            self._forget_facts({asked.subject.code_folder})

    def decide(self) -> None:
        """Infer by now whether handlers exist of which nobody could tell; takes its time."""
        from .inference import answer

        self.snapshot().all_facts()
        for asked in self.questions():
            if asked.decides:
                self.learn(asked, answer(asked))

    def snapshot(self) -> WorkspaceSnapshot:
        """The workspace as it is now; good until the next change."""
        if self._snapshot is None:
            excludes = self.project_settings.excludes
            candidates = sorted(path for path in self._candidates if not excludes(path))
            self._snapshot = WorkspaceSnapshot(self, tuple(candidates))
        return self._snapshot

    def template(self, path: str) -> Template | None:
        """The template at a path; None if the file is none."""
        return self._templates.get(path) if path in self._candidates else None

    def facts(self, function: Function) -> FunctionFacts:
        """What is known of a function."""
        return self._facts.facts(function)

    def facts_of(self, template: Template) -> tuple[FunctionFacts, ...]:
        """What is known of each function of a template."""
        return self._facts.facts_of(template)

    def template_facts(self, template: Template) -> TemplateFacts:
        """What is known of a template's text."""
        return self._template_facts.get(template.path, template, lambda: TemplateFacts(template))

    def code_before(self, path: str) -> tuple[FunctionCode, ...]:
        """What followed the event of a function in a file when the file could last be read."""
        return self._code_before.get(path, ())

    def remember_code(self, code: Mapping[str, tuple[FunctionCode, ...]]) -> None:
        """Keep what follows events in files, for the time when somebody is typing there."""
        self._code_before.update(code)

    def document(self, path: str) -> Document | None:
        """The tree of a data file; None if it cannot be read, or holds code."""
        is_data = self.files.contains(path) and not is_source_file(path)
        source = self.files.source(path) if is_data else None
        if source is None:
            return None
        before = self._documents.latest(path)
        read = partial(self._document_reader.read, source, before)
        return self._documents.get(path, source, read)

    def module(self, path: str) -> Module | None:
        """What a source file exports; None if its language is not read."""
        return self._facts.module(path)

    def span(self, place: Place) -> Span:
        """The absolute range of a place in its file."""
        if not place.block:
            return place.span
        document = self.document(place.path)
        return place.span.shifted(document.base(place.block) if document else 0)

    def text_at(self, place: Place) -> str:
        """The text that stands at a place.

        Whoever knows the place does not depend on the rest of the file: a change of the text at it
        makes another function, and so other places.
        """
        with self.files.unrecorded():
            source = self.files.source(place.path)
            return source.slice(self.span(place)) if source else ""

    @cached_property
    def _facts(self) -> FactsReader:
        # Everything that reads code is loaded here: who only wants templates does not wait for it.
        from .facts_reader import FactsReader

        return FactsReader(self.files, self.chosen.everywhere.today, self.text_at, self.span)

    def _read_template(self, path: str) -> Template | None:
        source = self.files.source(path)
        if source is None or not looks_like_template(os.path.basename(path), source.text):
            return None
        document = self.document(path)
        return self._template_reader.read(path, document, self.document) if document else None

    def _forget_facts(self, code_folders: Set[str]) -> None:
        """Compute the facts of the functions with these code folders again."""
        if not code_folders:
            return
        self._facts.forget(
            [
                function
                for function in self.snapshot().functions()
                if isinstance(function.code, CodeFolder) and function.code.folder in code_folders
            ]
        )
        self._snapshot = None


class WorkspaceSnapshot:
    """Answers about a workspace until its next change; see `snapshot.Snapshot`."""

    def __init__(self, workspace: Workspace, candidates: tuple[str, ...]) -> None:
        self._workspace = workspace
        self._candidates = candidates
        self._templates: tuple[Template, ...] | None = None
        self._declaring: dict[str, Mapping[Span, list[Function]]] = {}

    @property
    def roots(self) -> tuple[str, ...]:
        """The workspace folders."""
        return self._workspace.files.roots

    @property
    def settings(self) -> ProjectSettings:
        """The settings of each file."""
        return self._workspace.project_settings

    def templates(self) -> tuple[Template, ...]:
        """All templates, in the order of their paths."""
        if self._templates is None:
            found = (self._workspace.template(path) for path in self._candidates)
            self._templates = tuple(template for template in found if template)
        return self._templates

    def candidates(self) -> tuple[str, ...]:
        """The files that may be templates, in the order of their paths."""
        return self._candidates

    def template(self, path: str) -> Template | None:
        """The template at a path; None if the file is none."""
        return self._workspace.template(path)

    def templates_reading(self, path: str) -> tuple[Template, ...]:
        """The templates that were read from this file: itself, or those that include it."""
        return tuple(template for template in self.templates() if path in template.files)

    def functions(self) -> tuple[Function, ...]:
        """All functions of all templates."""
        return tuple(each for template in self.templates() for each in template.functions)

    def function_at(self, path: str, offset: int) -> Function | None:
        """The function whose declaration holds the offset."""
        for template in self.templates_reading(path):
            for function in template.functions:
                extent = function.extent
                if extent.path == path and self.span(extent).touches(offset):
                    return function
        return None

    def facts(self, function: Function) -> FunctionFacts:
        """What is known of a function."""
        return self._workspace.facts(function)

    def facts_of(self, template: Template) -> tuple[FunctionFacts, ...]:
        """What is known of each function of a template."""
        return self._workspace.facts_of(template)

    def all_facts(self) -> tuple[FunctionFacts, ...]:
        """What is known of each function of each template."""
        return tuple(chain.from_iterable(map(self.facts_of, self.templates())))

    def template_facts(self, template: Template) -> TemplateFacts:
        """What is known of a template's text."""
        return self._workspace.template_facts(template)

    def declaring(self, place: Place) -> tuple[Function, ...]:
        """The functions that declare or inherit the variable whose name stands at a place."""
        if place.path not in self._declaring:
            self._declaring[place.path] = self._declared_in(place.path)
        return tuple(self._declaring[place.path].get(self.span(place), ()))

    def handlers_in(self, path: str) -> tuple[HandlerUse, ...]:
        """The handlers that templates name in a source file, in the order of the file."""
        return self._uses.handlers.get(path, ())

    def code_in(self, path: str) -> tuple[FunctionCode, ...]:
        """What follows the event of a function in a file: a source file, or inline code."""
        return self._code.get(path, ())

    def code_before(self, path: str) -> tuple[FunctionCode, ...]:
        """The same as it was when the file could last be read, for text that is being typed."""
        return self._workspace.code_before(path)

    def environment_in(self, path: str) -> tuple[FunctionFacts, ...]:
        """The functions that may load a file, or whose inline code it holds."""
        return self._uses.environments.get(path, ())

    def results_in(self, path: str) -> tuple[FunctionFacts, ...]:
        """The functions whose results are made in a file."""
        return self._uses.results.get(path, ())

    def sources(self, language: Language) -> tuple[str, ...]:
        """The source files of a language in the workspace, without folders that tools fill."""
        return tuple(source_files(self._workspace.files, language))

    def mentions(self, path: str, groups: Iterable[tuple[str, ...]]) -> bool:
        """Whether the text of a source file holds a word of every group; much cheaper than it."""
        return mentions(self._workspace.files, path, groups)

    def document(self, path: str) -> Document | None:
        """The tree of a template or included file."""
        return self._workspace.document(path)

    def source(self, path: str) -> SourceText | None:
        """The text of a file, the editor's where it is open; None if it cannot be read."""
        files = self._workspace.files
        return files.source(path) if files.contains(path) else None

    def module(self, path: str) -> Module | None:
        """What a source file of a language that is read deeply exports."""
        return self._workspace.module(path)

    def mapped(self, language: Language, module: str, importer: str) -> str | None:
        """The file that settings of the workspace lead an import without a dot to, if any."""
        files, whole = self._workspace.files, Import(module, None)
        return next(mapped_files(files, language, whole, importer), None)

    def span(self, place: Place) -> Span:
        """The absolute range of a place in its file."""
        return self._workspace.span(place)

    def exists(self, path: str) -> bool:
        """Whether there is such a file or folder, spelt exactly so."""
        return self._workspace.files.kind(path) is not None

    def really_contains(self, path: str) -> bool:
        """Whether what is made at a path is in the workspace, all links followed."""
        return self._workspace.files.really_contains(path)

    def list_folder(self, path: str) -> tuple[tuple[str, bool], ...]:
        """The (name, is folder) of everything in a folder of the workspace, sorted."""
        files = self._workspace.files
        if not files.contains(path):
            return ()
        return tuple(sorted((name, kind == "folder") for name, kind in files.folder(path).items()))

    def _declared_in(self, path: str) -> Mapping[Span, list[Function]]:
        # With aliases, several blocks have the same text: only the range in the file tells.
        found: dict[Span, list[Function]] = {}
        document = self.document(path)
        for template in self.templates_reading(path):
            for function in template.functions:
                for place in (each.name.place for each in function.environment):
                    if place.path == path:
                        base = document.base(place.block) if document else 0
                        found.setdefault(place.span.shifted(base), []).append(function)
        return found

    @cached_property
    def _uses(self) -> Uses:
        from .uses import Uses

        return Uses(self.all_facts(), self._workspace.text_at, self._workspace.span)

    @cached_property
    def _code(self) -> Mapping[str, tuple[FunctionCode, ...]]:
        code = self._uses.code
        self._workspace.remember_code(code)
        return code
