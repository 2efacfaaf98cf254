"""The events of a SAM function, and its function URL."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from ..aws.properties import event_properties
from ..model.function import Event, UnknownProperty
from ..model.place import Spanned
from ..model.trigger import EventSettings
from ..text.tree import Entry
from .event_settings import has_virtual_host, is_enabled, sam_open_reason, sam_settings
from .located import Located
from .scope import Scope
from .sources import event_sender, event_source
from .unknown_names import unknown_names
from .wiring.chains import Carried
from .wiring.names import references
from .wiring.result import Sender, Wiring

FUNCTION_URL = "FunctionUrlConfig"
# A topic that SAM subscribes a queue of its own to, from which the function gets the messages.
_QUEUED = "sqs"
_SNS = "sns"
_DISCRIMINATORS = {"HttpApi": "PayloadFormatVersion", "Cognito": "Trigger"}


def read_events(events: Located, scope: Scope, wiring: Wiring, text: str) -> Iterator[Event]:
    """The events of an `Events` property; one without a type yet is left out.

    `text` is the one of the function's block.
    """
    for declared in _declared(events):
        kind, properties = declared.kind, declared.properties
        source = event_sender(kind.value, properties) if properties else None
        sender = wiring.sender(each.id for each in references(source.node)) if source else None
        settings = _settings(declared, scope, wiring, text)
        for discriminator in _discriminators(kind.value, properties):
            yield Event(
                name=events.key(declared.entry),
                kind=kind,
                extent=events.extent(declared.entry),
                source=event_source(kind.value, properties, scope),
                discriminator=discriminator or _engine(kind.value, sender),
                settings=replace(
                    settings,
                    carries=_carries(discriminator, sender),
                    physical_name=sender.name if sender else None,
                ),
                open_reason=sam_open_reason(kind.value, properties),
            )


def _settings(declared: _Declared, scope: Scope, wiring: Wiring, text: str) -> EventSettings:
    kind, properties = declared.kind.value, declared.properties
    settings = sam_settings(kind, properties, scope, text)
    if properties is None:
        return settings
    api = properties.get("RestApiId") or properties.get("ApiId")
    if api:
        sender = wiring.sender(each.id for each in references(api.node))
        # Where a document describes the API, its integrations wait for whatever time that says.
        is_limited = settings.has_default_time_limit and not sender.has_definition
        return replace(settings, stage=sender.stage, has_default_time_limit=is_limited)
    source = properties.get("Queue") if kind == "SQS" else None
    if source and is_enabled(properties.get("Enabled"), scope):
        return replace(settings, queue=wiring.queue(source))
    return settings


def _carries(discriminator: str | None, sender: Sender | None) -> Carried:
    """What the messages of the event's queue or topic hold."""
    carried = sender.carried if sender else ()
    return (_SNS, *carried) if discriminator == _QUEUED else carried


def _engine(kind: str, sender: Sender | None) -> str | None:
    return sender.engine or None if sender and kind == "MQ" else None


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


class _Declared(Struct, frozen=True):
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
    if kind == "SNS" and properties:
        queue = properties.get("SqsSubscription")
        return (_QUEUED,) if queue and queue.text != "false" else (None,)
    if kind == "MQ" and properties:
        return ("rabbitmq" if has_virtual_host(properties) else None,)
    key = _DISCRIMINATORS.get(kind)
    value = properties.get(key) if properties and key else None
    if value is None:
        return (None,)
    return tuple(item.text for item in value.items()) or (None,)
