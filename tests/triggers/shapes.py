"""Shapes that tests write down themselves."""

from __future__ import annotations

from lambda_ls.aws.data import JsonObject
from lambda_ls.triggers.shape import Shape

PERSON: JsonObject = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "age": {"type": ["integer", "null"]},
        "state": {"type": "string", "enum": ["on", "off"]},
        "tags": {"type": "object", "values": {"type": "string"}},
        "notes": {"type": "array", "items": {"type": "string"}},
        "more": {"type": "object", "open": True},
        "text": {
            "type": "string",
            "encoding": ["base64", "json"],
            "content": {"type": "object", "properties": {"id": {"type": "number"}}},
        },
        "either": {
            "oneOf": [
                {"type": "string"},
                {"type": "object", "required": ["x"], "properties": {"x": {"type": "integer"}}},
            ]
        },
        "child": {"$ref": "#/$defs/person"},
    },
}
FILE: JsonObject = {"$defs": {"person": PERSON}}


def person() -> Shape:
    """A shape with one of everything, which can hold itself."""
    return Shape({"$ref": "#/$defs/person"}, FILE)
