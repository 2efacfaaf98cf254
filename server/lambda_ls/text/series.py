"""Results for long sequences, of which an edit changes an item or two."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from itertools import compress, count
from operator import is_, is_not
from typing import Generic, TypeAlias, TypeVar

S = TypeVar("S")
V = TypeVar("V")

Groups: TypeAlias = tuple[tuple[S, ...], ...]
"""A sequence in groups; those that an edit has not changed are the same objects as before it."""


class Series(Generic[S, V]):
    """Remembers pure results for the items of one sequence, and computes those of what changed.

    A group that is the same object as last time is not looked into. What changes in another is
    taken to lie in one stretch: the items before it and behind it are the same objects as last
    time. Where all values of a group stay what they were, their group is the same object, too; so
    what is computed of them in turn costs nothing.
    """

    def __init__(self) -> None:
        self._groups: Groups[S] = ()
        self._values: Groups[V] = ()
        self._context: object = None

    def get(
        self, groups: Groups[S], compute: Callable[[S], V], context: object = None
    ) -> Groups[V]:
        """The value of each item; all are computed again if the context is another one."""
        if context != self._context or len(groups) != len(self._groups):
            self._groups = self._values = ((),) * len(groups)
            self._context = context
        if groups is not self._groups:
            known = zip(self._groups, self._values, groups, strict=True)
            self._values = tuple(
                values if new is old else _renewed(old, values, new, compute)
                for old, values, new in known
            )
            self._groups = groups
        return self._values

    def renew(self, is_outdated: Callable[[V], bool], compute: Callable[[S], V]) -> Groups[V]:
        """Compute the values again that are outdated; gives all."""
        groups = zip(self._groups, self._values, strict=True)
        self._values = tuple(
            tuple(
                compute(item) if is_outdated(value) else value
                for item, value in zip(items, values, strict=True)
            )
            for items, values in groups
        )
        return self._values


class Selected(Generic[S]):
    """Those items of a sequence of which something holds; asked of groups that are new only."""

    def __init__(self, holds: Callable[[S], bool]) -> None:
        self._holds = holds
        self._series: Series[tuple[S, ...], tuple[S, ...]] = Series()

    def get(self, groups: Groups[S]) -> Groups[S]:
        """The items, in their order; a group of which nothing is selected is empty."""
        (selected,) = self._series.get((groups,), self._of_group)
        return selected

    def _of_group(self, group: tuple[S, ...]) -> tuple[S, ...]:
        return tuple(filter(self._holds, group))


def _renewed(
    old: tuple[S, ...], known: tuple[V, ...], new: tuple[S, ...], compute: Callable[[S], V]
) -> tuple[V, ...]:
    """The values of a group that was another one."""
    shorter = min(len(new), len(old))
    head = min(_same(old, new), shorter)
    tail = min(_same(reversed(old), reversed(new)), shorter - head)
    end = len(old) - tail
    changed = tuple(map(compute, new[head : len(new) - tail]))
    if len(new) == len(old) and all(map(is_, known[head:end], changed)):
        return known
    return known[:head] + changed + known[end:]


def _same(before: Iterable[object], after: Iterable[object]) -> int:
    """How many items both begin with; a number beyond their lengths if there is no difference."""
    return next(compress(count(), map(is_not, before, after)), sys.maxsize)
