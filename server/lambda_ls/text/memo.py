"""A bounded memory of pure results."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memo(Generic[K, V]):
    """Remembers the last `size` results by key, the least recently used goes first.

    Whoever owns the memo passes it down, so that every cache of the server has one known owner.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: dict[K, V] = {}

    def get(self, key: K, compute: Callable[[], V]) -> V:
        """The value of `key`, computed at the first request."""
        try:
            value = self._values.pop(key)
        except KeyError:
            value = compute()
        self._values[key] = value
        if len(self._values) > self._size:
            del self._values[next(iter(self._values))]
        return value

    def __len__(self) -> int:
        return len(self._values)
