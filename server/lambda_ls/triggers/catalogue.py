"""The triggers that can invoke a function, and how templates declare them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ..aws.data import Json, JsonObject, as_list, as_object, as_optional_text, as_text, packaged

# The key that holds a dialect's word for an event.
_WORD = {"sam": "type", "serverless": "event"}


@dataclass(frozen=True, slots=True)
class Declaration:
    """A dialect's word for an event.

    Where several triggers share the word, `discriminator` is the setting that selects this one;
    None stands for every setting that selects no other.
    """

    dialect: str
    kind: str
    discriminator: str | None


@dataclass(frozen=True, slots=True)
class TriggerDefinition:
    """One trigger: its public id, its name for people, its documentation and its declarations.

    Without declarations it is other resources that wire it to a function.
    """

    id: str
    title: str
    docs: str
    declarations: tuple[Declaration, ...]


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


def _read(data: JsonObject) -> TriggerDefinition:
    return TriggerDefinition(
        id=as_text(data["id"]),
        title=as_text(data["title"]),
        docs=as_text(data["docs"]),
        declarations=tuple(_declarations(data)),
    )


def _declarations(data: JsonObject) -> Iterator[Declaration]:
    for dialect, entries in as_object(data["declared_by"]).items():
        for entry in as_list(entries):
            yield _declaration(dialect, entry)


def _declaration(dialect: str, entry: Json) -> Declaration:
    fields = as_object(entry)
    discriminator = as_optional_text(fields.get("discriminator"))
    return Declaration(dialect, as_text(fields[_WORD[dialect]]), discriminator)
