"""The joined model of templates and code, kept up to date while files change."""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterable, Mapping, Set
from dataclasses import replace
from functools import partial

from ..languages.base import Language
from ..languages.registry import is_source_file
from ..model.function import CodeFolder, Function, InlineCode
from ..model.module import Module
from ..model.place import Place
from ..model.resolution import Resolved
from ..model.template import Template
from ..templates.reader import TemplateReader
from ..text.document import Document
from ..text.memo import Newest
from ..text.reader import DocumentReader
from ..text.source import SourceText
from ..text.span import Span
from .bodies import BodyReader
from .by_path import by_path, code_paths, result_paths
from .candidates import Candidates
from .code import CodeReader
from .conduct import ConductReader
from .declaration import DeclarationReader
from .environment import EnvironmentReader
from .events import event_facts
from .facts import FunctionFacts, TemplateFacts
from .files import Files
from .flows import FlowReader
from .imports import ImportReader
from .inference import Answer, Question, answer
from .inferred import Inferences
from .join import join_facts
from .mentions import mentions, source_files
from .project_settings import ProjectSettings, is_settings_file
from .reach import Reach
from .resolve import Resolver
from .results import ResultReader
from .scan import Scan, looks_like_template
from .settings import Settings
from .snapshot import FunctionCode, HandlerUse
from .tracked import Tracked
from .unanswered import AnswerReader

_TEMPLATES_REMEMBERED = 16_384
# A document takes some twenty bytes of memory for each of its characters.
_CHARACTERS_REMEMBERED = 2_000_000


