"""The name that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 200
"""Longer words are not compared: nobody mistypes them, and the comparison is quadratic."""

_FEW = 2
"""How many letters can differ in a name that is certainly meant."""


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that is most like `word`, None if none is like it.

    At most a third of the longer word's letters may differ; letters that differ only in case do
    not count. Candidates equal to `word` are passed over. Of equally near ones the one with fewer
    differences in case wins, then the first in alphabetical order, so that the answer does not
    depend on the order of the candidates.
    """
    best: tuple[int, int, str] | None = None
    for candidate in candidates:
        if candidate == word:
            continue
        limit = best[0] if best else max(len(word), len(candidate)) // 3
        difference = distance(word.lower(), candidate.lower(), limit)
        if difference is None:
            continue
        exact = distance(word, candidate, _LONGEST)
        rank = (difference, _LONGEST if exact is None else exact, candidate)
        best = min(best, rank) if best else rank
    return best[2] if best else None


def certainly_meant(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that can only be meant: at most two letters and a third of `word` differ."""
    found = nearest(word, candidates)
    limit = min(_FEW, len(word) // 3)
    is_certain = found is not None and distance(word.lower(), found.lower(), limit) is not None
    return found if is_certain else None


def distance(word: str, other: str, limit: int) -> int | None:
    """How many letters are added, left out, changed or swapped with their neighbour.

    None if there are more than `limit` of them.
    """
    if abs(len(word) - len(other)) > limit or max(len(word), len(other)) > _LONGEST:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i in range(len(word)):
        before, row = row, _next_row(word, other, i, before, row)
        if min(row) > limit and min(before) > limit:
            return None
    return row[-1] if row[-1] <= limit else None


def _next_row(word: str, other: str, i: int, before: list[int], row: list[int]) -> list[int]:
    """The distances of `word[:i + 1]` to every beginning of `other`."""
    following = [i + 1]
    for j, letter in enumerate(other):
        cost = min(row[j + 1] + 1, following[j] + 1, row[j] + (letter != word[i]))
        if i and j and letter == word[i - 1] and other[j - 1] == word[i]:
            cost = min(cost, before[j - 1] + 1)
        following.append(cost)
    return following
