"""What an expression gives once the calls and parameters in it are looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from ..languages.base import Body
from ..model.body import Formal, Returned, Way
from ..model.flow import HANDLER_ARGUMENTS, Key, Step, Value
from ..model.term import (
    OPAQUE,
    Called,
    Choice,
    Constant,
    Encoded,
    Entry,
    Failure,
    Invoked,
    Items,
    Member,
    Parameter,
    Record,
    Refused,
    Spot,
    Term,
    either,
    moved,
)
from .bodies import BodyReader, CodeBodies
from .flows import CodeText

_DEEPEST_CALLS = 8
_DEEPEST_ENDS = 3
_MOST_TERMS = 4_000
_LONGEST_PATH = 32


class Frame(Struct, frozen=True):
    """A function with what it is called with, by the names of its parameters."""

    within: CodeBodies
    arguments: Mapping[str, Term]
    depth: int = 0


def handler_frame(within: CodeBodies, body: Body) -> Frame:
    """The frame of a function that Lambda calls."""
    given = dict(HANDLER_ARGUMENTS)
    spot = Spot("", body.span)
    arguments: dict[str, Term] = {}
    for formal in body.formals:
        value = given.get(formal.position) if formal.position is not None else None
        if value is not None:
            arguments[formal.name] = Invoked(value, spot)
    return Frame(within, arguments)


class Linker:
    """Looks up what terms are made of; one is for one handler, as it only has so much patience.

    `visited` are the functions that it has come through, each with the text in which it stands.
    """

    def __init__(self, reader: BodyReader, handler: CodeBodies) -> None:
        self.visited: list[tuple[CodeText, Body]] = []
        self._reader = reader
        self._handler = handler
        self._left = _MOST_TERMS

    def linked(self, term: Term, frame: Frame) -> Term:
        """The term without parameters, members and calls; opaque where they cannot be told."""
        self._left -= 1
        if self._left <= 0:
            return OPAQUE
        if isinstance(term, Parameter | Member | Called):
            found = self._looked_up(term, frame)
            return OPAQUE if term.is_changed and _can_change(found) else found
        if isinstance(term, Choice):
            return either((self.linked(each, frame) for each in term.options), term.spot)
        if isinstance(term, Record):
            return replace(term, entries=tuple(self._entry(each, frame) for each in term.entries))
        if isinstance(term, Items):
            return replace(term, items=tuple(self.linked(each, frame) for each in term.items))
        if isinstance(term, Encoded):
            return replace(term, of=self.linked(term.of, frame))
        if isinstance(term, Refused):
            is_taught = self._reader.may_teach_json(self._handler, term.name)
            return OPAQUE if is_taught else term
        if isinstance(term, Failure):
            return replace(term, message=self.linked(term.message, frame))
        return term

    def _looked_up(self, term: Parameter | Member | Called, frame: Frame) -> Term:
        if isinstance(term, Parameter):
            return frame.arguments.get(term.name, OPAQUE)
        if isinstance(term, Member):
            return self._member(self.linked(term.of, frame), term)
        return self._result(term, frame)

    def handed_on(self, term: Term, frame: Frame, body: Body) -> tuple[Frame, Body] | None:
        """The function whose result is the term, with its frame, where all depends on the event.

        None where it is called with anything else than the event, the context or parts of them:
        not all that it can give is a result of this call then. `body` is the function with the
        call, which must stand where its result is handed on.
        """
        if not isinstance(term, Called) or all(each.spot != term.spot for each in body.calls):
            return None
        there = self._reader.called(frame.within, term) if frame.depth < _DEEPEST_CALLS else None
        if there is None or not self._given(*there):
            return None
        bound = self._bound(there[1].formals, term, frame)
        wanted = (each.name for each in there[1].formals if not each.is_rest)
        if not all(isinstance(bound.get(name), Invoked) for name in wanted):
            return None
        self.visited.append((there[0].code, there[1]))
        return Frame(there[0], bound, frame.depth + 1), there[1]

    def returned(
        self, within: CodeBodies, body: Body, depth: int = 0
    ) -> tuple[Returned, ...] | None:
        """Where a function gives its result, without ends behind calls that never come back."""
        if body.returned is None or depth > _DEEPEST_ENDS:
            return body.returned
        return tuple(
            each
            for each in body.returned
            if not each.last_calls
            or not all(self._always_raises(within, call, depth) for call in each.last_calls)
        )

    def _always_raises(self, within: CodeBodies, called: Called, depth: int) -> bool:
        there = self._reader.called(within, called)
        return there is not None and self.returned(*there, depth + 1) == ()

    def _given(self, within: CodeBodies, body: Body) -> tuple[Returned, ...] | None:
        """What a call of a function gives; None where that is not known, or goes to a callback."""
        returned = self.returned(within, body)
        if returned is None or any(each.way is Way.CALLBACK for each in returned):
            return None
        return returned

    def _entry(self, entry: Entry, frame: Frame) -> Entry:
        """An entry with its value; one that a function gives nothing for may not be there."""
        value = self.linked(entry.value, frame)
        options = value.options if isinstance(value, Choice) else (value,)
        # In JavaScript it is undefined then, and JSON leaves the key out.
        is_nothing = any(isinstance(each, Constant) and each.value is None for each in options)
        is_left_out = is_nothing and isinstance(entry.value, Called)
        return replace(entry, value=value, is_optional=entry.is_optional or is_left_out)

    def _member(self, of: Term, member: Member) -> Term:
        if isinstance(of, Invoked):
            return _below(of, member.step, member.spot)
        if isinstance(of, Choice):
            return either((self._member(each, member) for each in of.options), of.spot)
        if isinstance(of, Record) and isinstance(member.step, Key):
            entry = of.entry(member.step.name)
            return entry.value if entry and not entry.is_optional else OPAQUE
        return OPAQUE

    def _result(self, called: Called, frame: Frame) -> Term:
        """What a function gives that is called with these arguments."""
        there = self._reader.called(frame.within, called) if frame.depth < _DEEPEST_CALLS else None
        if there is None:
            return OPAQUE
        within, body = there
        self.visited.append((within.code, body))
        returned = self._given(within, body)
        if not returned:
            return OPAQUE
        inner = Frame(within, self._bound(body.formals, called, frame), frame.depth + 1)
        options = (self.linked(each.value, inner) for each in returned)
        return moved(either(options, called.spot), called.spot)

    def _bound(self, formals: Iterable[Formal], called: Called, frame: Frame) -> Mapping[str, Term]:
        """What each parameter of a called function is given."""
        named = {name: self.linked(value, frame) for name, value in called.named}
        positional = [self.linked(each, frame) for each in called.positional]
        bound: dict[str, Term] = {}
        for formal in formals:
            position = formal.position
            if formal.is_rest or not called.is_complete:
                continue
            if formal.name in named:
                bound[formal.name] = named[formal.name]
            elif position is not None and position < len(positional):
                bound[formal.name] = positional[position]
            elif formal.default is not None:
                bound[formal.name] = formal.default
        return bound


def _can_change(value: Term) -> bool:
    """Whether something is known of what is in a value, and changes with that."""
    options = value.options if isinstance(value, Choice) else (value,)
    return any(isinstance(each, Items | Record) for each in options)


def _below(owner: Invoked, step: Key | Step, spot: Spot) -> Term:
    value = owner.value
    if len(value.path) >= _LONGEST_PATH:
        return OPAQUE
    return Invoked(Value(value.root, (*value.path, step)), spot)
