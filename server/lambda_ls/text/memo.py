"""Bounded memories of results. Whoever owns one passes it down, so that each has a known owner."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
S = TypeVar("S")


def _one(_key: object, _value: object) -> int:
    return 1


class Bounded(Generic[K, V]):
    """Values by key, of which those go that have not been used for longest.

    `size` bounds the sum of what all values weigh: 1 each, unless `weigh` says otherwise. The
    value that came last stays whatever it weighs.
    """

    def __init__(self, size: int, weigh: Callable[[K, V], int] = _one) -> None:
        self._size = size
        self._weigh = weigh
        self._weight = 0
        self._values: OrderedDict[K, V] = OrderedDict()

    def __getitem__(self, key: K) -> V:
        value = self._values[key]
        self._values.move_to_end(key)
        return value

    def __setitem__(self, key: K, value: V) -> None:
        self.discard(key)
        self._values[key] = value
        self._weight += self._weigh(key, value)
        while self._weight > self._size and len(self._values) > 1:
            self.discard(next(iter(self._values)))

    def __contains__(self, key: K) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[K]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: K) -> V | None:
        """The value of a key; None if there is none any more."""
        return self[key] if key in self._values else None

    def discard(self, key: K) -> None:
        """Remember nothing for a key."""
        if key in self._values:
            self._weight -= self._weigh(key, self._values.pop(key))


class Memo(Generic[K, V]):
    """Remembers pure results by key, as many of those used last as `Bounded` says."""

    def __init__(self, size: int, weigh: Callable[[K, V], int] = _one) -> None:
        self._values: Bounded[K, V] = Bounded(size, weigh)

    def get(self, key: K, compute: Callable[[], V]) -> V:
        """The value of `key`, computed at the first request."""
        try:
            return self._values[key]
        except KeyError:
            value = compute()
        self._values[key] = value
        return value

    def __len__(self) -> int:
        return len(self._values)


class Newest(Generic[K, S, V]):
    """Remembers one pure result for each key: that of the newest state of what the key names.

    States are the same only if they are one object. `weigh` weighs a key and its state.
    """

    def __init__(self, size: int, weigh: Callable[[K, S], int] = _one) -> None:
        self._values: Bounded[K, tuple[S, V]] = Bounded(
            size, lambda key, known: weigh(key, known[0])
        )

    def get(self, key: K, state: S, compute: Callable[[], V]) -> V:
        """The value of `key` in a state, computed whenever the state is another than before."""
        known = self._values.get(key)
        if known is not None and known[0] is state:
            return known[1]
        value = compute()
        self._values[key] = (state, value)
        return value

    def latest(self, key: K) -> V | None:
        """The value that was computed last for `key`, whatever the state was."""
        known = self._values.get(key)
        return known[1] if known is not None else None

    def __len__(self) -> int:
        return len(self._values)
