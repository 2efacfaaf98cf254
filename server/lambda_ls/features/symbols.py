"""The outline of a template, and the functions and handlers of the workspace by name."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.function import Event, Function
from ..model.place import Place, known, likely
from ..model.resolution import Resolved
from ..text.span import Span
from ..workspace.snapshot import Snapshot
from .places import functions_in, text_at
from .results import Symbol, WorkspaceSymbol
from .shown import shown_path

_MOST_SYMBOLS = 500


def document_symbols(snapshot: Snapshot, path: str) -> tuple[Symbol, ...]:
    """The functions that a file declares, with their handlers, events and variables."""
    outline = _Outline(snapshot, path)
    symbols: dict[Span, Symbol] = {}
    for function in functions_in(snapshot, path):
        if function.place.path == path:
            symbol = outline.function(function)
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


class _Outline:
    """Makes the symbols of one file, whose blocks are looked up once for all of them."""

    def __init__(self, snapshot: Snapshot, path: str) -> None:
        document = snapshot.document(path)
        self._document = document
        self._path = path

    def function(self, function: Function) -> Symbol:
        """A function with what is written in its own declaration.

        What is inherited is written elsewhere, and belongs to no outline but its own place's.
        """
        selection = self._span(function.place)
        span = _around(self._span(function.extent), selection)
        children = (
            *self._handler(function),
            *(self._event(event) for event in function.events if self._holds(event.extent)),
            *self._variables(function),
        )
        inside = tuple(child for child in children if _around(span, child.span) == span)
        detail = known(function.runtime) or ""
        return Symbol(function.name, detail, "function", span, selection, inside)

    def _handler(self, function: Function) -> Iterator[Symbol]:
        text = likely(function.handler)
        if function.handler and text and self._holds(function.handler.place):
            span = self._span(function.handler.place)
            yield Symbol(text, "handler", "handler", span, span)

    def _event(self, event: Event) -> Symbol:
        name = event.name.value if event.name else event.kind.value
        detail = " ".join(part for part in (event.kind.value, event.source) if part)
        selection = self._span(event.name.place if event.name else event.kind.place)
        span = _around(self._span(event.extent), selection)
        return Symbol(name or event.kind.value, detail, "event", span, selection)

    def _variables(self, function: Function) -> Iterator[Symbol]:
        for variable in function.environment:
            if self._holds(variable.name.place):
                span = self._span(variable.name.place)
                yield Symbol(variable.name.value, "", "variable", span, span)

    def _holds(self, place: Place) -> bool:
        return place.path == self._path

    def _span(self, place: Place) -> Span:
        base = self._document.base(place.block) if self._document else 0
        return place.span.shifted(base)


def _around(span: Span, other: Span) -> Span:
    """The range from the first start to the last end of two."""
    return Span(min(span.start, other.start), max(span.end, other.end))


def _symbols_of(snapshot: Snapshot, function: Function) -> Iterator[WorkspaceSymbol]:
    container = shown_path(snapshot, function.template)
    span = snapshot.span(function.place)
    yield WorkspaceSymbol(function.name, container, "function", function.place.path, span)
    target = snapshot.facts(function).resolution
    if isinstance(target, Resolved):
        container = shown_path(snapshot, target.path)
        span = snapshot.span(target.place)
        # What is only searched for is called by more than its name: with its class and assembly.
        name = target.symbol if target.export else text_at(snapshot, target.place)
        yield WorkspaceSymbol(name, container, "handler", target.path, span)


def _holds(name: str, letters: str) -> bool:
    """Whether all letters stand in the name in this order, as editors' own filters ask."""
    rest = iter(name)
    return all(letter in rest for letter in letters)
