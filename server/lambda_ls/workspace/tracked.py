"""Results that are remembered for as long as the files behind them stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Set
from functools import partial
from operator import attrgetter
from typing import Generic, TypeVar

from msgspec import Struct

from ..text.memo import Bounded
from ..text.series import Series
from .files import Files

K = TypeVar("K")
V = TypeVar("V")

_REMEMBERED = 16_384
_GROUPS_REMEMBERED = 1_024
# Well below what `Files` remembers.
_CHANGES_UNNOTED = 1_000


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
        self._groups: Bounded[Hashable, _Group[K, V]] = Bounded(_GROUPS_REMEMBERED)

    def forget(self, argument: K) -> None:
        """Remember nothing for an argument that nobody will ask for again."""
        self._entries.discard(self._name(argument))
        self._groups = Bounded(_GROUPS_REMEMBERED)

    def get(self, argument: K) -> V:
        """The result for an argument."""
        return self._entry(argument).value

    def get_all(self, group: Hashable, arguments: tuple[K, ...]) -> tuple[V, ...]:
        """The results for all arguments of a group.

        Those that were asked for last time are not looked up one by one, so that thousands of them
        cost as little as the few that have changed.
        """
        now = self._files.revision
        known = self._groups.get(group)
        changes = self._files.changes(known.revision) if known else None
        if known is None or changes is None:
            known = self._groups[group] = _Group(now)
        read = partial(self._entry_of, known)
        entries = known.entries.get((arguments,), read)
        if changes and not known.seen.isdisjoint(changes):
            entries = known.entries.renew(lambda each: not each.seen.isdisjoint(changes), read)
        known.revision = now
        if now > known.noted + _CHANGES_UNNOTED:
            known.note(*entries)
        self._files.record(known.seen)
        (values,) = known.values.get(entries, attrgetter("value"))
        return values

    def _entry_of(self, group: _Group[K, V], argument: K) -> _Entry[K, V]:
        entry = self._entry(argument)
        group.seen |= entry.seen
        return entry

    def _entry(self, argument: K) -> _Entry[K, V]:
        name = self._name(argument)
        entry = self._entries.get(name)
        if (
            entry is not None
            and entry.argument == argument
            and self._files.unchanged(entry.seen, entry.revision)
        ):
            entry.revision = self._files.revision
            self._files.record(entry.seen)
            return entry
        with self._files.recording() as seen:
            value = self._compute(argument)
        entry = _Entry(argument, value, frozenset(seen), self._files.revision)
        self._entries[name] = entry
        return entry


class _Entry(Struct, Generic[K, V]):
    """A result with what was looked at for it, unchanged up to a revision."""

    argument: K
    value: V
    seen: Set[str]
    revision: int


class _Group(Generic[K, V]):
    """The results that were last asked for together, unchanged up to a revision.

    All that was looked at for them is in `seen`, with what was looked at for results that they have
    replaced. `noted` is the revision up to which their own entries say that they are unchanged.
    """

    def __init__(self, revision: int) -> None:
        self.entries: Series[K, _Entry[K, V]] = Series()
        self.values: Series[_Entry[K, V], V] = Series()
        self.seen: set[str] = set()
        self.revision = revision
        self.noted = revision

    def note(self, entries: tuple[_Entry[K, V], ...]) -> None:
        """Have the entries know that they are unchanged; what replaced ones have seen is gone."""
        self.noted = self.revision
        self.seen = set().union(*(entry.seen for entry in entries))
        for entry in entries:
            entry.revision = self.revision
