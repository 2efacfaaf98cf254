"""The line above a handler that tells which functions run it."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.function import Function
from ..workspace.snapshot import HandlerUse, Snapshot
from .results import Lens, Location
from .trigger_words import trigger_title

_TRIGGERS_NAMED = 2


def code_lenses(snapshot: Snapshot, path: str) -> tuple[Lens, ...]:
    """One lens for each handler of a source file that a template names."""
    return tuple(
        Lens(use.span, _title(snapshot, use), _declarations(snapshot, use))
        for use in snapshot.handlers_in(path)
        if use.functions
    )


def _title(snapshot: Snapshot, use: HandlerUse) -> str:
    return " · ".join(_parts(snapshot, use.functions))


def _parts(snapshot: Snapshot, functions: tuple[Function, ...]) -> Iterator[str]:
    """The first function with its triggers, and how many functions there are if there are more."""
    first = functions[0]
    yield first.name
    triggers = snapshot.facts(first).triggers
    yield from (trigger_title(trigger) for trigger in triggers[:_TRIGGERS_NAMED])
    if len(triggers) > _TRIGGERS_NAMED:
        yield f"{len(triggers)} triggers"
    if len(functions) > 1:
        yield f"{len(functions)} functions"


def _declarations(snapshot: Snapshot, use: HandlerUse) -> tuple[Location, ...]:
    return tuple(
        Location(function.place.path, snapshot.span(function.place)) for function in use.functions
    )
