"""The names that a function's properties, and those of its SAM events, can have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from .data import JsonObject, as_object, as_texts, packaged


class PropertyNames(Struct, frozen=True):
    """What one owner of properties accepts.

    `properties` are the names of all properties, empty where an unknown name does no harm.
    `values` has all values of those that are enumerations (or lists of them); the values of
    `any_case` are taken in upper and lower case alike.
    """

    properties: frozenset[str]
    values: Mapping[str, tuple[str, ...]]
    any_case: frozenset[str]


def function_properties(owner: str) -> PropertyNames:
    """The names of `AWS::Serverless::Function`, `AWS::Lambda::Function` or `Globals.Function`.

    Raises:
        KeyError: for any other owner.
    """
    return _read("function-properties.json")[owner]


def event_properties(kind: str) -> PropertyNames | None:
    """The names of a `Type` in SAM's `Events`, or of `FunctionUrlConfig`; None if it is unknown."""
    return _read("event-properties.json").get(kind)


@cache
def _read(file: str) -> Mapping[str, PropertyNames]:
    owners = as_object(packaged(__package__, "data", file)["owners"])
    return {owner: _names(as_object(value)) for owner, value in owners.items()}


def _names(owner: JsonObject) -> PropertyNames:
    values = as_object(owner.get("values", {}))
    return PropertyNames(
        frozenset(as_texts(owner["properties"])),
        {name: as_texts(listed) for name, listed in values.items()},
        frozenset(as_texts(owner.get("any_case", []))),
    )
