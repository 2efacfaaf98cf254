"""Results that are remembered for as long as the files behind them stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from .files import Files

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_REMEMBERED = 16_384


class Tracked(Generic[K, V]):
    """Results of `compute` by key, computed again once a file that they looked at has changed."""

    def __init__(self, files: Files, compute: Callable[[K], V]) -> None:
        self._files = files
        self._compute = compute
        self._entries: dict[K, _Entry[V]] = {}

    def get(self, key: K) -> V:
        """The result for a key."""
        entry = self._entries.get(key)
        if entry is not None and self._files.unchanged(entry.seen, entry.revision):
            self._files.record(entry.seen)
            return entry.value
        with self._files.recording() as seen:
            value = self._compute(key)
        self._remember(key, _Entry(value, frozenset(seen), self._files.revision))
        return value

    def _remember(self, key: K, entry: _Entry[V]) -> None:
        self._entries.pop(key, None)
        self._entries[key] = entry
        if len(self._entries) > _REMEMBERED:
            del self._entries[next(iter(self._entries))]


@dataclass(frozen=True, slots=True)
class _Entry(Generic[V]):
    value: V
    seen: frozenset[str]
    revision: int
