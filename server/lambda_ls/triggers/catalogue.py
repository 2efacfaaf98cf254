"""The triggers that can invoke a function, and how templates declare them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache

import msgspec
from msgspec import Struct

from ..aws.data import packaged_bytes

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


class _Entry(Struct, frozen=True):
    """What declares a trigger: of the words, a dialect has its own."""

    type: str = ""
    event: str = ""
    resource: str = ""
    function: str = ""
    discriminator: str | None = None


class _File(Struct, frozen=True):
    """As much of a trigger's file as is read of all of them; the rest is its contract."""

    declared_by: Mapping[str, tuple[_Entry, ...]]
    id: str = ""
    title: str = ""
    docs: str = ""


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
    others = _declarations(_read("_other-events"))
    declared += [entry.kind for entry in others if entry.dialect == dialect]
    return tuple(sorted(set(declared)))


@cache
def _by_id() -> Mapping[str, TriggerDefinition]:
    folder = os.path.join(os.path.dirname(__file__), "data")
    # Names with an underscore are not triggers; folders list in no certain order.
    ids = sorted(name.removesuffix(".json") for name in os.listdir(folder) if name[0] != "_")
    return {trigger: _definition(_read(trigger)) for trigger in ids}


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


def _read(name: str) -> _File:
    return msgspec.json.decode(packaged_bytes(__package__, "data", f"{name}.json"), type=_File)


def _definition(file: _File) -> TriggerDefinition:
    return TriggerDefinition(
        id=file.id,
        title=file.title,
        docs=file.docs,
        declarations=tuple(_declarations(file)),
        wirings=tuple(map(_wiring, file.declared_by.get("cloudformation", ()))),
    )


def _declarations(file: _File) -> Iterator[Declaration]:
    for entry in file.declared_by.get("sam", ()):
        yield Declaration("sam", entry.type, entry.discriminator)
    for entry in file.declared_by.get("serverless", ()):
        yield Declaration("serverless", entry.event, entry.discriminator)


def _wiring(entry: _Entry) -> Wiring:
    return Wiring(entry.resource, tuple(entry.function.split(".")), entry.discriminator)
