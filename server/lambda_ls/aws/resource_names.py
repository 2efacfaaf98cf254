"""What other resources get of one whose name a template gives."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from .data import JsonObject, as_object, as_text, packaged


class Naming(Struct, frozen=True):
    """How resources of one type are named: by which property, and what is made of the name.

    `ref` is what `Ref` returns, `attributes` are those of `Fn::GetAtt`: texts of an `Fn::Sub`, in
    which `${Name}` is the name.
    """

    property: str
    ref: str
    attributes: Mapping[str, str]


def naming_of(kind: str) -> Naming | None:
    """The naming of a type of resources; None where their names do not tell what others get."""
    return _namings().get(kind)


def _naming(facts: JsonObject) -> Naming:
    attributes = as_object(facts["attributes"])
    return Naming(
        as_text(facts["name"]),
        as_text(facts["ref"]),
        {name: as_text(text) for name, text in attributes.items()},
    )


@cache
def _namings() -> Mapping[str, Naming]:
    resources = as_object(packaged(__package__, "data", "resource-names.json")["resources"])
    return {kind: _naming(as_object(facts)) for kind, facts in resources.items()}
