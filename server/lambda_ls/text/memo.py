"""A bounded memory of pure results."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memo(Generic[K, V]):
    """Remembers the last `size` results by key; the oldest goes first.

    Used or not, since a use costs nothing then; what goes although it is still wanted is computed
    once more. Whoever owns the memo passes it down, so that every cache has one known owner.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: dict[K, V] = {}

    def get(self, key: K, compute: Callable[[], V]) -> V:
        """The value of `key`, computed at the first request."""
        try:
            return self._values[key]
        except KeyError:
            value = compute()
        self._values[key] = value
        if len(self._values) > self._size:
            del self._values[next(iter(self._values))]
        return value

    def __len__(self) -> int:
        return len(self._values)
