"""The events of a SAM function, and its function URL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..aws.properties import event_properties
from ..model.function import Event, UnknownProperty
from ..model.place import Spanned
from ..text.tree import Entry
from .located import Located
from .scope import Scope
from .sources import event_source
from .unknown_names import unknown_names

FUNCTION_URL = "FunctionUrlConfig"
_DISCRIMINATORS = {"HttpApi": "PayloadFormatVersion", "Cognito": "Trigger"}


def read_events(events: Located, scope: Scope) -> Iterator[Event]:
    """The events of an `Events` property; one without a type yet is left out."""
    for declared in _declared(events):
        kind = declared.kind
        name, extent = events.key(declared.entry), events.extent(declared.entry)
        source = event_source(kind.value, declared.properties, scope)
        for discriminator in _discriminators(kind.value, declared.properties):
            yield Event(name, kind, extent, source, discriminator)


def function_url(properties: Located) -> Event | None:
    """The function URL that a mapping of function properties declares."""
    entry = properties.mapping.entry(FUNCTION_URL)
    if entry is None or properties.get(FUNCTION_URL) is None:
        return None
    return Event(None, properties.key(entry), properties.extent(entry))


def unknown_event_names(properties: Located) -> Iterator[UnknownProperty]:
    """The unknown names in the events and the function URL of a mapping of function properties."""
    events = properties.get("Events")
    for declared in _declared(events) if events else ():
        names = event_properties(declared.kind.value)
        if names and declared.properties:
            owner = f"event type {declared.kind.value}"
            yield from unknown_names(declared.properties, names, owner)
    url, url_names = properties.get(FUNCTION_URL), event_properties(FUNCTION_URL)
    if url and url_names:
        yield from unknown_names(url, url_names, FUNCTION_URL)


@dataclass(frozen=True, slots=True)
class _Declared:
    entry: Entry
    kind: Spanned[str]
    properties: Located | None


def _declared(events: Located) -> Iterator[_Declared]:
    for entry in events.entries():
        event = events.at(entry.value)
        kind = event.get("Type")
        if kind and kind.text:
            yield _Declared(entry, Spanned(kind.text, kind.place), event.get("Properties"))


def _discriminators(kind: str, properties: Located | None) -> tuple[str | None, ...]:
    """The setting that splits the kind; several where one event stands for several triggers."""
    key = _DISCRIMINATORS.get(kind)
    value = properties.get(key) if properties and key else None
    if value is None:
        return (None,)
    return tuple(item.text for item in value.items()) or (None,)
