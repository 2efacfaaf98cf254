"""The part of JSON Schema that the triggers' schema uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lambda_ls.aws.data import Json, JsonObject, as_list, as_object, as_text, as_texts

_TYPES: Mapping[str, object] = {"object": dict, "array": list, "string": str}
_UNDERSTOOD = {
    "$schema", "$defs", "$ref", "title", "description", "type", "required", "properties",
    "additionalProperties", "items", "pattern",
}  # fmt: skip


def faults(value: Json, schema: JsonObject, root: JsonObject, at: str = "") -> Iterator[str]:
    """What is wrong with a value, with the path to it."""
    unknown = schema.keys() - _UNDERSTOOD
    assert not unknown, f"the check does not understand {sorted(unknown)}"
    if "$ref" in schema:
        name = as_text(schema["$ref"]).removeprefix("#/$defs/")
        schema = as_object(as_object(root["$defs"])[name])
    kind = as_text(schema["type"])
    if type(value) is not _TYPES[kind]:
        article = "an" if kind[0] in "ao" else "a"
        yield f"{at}: is not {article} {kind}"
    elif isinstance(value, dict):
        yield from _object_faults(value, schema, root, at)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from faults(item, as_object(schema["items"]), root, f"{at}/{index}")
    elif isinstance(value, str) and not re.search(as_text(schema.get("pattern", "")), value):
        yield f"{at}: {value!r} does not match"


def _object_faults(
    value: JsonObject, schema: JsonObject, root: JsonObject, at: str
) -> Iterator[str]:
    properties = as_object(schema["properties"])
    for name in as_texts(as_list(schema.get("required", ()))):
        if name not in value:
            yield f"{at}/{name}: is missing"
    for name, entry in value.items():
        if name in properties:
            yield from faults(entry, as_object(properties[name]), root, f"{at}/{name}")
        elif schema["additionalProperties"] is False:
            yield f"{at}/{name}: is not expected"
