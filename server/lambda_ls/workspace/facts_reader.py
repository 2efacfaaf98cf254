"""The facts of functions: each handler is followed into its code, by everything that reads code."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from datetime import date

from msgspec.structs import replace

from ..model.function import Function
from ..model.module import Module
from ..model.place import Place
from ..model.template import Template
from ..text.memo import Newest
from ..text.span import Span
from .bodies import BodyReader
from .code import CodeReader
from .conduct import ConductReader
from .declaration import DeclarationReader
from .environment import EnvironmentReader
from .events import Meanings, event_facts
from .facts import FunctionFacts
from .files import Files
from .flows import FlowReader
from .imports import ImportReader
from .inferred import Inferences
from .join import join_facts
from .reach import Reach
from .resolve import Resolver
from .results import ResultReader
from .tracked import Tracked
from .unanswered import AnswerReader

_FUNCTIONS_REMEMBERED = 16_384


class FactsReader:
    """What is known of each function, kept until a file changes that was looked at for it.

    `text_at` and `span` lead from a place to its text and its absolute range. Not for use by
    several threads at once.
    """

    def __init__(
        self,
        files: Files,
        today: date,
        text_at: Callable[[Place], str],
        span: Callable[[Place], Span],
    ) -> None:
        self.inferences = Inferences(files)
        self._files = files
        self._today = today
        self._code = CodeReader(files)
        reach = Reach(self._code)
        self._resolver = Resolver(self._code, text_at)
        self._flows = FlowReader(self._code)
        self._declarations = DeclarationReader(files)
        self._imports = ImportReader(self._code, reach)
        self._bodies = BodyReader(self._code, reach)
        self._results = ResultReader(self._bodies)
        self._conduct = ConductReader(self._bodies)
        self._environments = EnvironmentReader(self._code, reach, self._bodies, span)
        self._answers = AnswerReader(self._code, reach, self._bodies)
        self._meanings: Newest[Hashable, Function, Meanings] = Newest(_FUNCTIONS_REMEMBERED)
        self._facts: Tracked[Function, FunctionFacts] = Tracked(files, self._join, _name)

    def facts(self, function: Function) -> FunctionFacts:
        """What is known of a function."""
        return self._facts.get(function)

    def facts_of(self, template: Template) -> tuple[FunctionFacts, ...]:
        """What is known of each function of a template."""
        return self._facts.get_all(template.path, template.functions)

    def forget(self, functions: Collection[Function]) -> None:
        """Compute the facts of these functions again."""
        for function in functions:
            self._facts.forget(function)

    def module(self, path: str) -> Module | None:
        """What a source file exports; None if its language is not read."""
        return self._code.module(path)

    def _join(self, function: Function) -> FunctionFacts:
        outcome = self._resolver.resolve(function)
        facts = join_facts(function, outcome, self._files, self._today)
        flows = self._flows.flows(function, outcome.resolution, outcome.family)
        # What has been inferred gives no findings: neither is the code it leads to followed.
        resolution = self.inferences.applied(function, outcome.resolution)
        executed = self._bodies.executed(function, outcome)
        meanings = self._meanings.get(_name(function), function, lambda: Meanings(facts.triggers))
        return replace(
            facts,
            resolution=resolution,
            event=event_facts(flows, meanings, facts.other_callers),
            declaration=self._declarations.declaration(function, outcome),
            absent_modules=self._imports.absent(function, outcome),
            results=self._results.results(function, outcome),
            conduct=self._conduct.conduct(function, outcome, executed),
            environment=self._environments.environment(function, outcome, executed),
            unanswered=self._answers.unanswered(function, outcome, facts.triggers, flows, executed),
        )


def _name(function: Function) -> Hashable:
    """What no other function of the workspace is called."""
    return (function.template, function.place.path, function.place.block, function.name)
