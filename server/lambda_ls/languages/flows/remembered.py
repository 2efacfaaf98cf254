"""Readings of functions that an edit has not touched, remembered by what they depend on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import cache
from typing import Any, Generic, TypeAlias, TypeVar

from msgspec import Struct

from ...model.flow import Catch, Value
from ...text.memo import Bounded
from ..syntax import SyntaxTree
from .facts import Facts
from .known import Each, Function, Keys, Known, Made, Outside, Plain, Several, Text
from .scope import FileScope
from .work import Work

_REMEMBERED = 2_048
_FUNCTION, _NOTHING = "a function of the file", "nothing is known"
A = TypeVar("A")
Enter: TypeAlias = Callable[[Function, A, Catch], None]
"""Has a function read that is called with arguments, and what catches what it raises."""


class _Remembered(Struct, Generic[A], frozen=True, eq=False):
    """What reading one function found.

    `start` is where the function stood, `meanings` what the names of the file meant that it asked
    for, `entered` the names of the functions that it called, and `expressions` how many were read.
    """

    start: int
    facts: Facts
    meanings: tuple[tuple[str, Hashable], ...]
    entered: tuple[tuple[str, A, Catch], ...]
    expressions: int


class Readings(Generic[A]):
    """Reads the functions of one tree, or recalls what reading the same text has found.

    What a function at the top level of a file does follows from its own text, from what it is
    called with, and from what the names of the file mean that it asks for. Where it stands makes
    no difference but for an offset. `is_lasting` tells whether arguments hold nothing of one tree.
    """

    def __init__(
        self, tree: SyntaxTree, work: Work, enter: Enter[A], is_lasting: Callable[[A], bool]
    ) -> None:
        self._tree = tree
        self._work = work
        self._enter = enter
        self._is_lasting = is_lasting

    def read(
        self, function: Function, arguments: A, key: Hashable, read: Callable[[Enter[A]], None]
    ) -> None:
        """Find what a function does; `key` names everything that it is called with."""
        scope, node = function.scope, function.node
        if (
            not isinstance(scope, FileScope)
            or node.has_error
            or not self._is_lasting(arguments)
            or self._work.facts.has_written(node.id)
        ):
            read(self._enter)
            return
        whole = self._tree.text(node), key, self._work.shared
        known: _Remembered[A] | None = _remembered().get(whole)
        if known is None or not self._recall(known, function, scope):
            found = self._record(function, scope, read)
            if found is not None:
                _remembered()[whole] = found

    def _recall(self, known: _Remembered[A], function: Function, scope: FileScope) -> bool:
        """Take over what is known; false where it does not hold any more."""
        asked = {name: scope.known(name) for name, _ in known.meanings}
        if any(comparable(asked[name], scope) != meaning for name, meaning in known.meanings):
            return False
        if known.expressions >= self._work.left:
            return False
        self._work.left -= known.expressions
        offset = self._tree.span(function.node).start - known.start
        self._work.facts.take_over(known.facts, function.node.id, offset)
        for name, arguments, caught in known.entered:
            called = asked[name]
            if isinstance(called, Function):
                self._enter(called, arguments, caught)
        return True

    def _record(
        self, function: Function, scope: FileScope, read: Callable[[Enter[A]], None]
    ) -> _Remembered[A] | None:
        """Read a function; None where that depends on more than can be compared later."""
        entered: list[tuple[Function, A, Catch]] = []

        def enter(called: Function, arguments: A, caught: Catch) -> None:
            entered.append((called, arguments, caught))
            self._enter(called, arguments, caught)

        work = self._work
        facts, left = work.facts, work.left
        work.facts = own = Facts()
        scope.asked.clear()
        read(enter)
        work.facts = facts
        facts.take_over(own, function.node.id, 0)
        asked = {name: scope.known(name) for name in sorted(scope.asked)}
        meanings = tuple((name, comparable(known, scope)) for name, known in asked.items())
        named = tuple(
            (name, arguments, caught)
            for called, arguments, caught in entered
            if self._is_lasting(arguments) and (name := _name_of(called, asked))
        )
        is_whole = len(named) == len(entered) and work.left > 0
        if not is_whole or any(meaning is None for _, meaning in meanings):
            return None
        start = self._tree.span(function.node).start
        return _Remembered(start, own, meanings, named, left - work.left)


def is_lasting(known: Known) -> bool:
    """Whether what is known of a value holds nothing of one tree."""
    if isinstance(known, Each):
        return is_lasting(known.item)
    if isinstance(known, Several):
        return all(map(is_lasting, known.items))
    return known is None or isinstance(known, Value | Plain | Text | Keys | Outside | Made)


def comparable(known: Known, scope: FileScope) -> Hashable:
    """What can be compared later of the meaning of a name; None where that is not all."""
    if isinstance(known, Function):
        return _FUNCTION if known.scope is scope else None
    if known is None:
        return _NOTHING
    return known if is_lasting(known) else None


def _name_of(function: Function, asked: Mapping[str, Known]) -> str:
    """The name by which a function was called; empty where it has none or several."""
    names = [name for name, known in asked.items() if _is_same(known, function)]
    return names[0] if len(names) == 1 else ""


def _is_same(known: Known, function: Function) -> bool:
    if not isinstance(known, Function) or known.node.id != function.node.id:
        return False
    parts = "scope", "decorators", "defaults", "bound", "is_method", "data_class", "is_durable"
    return all(getattr(known, part) == getattr(function, part) for part in parts)


@cache
def _remembered() -> Bounded[Hashable, _Remembered[Any]]:
    """What readings found, whatever the file: the key holds all that they depend on."""
    return Bounded(_REMEMBERED)
