"""The lines above a handler by which it is run."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

from ..model.function import Function
from ..text.span import Span
from ..workspace.declared import declared_family
from ..workspace.snapshot import Snapshot
from .sample_events import EventOffer, offered_events

RunAction: TypeAlias = Literal["run", "run-cold", "debug", "edit-event"]
_RUNNABLE = frozenset({"python", "node"})
_RUNS_OFFERED = 3
"""How many events a handler is offered with; each of its functions has one at least."""


class RunLens(Struct, frozen=True):
    """A line above the name at `span`.

    `target` names the function as commands do, `event` one of its events; empty where it has none.
    """

    span: Span
    title: str
    action: RunAction
    target: str
    event: str = ""


def run_lenses(
    snapshot: Snapshot, path: str, is_warm: Callable[[Function], bool], debugs: bool
) -> tuple[RunLens, ...]:
    """What can be run of a file: handlers of source files, functions of templates.

    `is_warm` tells whether an environment of a function is kept. With `debugs` the editor can
    start a debugger.
    """
    found = [*_in_code(snapshot, path), *_in_template(snapshot, path)]
    return tuple(
        lens
        for span, functions in found
        for lens in _lenses(snapshot, span, functions, is_warm, debugs)
    )


def is_runnable(snapshot: Snapshot, function: Function) -> bool:
    """Whether a function can be run here, as far as that is known before it is tried."""
    family = declared_family(function) or snapshot.facts(function).language
    return family in _RUNNABLE and function.handler is not None


def _in_code(snapshot: Snapshot, path: str) -> Iterator[tuple[Span, tuple[Function, ...]]]:
    for use in snapshot.handlers_in(path):
        functions = tuple(each for each in use.functions if is_runnable(snapshot, each))
        if functions:
            yield use.span, functions


def _in_template(snapshot: Snapshot, path: str) -> Iterator[tuple[Span, tuple[Function, ...]]]:
    for template in snapshot.templates_reading(path):
        for function in template.functions:
            if function.place.path == path and is_runnable(snapshot, function):
                yield snapshot.span(function.place), (function,)


def _lenses(
    snapshot: Snapshot,
    span: Span,
    functions: tuple[Function, ...],
    is_warm: Callable[[Function], bool],
    debugs: bool,
) -> Iterator[RunLens]:
    """The same for each function; where there are several, titles tell whose they are."""
    runs = math.ceil(_RUNS_OFFERED / len(functions))
    for function in functions:
        whose, of = (
            (f" {function.name}", f" of {function.name}") if len(functions) > 1 else ("", "")
        )
        again = " again (warm)" if is_warm(function) else ""
        target, offers = function.target, offered_events(snapshot, function)
        for offer in offers[:runs] or (None,):
            title = f"▶ Run{whose}{again}{_with(offer)}"
            yield RunLens(span, title, "run", target, offer.name if offer else "")
        event = offers[0].name if offers else ""
        if is_warm(function):
            yield RunLens(span, f"Run{whose} Cold", "run-cold", target, event)
        if debugs:
            yield RunLens(span, f"Debug{whose}", "debug", target, event)
        yield RunLens(span, f"Edit Event{of}…", "edit-event", target, event)


def _with(offer: EventOffer | None) -> str:
    if offer is None:
        return ""
    return f" with {offer.title}" if offer.path else f" with {_kind(offer)} event"


def _kind(offer: EventOffer) -> str:
    return offer.trigger.title if offer.trigger else offer.title
