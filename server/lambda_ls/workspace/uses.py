"""What the files of a workspace have to do with its functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from ..model.function import InlineCode
from ..model.place import Place
from ..model.resolution import Resolved
from ..text.span import Span
from .facts import FunctionFacts
from .snapshot import FunctionCode, HandlerUse


class Uses:
    """The functions by the files that they run, load or follow their event into.

    `functions` are the facts of all of them; `text_at` and `span` lead from a place to its text
    and its absolute range. Each table is made when it is first asked for.
    """

    def __init__(
        self,
        functions: tuple[FunctionFacts, ...],
        text_at: Callable[[Place], str],
        span: Callable[[Place], Span],
    ) -> None:
        self._functions = functions
        self._text_at = text_at
        self._span = span

    @cached_property
    def handlers(self) -> Mapping[str, tuple[HandlerUse, ...]]:
        """The handlers that templates name in each source file, in the order of the file."""
        targets: dict[tuple[Place, str], Resolved] = {}
        users: dict[tuple[Place, str], list[FunctionFacts]] = {}
        for facts in self._functions:
            target = facts.resolution
            if isinstance(target, Resolved) and not isinstance(facts.function.code, InlineCode):
                name = target.export.name if target.export else self._text_at(target.place)
                targets[target.place, name] = target
                users.setdefault((target.place, name), []).append(facts)
        uses: dict[str, list[HandlerUse]] = {}
        for (place, name), target in targets.items():
            functions = tuple(facts.function for facts in users[place, name])
            use = HandlerUse(place.path, name, self._span(place), functions, target.export)
            uses.setdefault(place.path, []).append(use)
        return {path: tuple(sorted(found, key=_by_span)) for path, found in uses.items()}

    @cached_property
    def code(self) -> Mapping[str, tuple[FunctionCode, ...]]:
        """What follows the event of a function in each file: a source file, or inline code."""
        code: dict[str, list[FunctionCode]] = {}
        for facts in self._functions:
            for flow in facts.event.flows:
                code.setdefault(flow.code.path, []).append(FunctionCode(facts, flow))
        return {path: tuple(found) for path, found in code.items()}

    @cached_property
    def results(self) -> Mapping[str, tuple[FunctionFacts, ...]]:
        """The functions whose results are made in each file."""
        return self._by_path(_result_paths)

    @cached_property
    def environments(self) -> Mapping[str, tuple[FunctionFacts, ...]]:
        """The functions that may load each file, or whose inline code it holds."""
        return self._by_path(_code_paths)

    def _by_path(
        self, paths: Callable[[FunctionFacts], Iterable[str]]
    ) -> Mapping[str, tuple[FunctionFacts, ...]]:
        """The functions of each path that `paths` gives for them, each once."""
        found: dict[str, dict[FunctionFacts, None]] = {}
        for facts in self._functions:
            for path in paths(facts):
                found.setdefault(path, {})[facts] = None
        return {path: tuple(there) for path, there in found.items()}


def _result_paths(facts: FunctionFacts) -> Iterable[str]:
    return (made.path for made in facts.results.made_in) if facts.results else ()


def _code_paths(facts: FunctionFacts) -> Iterable[str]:
    return (code.path for code in facts.environment.texts)


def _by_span(use: HandlerUse) -> Span:
    return use.span
