"""Whether a JSON value has the shape that a trigger's contract asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from ..aws.data import Json
from ..text.similar import nearest
from .shape import Shape, type_of

_DEEPEST = 100


class Misfit(Struct, frozen=True):
    """One way in which a value does not fit; `pointer` is the JSON Pointer (RFC 6901) to it."""

    pointer: str
    message: str


def misfits(value: Json, shape: Shape, pointer: str = "") -> Iterator[Misfit]:
    """Everything that does not fit; of several alternatives what the best fitting one says."""
    if pointer.count("/") > _DEEPEST:
        return
    choices = shape.alternatives
    if len(choices) > 1:
        found = [list(misfits(value, choice, pointer)) for choice in choices]
        yield from min(found, key=lambda each: (_is_other_type(each, pointer), len(each)))
        return
    shape = choices[0]
    kind = type_of(value)
    if (
        shape.types
        and kind not in shape.types
        and not (kind == "integer" and "number" in shape.types)
    ):
        expected = " or ".join(sorted(shape.types))
        yield Misfit(pointer, f"must be {expected}, not {kind}")
    elif shape.allowed and value not in shape.allowed:
        yield Misfit(pointer, f"must be {_listed(shape.allowed)}")
    elif isinstance(value, Mapping):
        yield from _object(value, shape, pointer)
    elif isinstance(value, str):
        yield from _encoded(value, shape, pointer)
    elif isinstance(value, Sequence) and shape.items:
        for index, item in enumerate(value):
            yield from misfits(item, shape.items, f"{pointer}/{index}")


def _object(value: Mapping[str, Json], shape: Shape, pointer: str) -> Iterator[Misfit]:
    for name in shape.properties:
        if name in shape.required and name not in value:
            yield Misfit(pointer, f"`{name}` is missing")
    for name, entry in value.items():
        at = f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
        known = shape.properties.get(name) or shape.values
        if known:
            yield from misfits(entry, known, at)
        elif not shape.is_open:
            near = nearest(name, shape.properties)
            yield Misfit(at, f"unknown key; did you mean `{near}`?" if near else "unknown key")


def _encoded(value: str, shape: Shape, pointer: str) -> Iterator[Misfit]:
    """A string without content of a known shape can hold anything, whatever its encoding."""
    if shape.content is None:
        return
    # Few values hold others, and what unpacks them takes a while to load.
    from .encoding import decode

    try:
        content = decode(value, shape.encoding)
    except ValueError as error:
        yield Misfit(pointer, str(error))
        return
    yield from misfits(content, shape.content, pointer)


def _is_other_type(found: list[Misfit], pointer: str) -> bool:
    """Whether the value as a whole is of another kind than the alternative."""
    return any(each.pointer == pointer and each.message.startswith("must be") for each in found)


def _listed(values: Sequence[Json]) -> str:
    shown = [f"`{value}`" for value in values]
    return shown[0] if len(shown) == 1 else f"one of {', '.join(shown)}"
