"""What becomes of a value through the other variables that hold it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .effects import Effect, Kind, Path

_OF_THE_PLACE = frozenset({Kind.REMOVED, Kind.SET})
_OF_ALL_BELOW = frozenset({Kind.CALLED, Kind.ESCAPED})


def through(path: Path, inside: Path, effects: Iterable[Effect]) -> Iterator[Effect]:
    """What effects on a variable do to the value at `path` of another one.

    The variable holds that value at `inside`.
    """
    for effect in effects:
        if not all(map(_may_be_same, inside, effect.path)):
            continue
        below = effect.path[len(inside) :]
        if below:
            yield Effect(effect.kind, (*path, *below), effect.value, effect.key)
        elif len(effect.path) < len(inside):
            if effect.kind in _OF_ALL_BELOW:
                yield Effect(Kind.ESCAPED, path)
        elif effect.kind not in _OF_THE_PLACE:
            # Where another value is given to the place, this one stays as it is.
            yield Effect(effect.kind, path, effect.value, effect.key)


def _may_be_same(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other
