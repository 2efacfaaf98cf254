"""The functions that a piece of code calls, remembered by what that depends on."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from ....model.term import Called, Imported, Local, Spot
from ....text.memo import Bounded
from ....text.span import Span
from ...flows.known import Function, Known
from ...flows.remembered import comparable
from ..events.wrappers import called_first
from .calls import callees_in

if TYPE_CHECKING:
    from .bodies import PythonBodies, PythonBody

_REMEMBERED = 2_048


class _Remembered(Struct, frozen=True, eq=False):
    """The calls of a function that stood at `start`, those of the file by the names it has there.

    `meanings` are what the names of the file meant that were asked for.
    """

    start: int
    meanings: tuple[tuple[str, Hashable], ...]
    calls: tuple[tuple[str | Imported, Span], ...]


def callees_of(body: PythonBody) -> tuple[Called, ...]:
    """The calls in a piece of code of functions that can be looked up, without what they pass.

    Those of a function at the top level of a file follow from its own text and from what the names
    of the file mean, wherever it stands.
    """
    function, file = body.function, body.file
    if (
        function is None
        or function.scope is not file.module
        or function.is_method
        or body.outer is not None
        or function.node.has_error
    ):
        return tuple(callees_in(body.terms))
    text = file.tree.text(function.node)
    known = _remembered().get(text)
    if known is not None:
        asked = {name: file.module.known(name) for name, _ in known.meanings}
        if all(comparable(asked[name], file.module) == each for name, each in known.meanings):
            return tuple(_recalled(file, known, asked, body.span.start - known.start))
    return _read(body, text)


def _recalled(
    file: PythonBodies, known: _Remembered, asked: dict[str, Known], offset: int
) -> list[Called]:
    found: list[Called] = []
    for callee, span in known.calls:
        function = callee if isinstance(callee, Imported) else _local(file, asked[callee])
        if function is not None:
            found.append(Called(function, Spot(file.path, span.shifted(offset)), (), (), False))
    return found


def _read(body: PythonBody, text: str) -> tuple[Called, ...]:
    module = body.file.module
    module.asked.clear()
    found = tuple(callees_in(body.terms))
    asked = {name: module.known(name) for name in sorted(module.asked)}
    meanings = tuple((name, comparable(known, module)) for name, known in asked.items())
    names: dict[Local | Imported | None, str] = {
        _local(body.file, known): name for name, known in asked.items()
    }
    callees = [each.function for each in found]
    calls = tuple(
        (callee if isinstance(callee, Imported) else names[callee], each.spot.span)
        for callee, each in zip(callees, found, strict=True)
        if isinstance(callee, Imported) or callee in names
    )
    functions = [known for known in asked.values() if isinstance(known, Function)]
    is_plain = not any(function.decorators for function in functions)
    is_clear = len(names) - (None in names) == len(functions) and len(calls) == len(found)
    if is_plain and is_clear and all(meaning is not None for _, meaning in meanings):
        _remembered()[text] = _Remembered(body.span.start, meanings, calls)
    return found


def _local(file: PythonBodies, known: Known) -> Local | None:
    """The function of the file that is reached first by a name."""
    reached = called_first(file.tree, known) if isinstance(known, Function) else None
    return file.body(reached, None).local if reached is not None else None


@cache
def _remembered() -> Bounded[str, _Remembered]:
    """What functions call, by their text, whatever the file."""
    return Bounded(_REMEMBERED)
