"""What a JSON value of an event or a response looks like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from ..aws.data import (
    Json,
    JsonObject,
    as_list,
    as_object,
    as_optional_text,
    as_text,
    as_texts,
    packaged,
)

_SHARED = "_shared.json"
_NOTHING: JsonObject = {}


class Shape:
    """One shape of a trigger's data file; see `trigger.schema.json` for what its parts mean.

    Shapes can hold themselves, so that everything is read when it is first asked for.
    """

    def __init__(self, data: JsonObject, file: JsonObject) -> None:
        self._data, self._file, self.reference = _resolved(data, file)
        """Its name where it has one (`record`), else empty; shapes can hold those of their name."""

    @cached_property
    def types(self) -> frozenset[str]:
        """The JSON types that the value can have, null among them; empty where any can be."""
        kind = self._data.get("type", ())
        return frozenset((kind,) if isinstance(kind, str) else as_texts(kind))

    @property
    def is_nullable(self) -> bool:
        """Whether the value can be null."""
        return "null" in self.types

    @property
    def description(self) -> str:
        """What the value is, in a sentence or more; can be empty."""
        return as_optional_text(self._data.get("description")) or ""

    @cached_property
    def properties(self) -> Mapping[str, Shape]:
        """The keys that are known, in the order of the file."""
        listed = as_object(self._data.get("properties", _NOTHING))
        return {name: self._child(value) for name, value in listed.items()}

    @cached_property
    def required(self) -> frozenset[str]:
        """The keys that are always there."""
        return frozenset(as_texts(self._data.get("required", ())))

    @cached_property
    def values(self) -> Shape | None:
        """What stands at the keys that the user chooses; None where there are none."""
        return self._optional("values")

    @cached_property
    def items(self) -> Shape | None:
        """What a list holds."""
        return self._optional("items")

    @property
    def is_open(self) -> bool:
        """Whether there can be more than is listed."""
        return bool(self._data.get("open"))

    @property
    def is_lower_case(self) -> bool:
        """Whether the user's keys come in lower case, however they were written."""
        return bool(self._data.get("lower_case"))

    @property
    def is_strict(self) -> bool:
        """Whether the service refuses a response with a key that is not listed."""
        return bool(self._data.get("strict"))

    @cached_property
    def alternatives(self) -> tuple[Shape, ...]:
        """The shapes of which the value has one; itself where there is no choice."""
        choices = as_list(self._data.get("oneOf", ()))
        if not choices:
            return (self,)
        return tuple(each for choice in choices for each in self._child(choice).alternatives)

    @cached_property
    def allowed(self) -> tuple[Json, ...]:
        """The only values there can be; empty where there are others."""
        if "const" in self._data:
            return (self._data["const"],)
        return tuple(as_list(self._data.get("enum", ())))

    @cached_property
    def examples(self) -> tuple[Json, ...]:
        """Some values."""
        return self.allowed or tuple(as_list(self._data.get("examples", ())))

    @cached_property
    def encoding(self) -> tuple[str, ...]:
        """How a string holds its content, outermost first; empty where it is plain text."""
        return as_texts(self._data.get("encoding", ()))

    @cached_property
    def content(self) -> Shape | None:
        """What an encoded string holds once it is decoded; None where that is the user's."""
        return self._optional("content")

    @property
    def is_per_request(self) -> bool:
        """Whether any event can have the value or lack it, whatever the template says."""
        return bool(self._data.get("per_request"))

    @property
    def md5_of(self) -> str | None:
        """The key beside this one of whose text the value is the digest."""
        return as_optional_text(self._data.get("md5_of"))

    @cached_property
    def template(self) -> str | None:
        """The setting of the template that decides the value, None where none does."""
        return as_optional_text(self._data.get("template"))

    @cached_property
    def instead(self) -> Mapping[str, str]:
        """Keys that other versions of the event have, with the path that stands for them here."""
        listed = as_object(self._data.get("instead", _NOTHING))
        return {key: as_text(path) for key, path in listed.items()}

    def decoded(self, encoding: str) -> Shape | None:
        """What the string holds after one step of decoding; None where that is the user's."""
        if not self.encoding or self.encoding[0] != encoding:
            return None
        rest = self.encoding[1:]
        if not rest:
            return self.content
        return Shape({**self._data, "encoding": rest}, self._file)

    def below(self) -> Iterator[tuple[str, Shape]]:
        """The shapes right inside, with what leads to them: a key, `*`, `[]` or nothing."""
        yield from self.properties.items()
        if self.values:
            yield "*", self.values
        if self.items:
            yield "[]", self.items
        if self.alternatives != (self,):
            yield from (("", each) for each in self.alternatives)

    def _child(self, data: Json) -> Shape:
        return Shape(as_object(data), self._file)

    def _optional(self, key: str) -> Shape | None:
        return self._child(self._data[key]) if key in self._data else None


def type_of(value: Json) -> str:
    """JSON's name for the type of a value, as in `Shape.types`."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "object" if isinstance(value, Mapping) else "array"


def _resolved(data: JsonObject, file: JsonObject) -> tuple[JsonObject, JsonObject, str]:
    """A shape's own data, the file in which its references count, and its name."""
    name = ""
    while "$ref" in data:
        document, _, pointer = as_text(data["$ref"]).partition("#/")
        file = packaged(__package__, "data", _SHARED) if document else file
        found: Json = file
        for name in pointer.split("/"):
            found = as_object(found)[name]
        own = {key: value for key, value in data.items() if key != "$ref"}
        data = {**as_object(found), **own}
    return data, file, name
