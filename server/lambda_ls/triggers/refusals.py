"""What a trigger certainly refuses of a value that a handler gives back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from ..model.term import (
    Choice,
    Constant,
    Encoded,
    Items,
    Opaque,
    Record,
    Spot,
    Term,
    Typed,
    has_json,
)
from .shape import Shape, type_of

_DEEPEST = 12
ITEM = "[]"
"""What stands in a pointer for each item of a list."""


class MissingKeys(Struct, frozen=True):
    """An object lacks keys that must be there; `pointer` leads to the object.

    `first` is the first key that it has, None if it has none.
    """

    pointer: tuple[str, ...]
    keys: tuple[str, ...]
    spot: Spot
    first: Spot | None = None


class UnlistedKey(Struct, frozen=True):
    """An object has a key for which all of it is refused; `known` are those that it can have."""

    pointer: tuple[str, ...]
    key: str
    known: tuple[str, ...]
    spot: Spot


class WrongType(Struct, frozen=True):
    """A value is of another JSON type than those that are taken; types are JSON's names.

    Where it is one of several values, `spot` is that of the first. `has_json` tells that nothing in
    it keeps it from being made JSON text.
    """

    pointer: tuple[str, ...]
    found: str
    expected: tuple[str, ...]
    spot: Spot
    is_one_of_several: bool = False
    has_json: bool = True


class WrongValue(Struct, frozen=True):
    """A value is none of those that are taken."""

    pointer: tuple[str, ...]
    found: str
    expected: tuple[str, ...]
    spot: Spot


Refusal: TypeAlias = MissingKeys | UnlistedKey | WrongType | WrongValue


def refusals(term: Term, shape: Shape, pointer: tuple[str, ...] = ()) -> tuple[Refusal, ...]:
    """Everything for which a value is refused whatever its unknown parts are.

    Of a value that can be one of several, each must be refused; of several shapes, what the one
    says that fits best.
    """
    if len(pointer) > _DEEPEST:
        return ()
    if isinstance(term, Choice):
        each = [refusals(option, shape, pointer) for option in term.options]
        return tuple(map(_of_several, each[0])) if each and all(each) else ()
    choices = shape.alternatives
    if len(choices) == 1:
        return tuple(_refused(term, choices[0], pointer))
    found = [refusals(term, choice, pointer) for choice in choices]
    if not all(found):
        return ()
    return min(found, key=lambda one: (_is_of_other_type(one, pointer), len(one)))


def _of_several(refusal: Refusal) -> Refusal:
    return replace(refusal, is_one_of_several=True) if isinstance(refusal, WrongType) else refusal


def json_type(term: Term) -> str | None:
    """The JSON type of a value, None where that cannot be told."""
    if isinstance(term, Constant):
        return type_of(term.value)
    if isinstance(term, Typed):
        return term.type
    if isinstance(term, Record):
        return "object"
    if isinstance(term, Items):
        return "array"
    return "string" if isinstance(term, Encoded) else None


def _refused(term: Term, shape: Shape, pointer: tuple[str, ...]) -> Iterator[Refusal]:
    kind = json_type(term)
    if kind is None or isinstance(term, Opaque):
        return
    if shape.types and not _fits_type(kind, shape.types):
        expected = tuple(sorted(shape.types))
        yield WrongType(pointer, kind, expected, term.spot, has_json=has_json(term))
    elif isinstance(term, Constant):
        if shape.allowed and term.value not in shape.allowed:
            yield WrongValue(pointer, f"{term.value}", tuple(map(str, shape.allowed)), term.spot)
    elif isinstance(term, Record):
        yield from _refused_record(term, shape, pointer)
    elif isinstance(term, Items) and shape.items is not None:
        for item in term.items:
            yield from refusals(item, shape.items, (*pointer, ITEM))


def _refused_record(term: Record, shape: Shape, pointer: tuple[str, ...]) -> Iterator[Refusal]:
    required = (name for name in shape.properties if name in shape.required)
    missing = tuple(name for name in required if term.entry(name) is None)
    if missing and not term.is_open:
        first = term.entries[0].spot if term.entries else None
        yield MissingKeys(pointer, missing, term.spot, first)
    for key in dict.fromkeys(each.key for each in term.entries):
        entry = term.entry(key)
        if entry is None or entry.is_optional:
            continue
        known = shape.properties.get(key) or shape.values
        if known is not None:
            yield from refusals(entry.value, known, (*pointer, key))
        elif shape.is_strict:
            yield UnlistedKey(pointer, key, tuple(shape.properties), entry.spot)


def _fits_type(kind: str, types: frozenset[str]) -> bool:
    if kind in types or (kind == "integer" and "number" in types):
        return True
    # A number of which nothing else is known can be a whole one.
    return kind == "number" and "integer" in types


def _is_of_other_type(found: tuple[Refusal, ...], pointer: tuple[str, ...]) -> bool:
    """Whether the value as a whole is of another kind than a shape."""
    return any(isinstance(each, WrongType) and each.pointer == pointer for each in found)
