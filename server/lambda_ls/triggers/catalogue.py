"""The triggers that can invoke a function, and how templates declare them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from ..aws.data import JsonObject, as_list, as_object, as_optional_text, as_text, packaged

# The key that holds a dialect's word for an event.
_WORD = {"sam": "type", "serverless": "event"}
_ANY, _ANY_NUMBER = "*", "**"


class Declaration(Struct, frozen=True):
    """A dialect's word for an event.

    Where several triggers share the word, `discriminator` is the setting that selects this one;
    None stands for every setting that selects no other.
    """

    dialect: str
    kind: str
    discriminator: str | None


class Wiring(Struct, frozen=True):
    """A property of a resource that names the function that gets this trigger's events.

    `resource` is a type, `*` at its end stands for any rest. Of the keys in `property`, `*` stands
    for any one and `**` for any number. `discriminator` is as for a `Declaration`.
    """

    resource: str
    property: tuple[str, ...]
    discriminator: str | None


class TriggerDefinition(Struct, frozen=True):
    """One trigger: its public id, its name for people, its documentation, and what declares it."""

    id: str
    title: str
    docs: str
    declarations: tuple[Declaration, ...]
    wirings: tuple[Wiring, ...]


def definition(trigger: str) -> TriggerDefinition | None:
    """The trigger with this id."""
    return _by_id().get(trigger)


def all_definitions() -> tuple[TriggerDefinition, ...]:
    """Every trigger, in the order of the ids."""
    return tuple(_by_id().values())


def find(dialect: str, kind: str, discriminator: str | None) -> TriggerDefinition | None:
    """The trigger that a dialect's word for an event declares.

    None where the dialect has no such word, where the word alone does not decide (a `stream` of an
    unknown kind), and for the few words that are no trigger of the catalogue.
    """
    declared = _by_declaration()
    exact = declared.get(Declaration(dialect, kind, discriminator))
    return exact or declared.get(Declaration(dialect, kind, None))


def wired(
    resource: str, way: tuple[str, ...], discriminator: str | None
) -> tuple[TriggerDefinition, ...]:
    """The triggers that a property of a resource can stand for: one where that is certain."""
    matching = [
        (wiring, entry) for wiring, entry in _wirings(resource) if _leads(wiring.property, way)
    ]
    exact = [entry for wiring, entry in matching if wiring.discriminator == discriminator]
    others = [entry for wiring, entry in matching if wiring.discriminator is None]
    return tuple(dict.fromkeys((discriminator and exact) or others))


@cache
def kinds(dialect: str) -> tuple[str, ...]:
    """All words that a dialect itself has for events, sorted.

    Plugins of the Serverless Framework can add more.
    """
    declared = [entry.kind for entry in _by_declaration() if entry.dialect == dialect]
    others = packaged(__package__, "data", "_other-events.json")
    declared += [entry.kind for entry in _declarations(others) if entry.dialect == dialect]
    return tuple(sorted(set(declared)))


@cache
def _by_id() -> Mapping[str, TriggerDefinition]:
    folder = os.path.join(os.path.dirname(__file__), "data")
    # Names with an underscore are not triggers; folders list in no certain order.
    ids = sorted(name.removesuffix(".json") for name in os.listdir(folder) if name[0] != "_")
    return {trigger: _read(packaged(__package__, "data", f"{trigger}.json")) for trigger in ids}


@cache
def _by_declaration() -> Mapping[Declaration, TriggerDefinition]:
    return {declared: entry for entry in all_definitions() for declared in entry.declarations}


@cache
def _wirings(resource: str) -> tuple[tuple[Wiring, TriggerDefinition], ...]:
    return tuple(
        (wiring, entry)
        for entry in all_definitions()
        for wiring in entry.wirings
        if _is_type(wiring.resource, resource)
    )


def _is_type(pattern: str, resource: str) -> bool:
    if pattern.endswith(_ANY):
        return resource.startswith(pattern.removesuffix(_ANY))
    return resource == pattern


def _leads(pattern: tuple[str, ...], way: tuple[str, ...]) -> bool:
    """Whether a pattern of keys is that of a way of keys."""
    if not pattern:
        return not way
    first, rest = pattern[0], pattern[1:]
    if first == _ANY_NUMBER:
        return any(_leads(rest, way[skipped:]) for skipped in range(len(way) + 1))
    return bool(way) and first in (_ANY, way[0]) and _leads(rest, way[1:])


def _read(data: JsonObject) -> TriggerDefinition:
    return TriggerDefinition(
        id=as_text(data["id"]),
        title=as_text(data["title"]),
        docs=as_text(data["docs"]),
        declarations=tuple(_declarations(data)),
        wirings=tuple(_wiring(entry) for entry in _entries(data, "cloudformation")),
    )


def _declarations(data: JsonObject) -> Iterator[Declaration]:
    for dialect, word in _WORD.items():
        for fields in _entries(data, dialect):
            yield Declaration(dialect, as_text(fields[word]), _discriminator(fields))


def _wiring(fields: JsonObject) -> Wiring:
    keys = tuple(as_text(fields["function"]).split("."))
    return Wiring(as_text(fields["resource"]), keys, _discriminator(fields))


def _entries(data: JsonObject, dialect: str) -> Iterator[JsonObject]:
    yield from map(as_object, as_list(as_object(data["declared_by"]).get(dialect, ())))


def _discriminator(fields: JsonObject) -> str | None:
    return as_optional_text(fields.get("discriminator"))
