"""What an invocation of a function does to the process and to what outlives it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeAlias, TypeVar

from msgspec import Struct

from ..languages.base import Body
from ..model.conduct import Care, Conduct, Exit, Growth, Made
from ..model.function import Function
from ..model.place import Place
from ..model.term import Local
from ..text.span import Span
from .bodies import BodyReader, CodeBodies, Executed
from .flows import CodeText
from .handler_code import is_called_by_lambda
from .resolve import Outcome

D = TypeVar("D", Exit, Made, Growth)
_Key: TypeAlias = tuple[str, Local]
_BODIES_FOLLOWED = 200


class Deed(Struct, Generic[D], frozen=True, eq=False):
    """Something that code does on an invocation; `is_handlers` tells that the handler itself does.

    `place` is where it does so.
    """

    what: D
    code: CodeText
    place: Place
    is_handlers: bool


class ConductFacts(Struct, frozen=True, eq=False):
    """What the code that an invocation executes does."""

    exits: tuple[Deed[Exit], ...] = ()
    made: tuple[Deed[Made], ...] = ()
    growths: tuple[Deed[Growth], ...] = ()


NO_CONDUCT = ConductFacts()


class ConductReader:
    """Looks through what invocations execute."""

    def __init__(self, bodies: BodyReader) -> None:
        self._bodies = bodies

    def conduct(
        self, function: Function, outcome: Outcome, executed: tuple[Executed, ...]
    ) -> ConductFacts:
        """What a function's invocations do, and its start does not."""
        invoked = [each for each in executed if not each.is_init]
        if not invoked or not is_called_by_lambda(function, outcome):
            return NO_CONDUCT
        entry = invoked[0]
        loaded = {_key(each) for each in executed if each.is_init}
        only = [each for each in invoked if _key(each) not in loaded]
        return ConductFacts(
            exits=tuple(self._deeds(entry, invoked, _exits, lambda care: care.exits)),
            made=tuple(self._deeds(entry, only, _made, lambda care: care.keeps)),
            growths=tuple(self._deeds(entry, only, _growths, None)),
        )

    def _deeds(
        self,
        entry: Executed,
        executed: Iterable[Executed],
        what: Callable[[Conduct], tuple[D, ...]],
        spared: Callable[[Care], tuple[Span, ...]] | None,
    ) -> Iterator[Deed[D]]:
        """What is done, but for what is only reached through calls that `spared` parts hold."""
        reached: set[_Key] | None = None
        for each in executed:
            is_handlers = each is entry
            for deed in what(each.body.conduct):
                if spared is not None and not is_handlers:
                    reached = reached or self._reached(entry, spared)
                    if _key(each) not in reached:
                        break
                place = each.within.code.place(deed.span)
                if place is not None:
                    yield Deed(deed, each.within.code, place, is_handlers)

    def _reached(self, entry: Executed, spared: Callable[[Care], tuple[Span, ...]]) -> set[_Key]:
        """The code that a handler comes to through no call in a spared part."""
        pending: deque[tuple[CodeBodies, Body]] = deque([(entry.within, entry.body)])
        known = {_key(entry)}
        while pending:
            within, body = pending.popleft()
            parts = spared(body.care)
            for called in body.callees:
                start = called.spot.span.start
                there = self._bodies.called(within, called)
                if there is None or any(each.start <= start < each.end for each in parts):
                    continue
                key = there[0].code.path, there[1].local
                if key not in known and len(known) < _BODIES_FOLLOWED:
                    known.add(key)
                    pending.append(there)
        return known


def _exits(conduct: Conduct) -> tuple[Exit, ...]:
    return conduct.exits


def _made(conduct: Conduct) -> tuple[Made, ...]:
    return conduct.made


def _growths(conduct: Conduct) -> tuple[Growth, ...]:
    return conduct.growths


def _key(executed: Executed) -> _Key:
    return executed.within.code.path, executed.body.local
