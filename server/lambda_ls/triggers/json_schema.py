"""Shapes as JSON Schema (draft-07), which editors of JSON understand.

https://json-schema.org/draft-07/json-schema-release-notes
"""

from __future__ import annotations

from collections.abc import Iterator

from ..aws.data import Json, JsonObject
from .shape import Shape

_ANYTHING: JsonObject = {}


def json_schema(shape: Shape) -> JsonObject:
    """What values of a shape look like. Keys may be left out: who tries a handler needs few."""
    return _schema(shape, frozenset())


def distinction(shape: Shape) -> JsonObject | None:
    """What tells values of a shape from others: its fixed values, else the keys it always has.

    None where nothing does.
    """
    fixed = _fixed(shape, frozenset())
    if fixed:
        return fixed
    if shape.alternatives != (shape,):
        choices = [distinction(each) for each in shape.alternatives]
        return {"anyOf": choices} if all(choices) else None
    return {"type": "object", "required": sorted(shape.required)} if shape.required else None


def _schema(shape: Shape, inside: frozenset[str]) -> JsonObject:
    if shape.reference in inside:
        return _ANYTHING
    if shape.reference:
        inside |= {shape.reference}
    return dict(_keywords(shape, inside))


def _keywords(shape: Shape, inside: frozenset[str]) -> Iterator[tuple[str, Json]]:
    if shape.description:
        yield "description", shape.description
        yield "markdownDescription", shape.description
    if shape.alternatives != (shape,):
        yield "anyOf", [_schema(each, inside) for each in shape.alternatives]
        return
    if shape.types:
        yield "type", sorted(shape.types)
    if shape.allowed:
        yield "enum", list(shape.allowed)
    elif shape.examples:
        yield "examples", list(shape.examples)
    if shape.items:
        yield "items", _schema(shape.items, inside)
    if not shape.types or "object" in shape.types:
        yield from _object_keywords(shape, inside)


def _object_keywords(shape: Shape, inside: frozenset[str]) -> Iterator[tuple[str, Json]]:
    if shape.properties:
        listed = shape.properties.items()
        yield "properties", {name: _schema(each, inside) for name, each in listed}
    if shape.values:
        yield "additionalProperties", _schema(shape.values, inside)
    elif not shape.is_open:
        yield "additionalProperties", False


def _fixed(shape: Shape, inside: frozenset[str]) -> JsonObject:
    """What is the same in all values of a shape; empty where nothing is."""
    if shape.reference in inside:
        return _ANYTHING
    if shape.reference:
        inside |= {shape.reference}
    if shape.alternatives != (shape,):
        choices = [_fixed(each, inside) for each in shape.alternatives]
        return {"anyOf": choices} if all(choices) else _ANYTHING
    if shape.allowed:
        return {"enum": list(shape.allowed)}
    if shape.items:
        items = _fixed(shape.items, inside)
        return {"type": "array", "items": items} if items else _ANYTHING
    required = (each for each in shape.properties.items() if each[0] in shape.required)
    fixed = {name: _fixed(each, inside) for name, each in required}
    fixed = {name: each for name, each in fixed.items() if each}
    if not fixed:
        return _ANYTHING
    return {"type": "object", "required": sorted(fixed), "properties": fixed}
