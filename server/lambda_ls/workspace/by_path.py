"""Functions by the files that they have to do with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from .facts import FunctionFacts


def by_path(
    functions: Iterable[FunctionFacts], paths: Callable[[FunctionFacts], Iterable[str]]
) -> Mapping[str, tuple[FunctionFacts, ...]]:
    """The functions of each path that `paths` gives for them, each once."""
    found: dict[str, dict[FunctionFacts, None]] = {}
    for facts in functions:
        for path in paths(facts):
            found.setdefault(path, {})[facts] = None
    return {path: tuple(there) for path, there in found.items()}


def result_paths(facts: FunctionFacts) -> Iterable[str]:
    """Where the results of a function are made."""
    return (made.path for made in facts.results.made_in) if facts.results else ()


def code_paths(facts: FunctionFacts) -> Iterable[str]:
    """The files that a function may load, or the template with its inline code."""
    return (code.path for code in facts.environment.texts)
