"""The environment variable that stands at an offset, of a template or of code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from ..model.function import Variable
from ..model.place import Place
from ..text.span import Span
from ..workspace.facts import FunctionFacts
from ..workspace.snapshot import Snapshot
from ..workspace.variable_names import Named
from .places import Cursor, functions_in


class VariableAt(Struct, frozen=True):
    """A variable that is named at `span` of a file, for the functions whose it is there.

    `is_declared_here` tells that this is its key in a template.
    """

    name: str
    span: Span
    functions: tuple[FunctionFacts, ...]
    is_declared_here: bool


def variable_at(snapshot: Snapshot, path: str, offset: int) -> VariableAt | None:
    """The variable whose name stands at an offset; None if there is none."""
    return _in_template(snapshot, path, offset) or _in_code(snapshot, path, offset)


def declaration(facts: FunctionFacts, name: str) -> Variable | None:
    """What a function declares or inherits by a name."""
    variables = facts.function.environment
    return next((each for each in variables if each.name.value == name), None)


def names_in(facts: FunctionFacts, name: str) -> Iterator[Named]:
    """Where the code of a function names a variable, what it comes to first."""
    environment = facts.environment
    yield from (each.named for each in environment.reads if each.name == name)
    yield from (each for each in environment.others if each.name == name)


def code_places(functions: Iterable[FunctionFacts], name: str) -> tuple[Place, ...]:
    """All places at which the code of functions names a variable."""
    found = (named.place for facts in functions for named in names_in(facts, name))
    return tuple(sorted({place for place in found if place is not None}))


def _in_template(snapshot: Snapshot, path: str, offset: int) -> VariableAt | None:
    cursor = Cursor(snapshot, path, offset)
    found: dict[Place, VariableAt] = {}
    for function in functions_in(snapshot, path):
        for variable in function.environment:
            place = variable.name.place
            if cursor.touches(place):
                before = found[place].functions if place in found else ()
                functions = (*before, snapshot.facts(function))
                span = snapshot.span(place)
                found[place] = VariableAt(variable.name.value, span, functions, True)
    return next(iter(found.values()), None)


def _in_code(snapshot: Snapshot, path: str, offset: int) -> VariableAt | None:
    """Functions that come to the place, else those that merely load it."""
    functions = snapshot.environment_in(path)
    cursor = Cursor(snapshot, path, offset)
    reads = [(facts, [each.named for each in facts.environment.reads]) for facts in functions]
    others = [(facts, facts.environment.others) for facts in functions]
    return _touched(snapshot, cursor, reads) or _touched(snapshot, cursor, others)


def _touched(
    snapshot: Snapshot, cursor: Cursor, named: Iterable[tuple[FunctionFacts, Iterable[Named]]]
) -> VariableAt | None:
    found: VariableAt | None = None
    for facts, names in named:
        for each in names:
            place = next(
                (one for one in (each.place, each.literal) if one and cursor.touches(one)), None
            )
            if place is None or (found is not None and found.name != each.name):
                continue
            before = found.functions if found is not None else ()
            if facts not in before:
                span = found.span if found is not None else snapshot.span(place)
                found = VariableAt(each.name, span, (*before, facts), False)
    return found
