"""The environment variables that a function's code uses, with the names that it hands on."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from ..languages.base import Body
from ..model.environment import VariableUse
from ..model.term import Called, Constant, Local, Parameter, Term
from ..text.span import Span
from .bodies import BodyReader, CodeBodies, Executed
from .code import CodeReader
from .variable_names import Named, VariableNames, VariableRead, named_by

_MOST_STEPS = 400


class _Step(Struct, frozen=True):
    within: CodeBodies
    body: Body
    is_init: bool
    is_certain: bool
    arguments: tuple[tuple[str, Named], ...] = ()


class VariableFollower:
    """Follows one function's code from call to call.

    `followed` are the uses by a parameter for which a constant has been passed; `is_given_others`
    tells that something else has been passed for one.
    """

    def __init__(self, bodies: BodyReader, code: CodeReader) -> None:
        self.followed: set[tuple[str, Span]] = set()
        self.is_given_others = False
        self.names = VariableNames(bodies, code)
        self._bodies = bodies
        self._wanted: dict[tuple[str, Local], frozenset[str]] = {}

    def reads(self, executed: tuple[Executed, ...]) -> Iterator[VariableRead]:
        """Every use whose name can be told, in the order in which the code comes to it."""
        if not any(each.body.environment.uses for each in executed):
            return
        known: set[tuple[object, ...]] = set()
        pending = deque(_roots(executed))
        while pending and len(known) < _MOST_STEPS:
            step = pending.popleft()
            key = (step.within.code.path, step.body.local, step.is_init, step.is_certain)
            if (*key, step.arguments) in known:
                continue
            known.add((*key, step.arguments))
            for use in step.body.environment.uses:
                named = self._named(step, use)
                if named is not None:
                    certain = step.is_certain and use.is_certain
                    yield VariableRead(named, use.mode, step.is_init, certain)
            pending.extend(self._following(step))
        # What is left over may use any variable.
        self.is_given_others = self.is_given_others or bool(pending)

    def _named(self, step: _Step, use: VariableUse) -> Named | None:
        if not isinstance(use.name, Parameter):
            return self.names.named(step.within, use)
        given = dict(step.arguments).get(use.name.name)
        if given is not None:
            self.followed.add((step.within.code.path, use.span))
        return given

    def _following(self, step: _Step) -> Iterator[_Step]:
        for called in step.body.calls:
            there = self._bodies.called(step.within, called)
            if there is None:
                continue
            certain = step.is_certain and step.body.is_certain(called.spot.span)
            arguments = tuple(self._arguments(step, called, *there))
            yield _Step(*there, step.is_init, certain, arguments)

    def _arguments(
        self, step: _Step, called: Called, within: CodeBodies, body: Body
    ) -> Iterator[tuple[str, Named]]:
        """The names of variables that are passed, by the parameters that get them."""
        wanted = self._wants(within, body)
        if not wanted or not called.is_complete:
            self.is_given_others = self.is_given_others or bool(wanted)
            return
        for formal in body.formals:
            if formal.name not in wanted:
                continue
            passed = _passed(called, formal.name, formal.position)
            given = self._given(step, passed) if passed is not None else None
            if passed is None and isinstance(formal.default, Constant):
                given = named_by(within, formal.default)
            if given is not None:
                yield formal.name, given
            else:
                self.is_given_others = True

    def _given(self, step: _Step, term: Term) -> Named | None:
        if isinstance(term, Parameter):
            return dict(step.arguments).get(term.name)
        return named_by(step.within, term) if isinstance(term, Constant) else None

    def _wants(self, within: CodeBodies, body: Body) -> frozenset[str]:
        """The parameters of a function that name variables in it, or in what it calls."""
        key = within.code.path, body.local
        if key in self._wanted:
            return self._wanted[key]
        self._wanted[key] = frozenset()
        found = {use.name.name for use in body.environment.uses if isinstance(use.name, Parameter)}
        for called in body.calls:
            handed = {each.name for each in _terms(called) if isinstance(each, Parameter)}
            there = self._bodies.called(within, called) if handed else None
            if there is not None and self._wants(*there):
                found |= handed
        self._wanted[key] = frozenset(found)
        return self._wanted[key]


def _roots(executed: Iterable[Executed]) -> Iterator[_Step]:
    """The top levels that are loaded, and the handler."""
    for each in executed:
        if each.is_init and each.body.local == each.within.bodies.top.local:
            yield _Step(each.within, each.body, True, True)
        elif not each.is_init:
            yield _Step(each.within, each.body, False, True)
            return


def _terms(called: Called) -> Iterator[Term]:
    yield from called.positional
    yield from (term for _, term in called.named)


def _passed(called: Called, name: str, position: int | None) -> Term | None:
    named: Mapping[str, Term] = dict(called.named)
    if name in named:
        return named[name]
    is_there = position is not None and position < len(called.positional)
    return called.positional[position] if is_there and position is not None else None
