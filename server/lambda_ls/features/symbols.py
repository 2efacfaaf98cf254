"""The outline of a template, and the functions and handlers of the workspace by name."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.function import Function
from ..model.place import Place, known, likely
from ..model.resolution import Resolved
from ..text.span import Span
from ..workspace.snapshot import Snapshot
from .places import functions_in
from .results import Symbol, SymbolKind, WorkspaceSymbol
from .shown import shown_path

_MOST_SYMBOLS = 500


def document_symbols(snapshot: Snapshot, path: str) -> tuple[Symbol, ...]:
    """The functions that a file declares, with their handlers, events and variables."""
    functions = dict.fromkeys(
        function for function in functions_in(snapshot, path) if function.place.path == path
    )
    symbols: dict[Span, Symbol] = {}
    for function in functions:
        symbol = _function_symbol(snapshot, function)
        symbols.setdefault(symbol.selection, symbol)
    return tuple(symbols[selection] for selection in sorted(symbols))


def workspace_symbols(snapshot: Snapshot, query: str) -> tuple[WorkspaceSymbol, ...]:
    """Functions, and the handlers they run, whose names hold the query's letters in order."""
    wanted = query.casefold()
    found: dict[WorkspaceSymbol, None] = {}
    for function in snapshot.functions():
        for symbol in _symbols_of(snapshot, function):
            if _holds(symbol.name.casefold(), wanted):
                found[symbol] = None
        if len(found) >= _MOST_SYMBOLS:
            break
    return tuple(found)


def _function_symbol(snapshot: Snapshot, function: Function) -> Symbol:
    selection = snapshot.span(function.place)
    extent = snapshot.span(function.extent)
    span = Span(min(extent.start, selection.start), max(extent.end, selection.end))
    children = (*_handler(snapshot, function), *_events(snapshot, function))
    children = (*children, *_variables(snapshot, function))
    # What is inherited is written elsewhere, and belongs to no outline but its own place's.
    inside = tuple(
        child for child in children if span.start <= child.span.start and child.span.end <= span.end
    )
    detail = known(function.runtime) or ""
    return Symbol(function.name, detail, "function", span, selection, inside)


def _handler(snapshot: Snapshot, function: Function) -> Iterator[Symbol]:
    text = likely(function.handler)
    if function.handler and text and function.handler.place.path == function.place.path:
        yield _leaf(snapshot, text, "handler", "handler", function.handler.place)


def _events(snapshot: Snapshot, function: Function) -> Iterator[Symbol]:
    for event in function.events:
        if event.extent.path != function.place.path:
            continue
        name = event.name.value if event.name else event.kind.value
        detail = " ".join(part for part in (event.kind.value, event.source) if part)
        place = event.name.place if event.name else event.kind.place
        extent, selection = snapshot.span(event.extent), snapshot.span(place)
        span = Span(min(extent.start, selection.start), max(extent.end, selection.end))
        yield Symbol(name or event.kind.value, detail, "event", span, selection)


def _variables(snapshot: Snapshot, function: Function) -> Iterator[Symbol]:
    for variable in function.environment:
        if variable.name.place.path == function.place.path:
            yield _leaf(snapshot, variable.name.value, "", "variable", variable.name.place)


def _leaf(snapshot: Snapshot, name: str, detail: str, kind: SymbolKind, place: Place) -> Symbol:
    span = snapshot.span(place)
    return Symbol(name, detail, kind, span, span)


def _symbols_of(snapshot: Snapshot, function: Function) -> Iterator[WorkspaceSymbol]:
    container = shown_path(snapshot, function.template)
    span = snapshot.span(function.place)
    yield WorkspaceSymbol(function.name, container, "function", function.place.path, span)
    target = snapshot.facts(function).resolution
    if isinstance(target, Resolved):
        container = shown_path(snapshot, target.path)
        span = snapshot.span(target.place)
        yield WorkspaceSymbol(target.symbol, container, "handler", target.path, span)


def _holds(name: str, letters: str) -> bool:
    """Whether all letters stand in the name in this order, as editors' own filters ask."""
    rest = iter(name)
    return all(letter in rest for letter in letters)
