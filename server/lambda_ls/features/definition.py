"""From a handler string to the code, and from a handler to the functions that run it."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.resolution import FunctionMissing, NotCallable, Resolved
from ..text.span import Span
from ..workspace.snapshot import HandlerUse, Snapshot
from .places import Cursor, HandlerAt, handler_at, use_at
from .results import LinkedLocation
from .variables import VariableAt, declaration, variable_at


def definitions(snapshot: Snapshot, path: str, offset: int) -> tuple[LinkedLocation, ...]:
    """Where the thing at the offset is defined.

    A handler string leads to the function in the code, or to its file where the file lacks the
    function; a handler's name in the code to the functions of templates; an environment variable
    in the code to where templates declare it; the location of a nested template to that template.
    """
    handler = handler_at(snapshot, path, offset)
    if handler:
        return tuple(dict.fromkeys(_code(snapshot, handler)))
    use = use_at(snapshot, path, offset)
    if use:
        return tuple(_declarations(snapshot, use))
    variable = variable_at(snapshot, path, offset)
    if variable is not None and not variable.is_declared_here:
        return tuple(dict.fromkeys(_variables(snapshot, variable)))
    return tuple(_nested(snapshot, path, offset))


def _code(snapshot: Snapshot, handler: HandlerAt) -> Iterator[LinkedLocation]:
    for string in handler.strings:
        target = snapshot.facts(string.function).resolution
        if isinstance(target, Resolved):
            name = snapshot.span(target.place)
            # In inline code the export counts from the code and not from the template.
            inside = target.export is not None and target.place.block == ""
            full = target.export.span if target.export and inside else name
            yield LinkedLocation(handler.span, target.path, name, full)
        elif isinstance(target, NotCallable) and target.path != string.function.template:
            export = target.export
            yield LinkedLocation(handler.span, target.path, export.name_span, export.span)
        elif isinstance(target, FunctionMissing) and target.path != string.function.template:
            yield LinkedLocation(handler.span, target.path, Span(0, 0), Span(0, 0))


def _declarations(snapshot: Snapshot, use: HandlerUse) -> Iterator[LinkedLocation]:
    for function in use.functions:
        name, full = snapshot.span(function.place), snapshot.span(function.extent)
        full = Span(min(full.start, name.start), max(full.end, name.end))
        yield LinkedLocation(use.span, function.place.path, name, full)


def _variables(snapshot: Snapshot, found: VariableAt) -> Iterator[LinkedLocation]:
    for facts in found.functions:
        variable = declaration(facts, found.name)
        if variable is not None:
            name = snapshot.span(variable.name.place)
            value = variable.value.place
            is_behind = value.path == variable.name.place.path
            end = max(name.end, snapshot.span(value).end) if is_behind else name.end
            full = Span(name.start, end)
            yield LinkedLocation(found.span, variable.name.place.path, name, full)


def _nested(snapshot: Snapshot, path: str, offset: int) -> Iterator[LinkedLocation]:
    cursor = Cursor(snapshot, path, offset)
    for template in snapshot.templates_reading(path):
        for nested in template.nested:
            if cursor.touches(nested.place) and snapshot.exists(nested.path):
                origin = snapshot.span(nested.place)
                yield LinkedLocation(origin, nested.path, Span(0, 0), Span(0, 0))