class Workspace:
    """Templates, code and what joins them. Not for use by several threads at once."""

    def __init__(self, roots: Iterable[str], settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.files = Files(os.path.normpath(root) for root in roots)
        self.project_settings = ProjectSettings(self.settings, self.files.root_of)
        self._candidates = Candidates(self.files, self.project_settings)
        self._documents: Newest[str, SourceText, Document] = Newest(
            _CHARACTERS_REMEMBERED, lambda path, source: len(path) + len(source)
        )
        self._document_reader = DocumentReader()
        self._template_reader = TemplateReader()
        self._code = CodeReader(self.files)
        self._resolver = Resolver(self._code, self.text_at)
        self._flows = FlowReader(self._code)
        self._declarations = DeclarationReader(self.files)
        reach = Reach(self._code)
        self._imports = ImportReader(self._code, reach)
        self._bodies = BodyReader(self._code, reach)
        self._results = ResultReader(self._bodies)
        self._conduct = ConductReader(self._bodies)
        self._environments = EnvironmentReader(self._code, reach, self._bodies, self.span)
        self._answers = AnswerReader(self._code, reach, self._bodies)
        self._inferences = Inferences(self.files)
        self._templates: Tracked[str, Template | None] = Tracked(
            self.files, self._read_template, lambda path: path
        )
        self._facts: Tracked[Function, FunctionFacts] = Tracked(self.files, self._join, _name)
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

    def open(self, path: str, text: str) -> None:
        """The editor opened a file, or changed its text: the text counts, not the disk."""
        is_new = not self.files.is_open(path)
        self.files.open(path, text)
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
        self._forget_facts(self._inferences.disk_changed(paths))

    def questions(self) -> tuple[Question, ...]:
        """What the functions asked for so far leave to be inferred; given out once."""
        return self._inferences.take()

    def known(self, asked: Question) -> Answer | None:
        """The answer to a question, if it has been learnt."""
        return self._inferences.known(asked)

    def learn(self, asked: Question, found: Answer | None) -> None:
        """Take in an answer, and compute again what is known of the functions that it concerns."""
        self._inferences.learn(asked, found)
        if found is not None:
            self._forget_facts({asked.subject.code_folder})

    def decide(self) -> None:
        """Infer by now whether handlers exist of which nobody could tell; takes its time."""
        for function in self.snapshot().functions():
            self.facts(function)
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
        return self._facts.get(function)

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
        return self._code.module(path)

    def span(self, place: Place) -> Span:
        """The absolute range of a place in its file."""
        if not place.block:
            return place.span
        document = self.document(place.path)
        return place.span.shifted(document.bases.get(place.block, 0) if document else 0)

    def text_at(self, place: Place) -> str:
        """The text that stands at a place."""
        source = self.files.source(place.path)
        return source.slice(self.span(place)) if source else ""

    def _read_template(self, path: str) -> Template | None:
        source = self.files.source(path)
        if source is None or not looks_like_template(os.path.basename(path), source.text):
            return None
        document = self.document(path)
        return self._template_reader.read(path, document, self.document) if document else None

    def _join(self, function: Function) -> FunctionFacts:
        outcome = self._resolver.resolve(function)
        facts = join_facts(function, outcome, self.files, self.settings.today)
        flows = self._flows.flows(function, outcome.resolution, outcome.family)
        # What has been inferred gives no findings: neither is the code it leads to followed.
        resolution = self._inferences.applied(function, outcome.resolution)
        event = event_facts(flows, facts.triggers, facts.other_callers)
        executed = self._bodies.executed(function, outcome)
        return replace(
            facts,
            resolution=resolution,
            event=event,
            declaration=self._declarations.declaration(function, outcome),
            absent_modules=self._imports.absent(function, outcome),
            results=self._results.results(function, outcome),
            conduct=self._conduct.conduct(function, outcome, executed),
            environment=self._environments.environment(function, outcome, executed),
            unanswered=self._answers.unanswered(function, outcome, facts.triggers, flows, executed),
        )

    def _forget_facts(self, code_folders: Set[str]) -> None:
        """Compute the facts of the functions with these code folders again."""
        if not code_folders:
            return
        for function in self.snapshot().functions():
            if isinstance(function.code, CodeFolder) and function.code.folder in code_folders:
                self._facts.forget(function)
        self._snapshot = None


def _name(function: Function) -> Hashable:
    """What no other function of the workspace is called."""
    return (function.template, function.place.path, function.place.block, function.name)


class WorkspaceSnapshot:
    """Answers about a workspace until its next change; see `snapshot.Snapshot`."""

    def __init__(self, workspace: Workspace, candidates: tuple[str, ...]) -> None:
        self._workspace = workspace
        self._candidates = candidates
        self._templates: tuple[Template, ...] | None = None
        self._handlers: dict[str, tuple[HandlerUse, ...]] | None = None
        self._code: dict[str, tuple[FunctionCode, ...]] | None = None
        self._results: Mapping[str, tuple[FunctionFacts, ...]] | None = None
        self._environments: Mapping[str, tuple[FunctionFacts, ...]] | None = None

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

    def template_facts(self, template: Template) -> TemplateFacts:
        """What is known of a template's text."""
        return self._workspace.template_facts(template)

    def handlers_in(self, path: str) -> tuple[HandlerUse, ...]:
        """The handlers that templates name in a source file, in the order of the file."""
        if self._handlers is None:
            self._handlers = self._all_handlers()
        return self._handlers.get(path, ())

    def code_in(self, path: str) -> tuple[FunctionCode, ...]:
        """What follows the event of a function in a file: a source file, or inline code."""
        if self._code is None:
            self._code = self._all_code()
            self._workspace.remember_code(self._code)
        return self._code.get(path, ())

    def code_before(self, path: str) -> tuple[FunctionCode, ...]:
        """The same as it was when the file could last be read, for text that is being typed."""
        return self._workspace.code_before(path)

    def environment_in(self, path: str) -> tuple[FunctionFacts, ...]:
        """The functions that may load a file, or whose inline code it holds."""
        if self._environments is None:
            self._environments = by_path(map(self.facts, self.functions()), code_paths)
        return self._environments.get(path, ())

    def results_in(self, path: str) -> tuple[FunctionFacts, ...]:
        """The functions whose results are made in a file."""
        if self._results is None:
            self._results = by_path(map(self.facts, self.functions()), result_paths)
        return self._results.get(path, ())

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

    def span(self, place: Place) -> Span:
        """The absolute range of a place in its file."""
        return self._workspace.span(place)

    def exists(self, path: str) -> bool:
        """Whether there is such a file or folder, spelt exactly so."""
        return self._workspace.files.kind(path) is not None

    def list_folder(self, path: str) -> tuple[tuple[str, bool], ...]:
        """The (name, is folder) of everything in a folder of the workspace, sorted."""
        files = self._workspace.files
        if not files.contains(path):
            return ()
        return tuple(sorted((name, kind == "folder") for name, kind in files.folder(path).items()))

    def _all_code(self) -> dict[str, tuple[FunctionCode, ...]]:
        code: dict[str, list[FunctionCode]] = {}
        for facts in map(self.facts, self.functions()):
            for flow in facts.event.flows:
                code.setdefault(flow.code.path, []).append(FunctionCode(facts, flow))
        return {path: tuple(found) for path, found in code.items()}

    def _all_handlers(self) -> dict[str, tuple[HandlerUse, ...]]:
        targets: dict[tuple[Place, str], Resolved] = {}
        functions: dict[tuple[Place, str], list[Function]] = {}
        for function in self.functions():
            target = self.facts(function).resolution
            if isinstance(target, Resolved) and not isinstance(function.code, InlineCode):
                name = (
                    target.export.name if target.export else self._workspace.text_at(target.place)
                )
                targets[target.place, name] = target
                functions.setdefault((target.place, name), []).append(function)
        uses: dict[str, list[HandlerUse]] = {}
        for (place, name), target in targets.items():
            users = tuple(functions[place, name])
            use = HandlerUse(place.path, name, self.span(place), users, target.export)
            uses.setdefault(place.path, []).append(use)
        return {path: tuple(sorted(found, key=_by_span)) for path, found in uses.items()}


def _by_span(use: HandlerUse) -> Span:
    return use.span
