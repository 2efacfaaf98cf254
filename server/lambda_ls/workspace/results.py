"""What a handler gives back to whoever invoked it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from ..languages.base import Body
from ..model.body import Returned
from ..model.flow import HANDLER_ARGUMENTS
from ..model.function import Function
from ..model.place import Place
from ..model.term import Choice, Invoked, Spot, Term
from .bodies import BodyReader
from .flows import CodeText
from .handler_code import grammar_path, is_called_by_lambda
from .linking import Frame, Linker, handler_frame
from .resolve import Outcome


class Result(Struct, frozen=True, eq=False):
    """One place where a handler gives its result; `place` is the statement's first line.

    In `value` calls of functions that can be followed are replaced by what they give. `body` is the
    function that gives it, in `code`: the handler, or one that it only hands its event to. `event`
    is the name that the event has there, empty where it has none. Where it `is_swallowed`, an error
    that was raised instead would be caught, there or where the function is called.
    """

    returned: Returned
    value: Term
    place: Place
    code: CodeText
    body: Body
    event: str
    is_swallowed: bool

    @property
    def options(self) -> tuple[Term, ...]:
        """The values that it can be, of which it cannot be told which."""
        return self.value.options if isinstance(self.value, Choice) else (self.value,)


class Results(Struct, frozen=True, eq=False):
    """All results of a handler; `code` is the text in which it stands.

    `texts` are the texts in which parts of them are made, by the paths of their spots. `made_in`
    are the functions that make them, the handler first, as ranges of files.
    """

    code: CodeText
    results: tuple[Result, ...]
    texts: Mapping[str, CodeText]
    made_in: tuple[Place, ...]

    def place(self, spot: Spot) -> Place | None:
        """Where an expression of a result stands; None where the template writes it otherwise.

        Of an expression of several lines that is what stands on the first one.
        """
        text = self.texts.get(spot.path)
        return text.first_line(spot.span) if text else None


class ResultReader:
    """Follows what handlers give back through the functions that make it."""

    def __init__(self, bodies: BodyReader) -> None:
        self._bodies = bodies

    def results(self, function: Function, outcome: Outcome) -> Results | None:
        """What a handler gives; None where that cannot be told at all."""
        entry = self._bodies.entry(function, outcome)
        if entry is None or not is_called_by_lambda(function, outcome):
            return None
        within, body = entry
        if body.returned is None:
            return None
        linker = Linker(self._bodies, within)
        # A function that gives several of the results is handed the event each time.
        results = {each.place: each for each in _results(linker, handler_frame(within, body), body)}
        made_in = [(within.code, body), *linker.visited]
        return Results(
            code=within.code,
            results=tuple(results.values()),
            texts={grammar_path(code): code for code, _ in made_in},
            made_in=tuple(filter(None, (code.place(made.span) for code, made in made_in))),
        )


def _results(
    linker: Linker, frame: Frame, body: Body, *, is_caught: bool = False
) -> Iterator[Result]:
    """What a function gives, and what those give whose results it hands on as they are."""
    code = frame.within.code
    for each in linker.returned(frame.within, body) or ():
        is_swallowed = is_caught or each.is_swallowed
        inner = linker.handed_on(each.value, frame, body)
        if inner is not None:
            yield from _results(linker, *inner, is_caught=is_swallowed)
            continue
        value = linker.linked(each.value, frame)
        place = code.first_line(each.span)
        if place is not None:
            yield Result(each, value, place, code, body, _event(frame), is_swallowed)


def _event(frame: Frame) -> str:
    """The name of a function's parameter that is the whole event."""
    whole = HANDLER_ARGUMENTS[0][1]
    names = (
        name
        for name, value in frame.arguments.items()
        if isinstance(value, Invoked) and value.value == whole
    )
    return next(names, "")
