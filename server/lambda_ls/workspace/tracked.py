"""Results that are remembered for as long as the files behind them stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Set
from typing import Generic, TypeVar

from msgspec import Struct

from ..text.memo import Bounded
from .files import Files

K = TypeVar("K")
V = TypeVar("V")

_REMEMBERED = 16_384


class Tracked(Generic[K, V]):
    """Results of `compute`, computed again once a file that they looked at has changed.

    `name` names what a result is about. Of several arguments with one name only the newest one's
    result is remembered, so that what an edit has replaced is forgotten.
    """

    def __init__(
        self, files: Files, compute: Callable[[K], V], name: Callable[[K], Hashable]
    ) -> None:
        self._files = files
        self._compute = compute
        self._name = name
        self._entries: Bounded[Hashable, _Entry[K, V]] = Bounded(_REMEMBERED)

    def forget(self, argument: K) -> None:
        """Remember nothing for an argument that nobody will ask for again."""
        self._entries.discard(self._name(argument))

    def get(self, argument: K) -> V:
        """The result for an argument."""
        name = self._name(argument)
        entry = self._entries.get(name)
        if (
            entry is not None
            and entry.argument == argument
            and self._files.unchanged(entry.seen, entry.revision)
        ):
            entry.revision = self._files.revision
            self._files.record(entry.seen)
            return entry.value
        with self._files.recording() as seen:
            value = self._compute(argument)
        self._entries[name] = _Entry(argument, value, frozenset(seen), self._files.revision)
        return value


class _Entry(Struct, Generic[K, V]):
    """A result with what was looked at for it, unchanged up to a revision."""

    argument: K
    value: V
    seen: Set[str]
    revision: int
