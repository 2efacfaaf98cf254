"""What has been found along the event, and what it means together."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from ...model.flow import (
    Access,
    Arguments,
    Catch,
    Flow,
    Handed,
    Key,
    Lack,
    NameUse,
    Passed,
    Place,
    Places,
    Step,
    Value,
)
from .values import BOTH

_BEFORE = "code that ran before"
_ABSENT = frozenset({Lack.ABSENT})
_Valued = TypeVar("_Valued", NameUse, Handed)


class Facts(Struct):
    """Everything that one reading finds, before it is put together.

    `tested` are the places that some code asks whether they are there, `looked_for` those whose
    key it looks for. In either `Step.VALUE` stands for any key.
    """

    names: list[NameUse] = field(default_factory=list)
    handed: list[Handed] = field(default_factory=list)
    tested: set[Place] = field(default_factory=set)
    looked_for: set[Place] = field(default_factory=set)
    _accesses: list[tuple[Hashable, Access]] = field(default_factory=list)
    _written: dict[Hashable, set[Place]] = field(default_factory=dict)

    def take(self, function: Hashable, access: Access) -> bool:
        """Note an access; false where the function itself has put the value there."""
        own = self._written.get(function, ())
        if access.mode == "read" and _is_own(_place(access), own):
            return False
        self._accesses.append((function, access))
        return True

    def write(self, function: Hashable, owner: Value, step: Key | Step) -> None:
        """Note that the function writes to a key; `Step.VALUE` stands for any."""
        self._written.setdefault(function, set()).add((owner.root, (*owner.path, step)))

    def has_written(self, function: Hashable) -> bool:
        """Whether the function is known to write to a key."""
        return function in self._written

    def begin_after(self, places: Places) -> None:
        """Begin with what code has done that calls the first function."""
        self.tested |= places.tested
        self.looked_for |= places.looked_for
        if places.written:
            self._written[_BEFORE] = set(places.written)

    def passed(self, calls: Collection[tuple[Arguments, Catch]]) -> Passed | None:
        """What a wrapper calls a function with, by all calls of it; None where they differ."""
        arguments = {each for each, _ in calls}
        if len(arguments) != 1:
            return None
        written = frozenset(place for places in self._written.values() for place in places)
        places = Places(written, frozenset(self.tested), frozenset(self.looked_for))
        return Passed(arguments.pop(), max(caught for _, caught in calls), places)

    def take_over(self, other: Facts, function: Hashable, offset: int) -> None:
        """Note all that was found in one function, which now stands `offset` further on."""
        self.names += [_moved(use, offset) for use in other.names]
        self.handed += [_moved(each, offset) for each in other.handed]
        self.tested |= other.tested
        self.looked_for |= other.looked_for
        self._accesses += [(function, _access_moved(each, offset)) for _, each in other._accesses]
        for places in other._written.values():
            self._written.setdefault(function, set()).update(places)

    def flow(self) -> Flow:
        """All of it in the order of the text, each only once."""
        names = self._valued(self.names)
        handed = self._valued(self.handed)
        return Flow(
            names=tuple(sorted(names, key=lambda use: use.span)),
            accesses=tuple(sorted(self._checked(), key=lambda access: access.key_span)),
            handed=tuple(sorted(handed, key=lambda each: each.span)),
        )

    def _checked(self) -> Iterator[Access]:
        """The accesses of what is certainly the invocation's own; a guard anywhere counts."""
        found: dict[Hashable, Access] = {}
        asked_for = self.tested | self.looked_for
        for function, access in self._accesses:
            place = _place(access)
            if access.mode == "read" and self._is_written_elsewhere(function, place):
                continue
            owner = self._provided(access.owner)
            is_optional = access.is_optional or _among(place, asked_for)
            is_caught = access.is_caught
            key = access.key_span, place
            known = found.get(key)
            if known is not None:
                owner = _either(owner, known.owner)
                is_optional = is_optional or known.is_optional
                is_caught = is_caught or known.is_caught
            flags = is_optional, is_caught
            is_same = owner is access.owner and flags == (access.is_optional, access.is_caught)
            # Most accesses stay as they are, and there can be very many.
            found[key] = (
                access
                if is_same
                else replace(access, owner=owner, is_optional=is_optional, is_caught=is_caught)
            )
        yield from found.values()

    def _is_written_elsewhere(self, function: Hashable, place: Place) -> bool:
        """Whether another function writes there; which of the two comes first is not known."""
        elsewhere = (places for other, places in self._written.items() if other != function)
        return any(_is_own(place, places) for places in elsewhere)

    def _valued(self, uses: Iterable[_Valued]) -> Iterator[_Valued]:
        found: dict[Hashable, _Valued] = {}
        for use in uses:
            value = self._provided(use.value)
            key = use.span, value.root, value.path, value.data_class, _role(use)
            known = found.get(key)
            value = _either(value, known.value) if known else value
            found[key] = use if value is use.value else replace(use, value=value)
        yield from found.values()

    def _provided(self, value: Value) -> Value:
        if not self.tested and not self.looked_for:
            return value
        place = value.root, value.path
        if _among(place, self.tested):
            return replace(value, provided=BOTH)
        if _among(place, self.looked_for):
            return replace(value, provided=value.provided | _ABSENT)
        return value


def _moved(use: _Valued, offset: int) -> _Valued:
    return replace(use, span=use.span.shifted(offset)) if offset else use


def _access_moved(access: Access, offset: int) -> Access:
    if not offset:
        return access
    return replace(
        access,
        key_span=access.key_span.shifted(offset),
        owner_span=access.owner_span.shifted(offset),
        span=access.span.shifted(offset),
    )


def _role(use: NameUse | Handed) -> Hashable:
    """What tells two uses of a value at one range apart."""
    if isinstance(use, NameUse):
        return use.is_parameter
    return use.callee, use.position, use.keyword


def _place(access: Access) -> Place:
    """Where in the event or the context an access leads."""
    return access.owner.root, (*access.owner.path, Key(access.key))


def _either(one: Value, other: Value) -> Value:
    """A value that is reached in two ways; to be provided for in one of them is enough."""
    if other.provided <= one.provided:
        return one
    return replace(one, provided=one.provided | other.provided)


def _is_own(place: Place, written: Collection[Place]) -> bool:
    """Whether a place is, or is below, one that is written to."""
    if not written:
        return False
    root, path = place
    return any(_among((root, path[:length]), written) for length in range(1, len(path) + 1))


def _among(place: Place, places: Collection[Place]) -> bool:
    """Whether a place is one of others, of which `Step.VALUE` stands for any key."""
    root, path = place
    return place in places or (bool(path) and (root, (*path[:-1], Step.VALUE)) in places)
