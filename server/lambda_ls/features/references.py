"""Every place in the workspace that names a handler or an environment variable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.function import Function
from ..model.resolution import Resolved
from ..workspace.snapshot import Snapshot
from .places import HandlerAt, handler_at, handler_string, use_at, use_of
from .results import Location
from .variables import VariableAt, code_places, declaration, variable_at


def references(
    snapshot: Snapshot, path: str, offset: int, declaration: bool
) -> tuple[Location, ...]:
    """The handler strings that name the handler at the offset, be it in the code or a template.

    With `declaration` the function in the code comes first. Of an environment variable they are
    the places in code that name it, with its declarations before them.
    """
    use = use_at(snapshot, path, offset)
    if use:
        own = (Location(path, use.span),) if declaration else ()
        return tuple(dict.fromkeys((*own, *strings_of(snapshot, use.functions))))
    handler = handler_at(snapshot, path, offset)
    if handler:
        return tuple(dict.fromkeys(_alike(snapshot, handler, declaration)))
    variable = variable_at(snapshot, path, offset)
    return tuple(dict.fromkeys(_of_variable(snapshot, variable, declaration))) if variable else ()


def strings_of(snapshot: Snapshot, functions: Iterable[Function]) -> Iterator[Location]:
    """Where the handlers of functions are written."""
    for function in functions:
        string = handler_string(snapshot, function)
        if string:
            yield Location(string.place.path, snapshot.span(string.place))


def _of_variable(
    snapshot: Snapshot, found: VariableAt, with_declarations: bool
) -> Iterator[Location]:
    variables = (declaration(facts, found.name) for facts in found.functions)
    declared = [each.name.place for each in variables if each] if with_declarations else []
    for place in (*declared, *code_places(found.functions, found.name)):
        yield Location(place.path, snapshot.span(place))


def _alike(snapshot: Snapshot, handler: HandlerAt, declaration: bool) -> Iterator[Location]:
    """The strings with the same target as this one, and the target itself."""
    functions = tuple(string.function for string in handler.strings)
    for function in functions:
        target = snapshot.facts(function).resolution
        if not isinstance(target, Resolved):
            continue
        if declaration:
            yield Location(target.path, snapshot.span(target.place))
        use = use_of(snapshot, target)
        yield from strings_of(snapshot, use.functions if use else ())
    yield from strings_of(snapshot, functions)
