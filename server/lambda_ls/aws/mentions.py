"""Where a resource can name a function without ever invoking it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from msgspec import Struct

from .data import as_object, as_texts, packaged

_EVERY = "*"


class _Facts(Struct, frozen=True):
    resources: frozenset[str]
    beginnings: tuple[str, ...]
    properties: Mapping[str, tuple[tuple[str, ...], ...]]
    of_functions: frozenset[str]


def is_mere_mention(kind: str) -> bool:
    """Whether nothing in a resource of this type invokes a function that it names."""
    facts = _facts()
    return kind in facts.resources or kind.startswith(facts.beginnings)


# The resources of a workspace are alike, and each has many ways.
@lru_cache(maxsize=4_096)
def is_mere_mention_in(kind: str, way: tuple[str, ...]) -> bool:
    """Whether a function that is named at this way of keys in the properties is not invoked."""
    properties = _facts().properties
    ways = (*properties[_EVERY], *properties.get(kind, ()))
    return any(_begins(way, beginning) for beginning in ways)


def can_call_others(name: str) -> bool:
    """Whether a property of a function can make something invoke another function."""
    return name in _facts().of_functions


def _way(text: str) -> tuple[str, ...]:
    return tuple(text.split("."))


def _begins(way: tuple[str, ...], beginning: tuple[str, ...]) -> bool:
    if len(beginning) > len(way):
        return False
    return all(part in (_EVERY, key) for part, key in zip(beginning, way, strict=False))


@cache
def _facts() -> _Facts:
    data = packaged(__package__, "data", "function-mentions.json")
    resources = as_texts(data["resources"])
    properties = as_object(data["properties"])
    return _Facts(
        frozenset(name for name in resources if not name.endswith(_EVERY)),
        tuple(name.removesuffix(_EVERY) for name in resources if name.endswith(_EVERY)),
        {kind: tuple(map(_way, as_texts(ways))) for kind, ways in properties.items()},
        frozenset(as_texts(data["of_functions"])),
    )
