"""The events of a function in a Serverless service."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from ..aws.serverless import EventKeys, serverless_facts
from ..model.function import Event, UnknownProperty
from ..model.place import Place, Spanned, known
from ..model.trigger import EventSettings
from ..text.similar import certainly_meant
from ..text.span import Span
from ..text.tree import Scalar
from .event_settings import is_enabled, number_place
from .located import Located
from .serverless_event_settings import serverless_open_reason, serverless_settings
from .serverless_resolver import Resolver
from .serverless_response_types import serverless_response_types
from .serverless_service import Service
from .serverless_settle import settled
from .serverless_sources import event_source, is_reference, split_route
from .serverless_tree import Value, child, fields, is_mapping, items, keys
from .serverless_values import likely_text, text_of
from .wiring.names import references
from .wiring.result import Wiring

_HTTP = ("http", "httpApi")
_NOTHING = EventKeys()


def read_events(service: Service, body: Value, wiring: Wiring) -> tuple[Event, ...]:
    """The entries of `events`, and the function's URL; what cannot be read is left out."""
    resolver = service.resolver
    events: list[Event] = []
    for kind, config, extent in _declarations(resolver, body):
        found = resolver.resolve(config).value if config else None
        source = event_source(resolver, kind.value, found)
        filled = settled(resolver, config) if config else None
        settings = serverless_settings(kind.value, filled, source, service.scope)
        if kind.value == "http" and service.inherited("apiGateway", "timeoutInMillis"):
            settings = replace(settings, has_default_time_limit=False)
        if kind.value == "sqs" and filled:
            settings = _of_queue(service, settings, found, filled, wiring)
        if config and filled:
            responses = serverless_response_types(service, kind, config, filled)
            settings = replace(settings, response_types=responses)
        events.append(
            Event(
                name=None,
                kind=kind,
                extent=extent,
                source=source,
                discriminator=_discriminator(service, body, kind.value, found),
                settings=_of_sender(settings, filled, wiring),
                open_reason=serverless_open_reason(kind.value, filled, service.scope),
            )
        )
    return (*events, *_url(resolver, body))


def _of_queue(
    service: Service, settings: EventSettings, raw: Value | None, filled: Located, wiring: Wiring
) -> EventSettings:
    """The settings of an event of a queue, with the queue as far as it can be seen."""
    size = child(raw, "batchSize") if raw and is_mapping(raw) else None
    source = filled.get("arn") or filled
    is_on = is_enabled(filled.get("enabled"), service.scope)
    return replace(
        settings,
        batch_size_place=number_place(size, service.scope) if isinstance(size, Located) else None,
        queue=wiring.queue(source) if is_on else None,
    )


def _of_sender(settings: EventSettings, config: Located | None, wiring: Wiring) -> EventSettings:
    """The settings with what the event's queue, topic, bucket, ... says of itself."""
    if config is None or not wiring.senders:
        return settings
    sender = wiring.sender(each.id for each in references(config.node))
    return replace(settings, carries=sender.carried, physical_name=sender.name)


def unknown_methods(service: Service, body: Value) -> tuple[UnknownProperty, ...]:
    """The misspelt HTTP methods of the function's events."""
    resolver = service.resolver
    found: list[UnknownProperty] = []
    for kind, config, _ in _declarations(resolver, body):
        settings = resolver.resolve(config).value if config else None
        if kind.value in _HTTP and settings:
            found += _unknown_method(resolver, kind.value, settings)
    return tuple(found)


def _declarations(
    resolver: Resolver, body: Value
) -> Iterator[tuple[Spanned[str], Value | None, Place]]:
    """Kind, settings and extent of each event."""
    for item in items(resolver.get(body, "events").value):
        found = resolver.resolve(item).value
        if isinstance(found, Located) and found.text:
            # `- alexaSkill`: an event without settings.
            yield Spanned(found.text, found.place), None, found.place
        first = next(fields(found), None)
        if first and found:
            yield first.key, first.value, found.place


def _url(resolver: Resolver, body: Value) -> Iterator[Event]:
    if child(body, "url") is None:
        return
    for field in fields(body):
        if field.key.value == "url":
            value = resolver.resolve(field.value).value
            is_on = isinstance(value, Located) and value.text == "true"
            if is_on or is_mapping(value):
                yield Event(None, field.key, field.extent)


def _discriminator(service: Service, body: Value, kind: str, settings: Value | None) -> str | None:
    resolver = service.resolver
    if kind == "httpApi":
        own = text_of(resolver, resolver.get(body, "httpApi", "payload").value)
        return known(own or service.inherited_text("httpApi", "payload"))
    if settings is None:
        return None
    if kind == "http":
        integration = known(text_of(resolver, child(settings, "integration")))
        return "lambda" if integration and integration.lower() in ("lambda", "aws") else None
    if kind == "eventBridge":
        return "schedule" if keys(settings) & {"pattern", "schedule"} == {"schedule"} else None
    key = serverless_facts().events.get(kind, _NOTHING).discriminator
    text = known(text_of(resolver, child(settings, key))) if key else None
    return text or (_stream_type(resolver, settings) if kind == "stream" else None)


def _stream_type(resolver: Resolver, settings: Value) -> str | None:
    """What the stream's ARN says; a table's stream is the attribute `StreamArn` of the table."""
    arn = child(settings, "arn") if is_mapping(settings) else settings
    arn = settings if is_reference(settings) else arn
    found = resolver.resolve(arn).value if arn else None
    if not isinstance(found, Located):
        return None
    text = found.text
    if text is not None:
        types = [name for name in ("dynamodb", "kinesis") if f":{name}:" in text]
        return types[0] if types else None
    attribute = _attribute(resolver, found)
    return {"StreamArn": "dynamodb", "Arn": "kinesis"}.get(attribute or "")


def _attribute(resolver: Resolver, value: Located) -> str | None:
    """The attribute that `Fn::GetAtt` asks for."""
    if isinstance(value.node, Scalar):
        is_attribute = value.node.tag == "!GetAtt" and "." in value.node.text
        return value.node.text.rsplit(".", 1)[1] if is_attribute else None
    if value.node.tag == "!GetAtt":
        return likely_text(resolver, child(value, "1"))
    return likely_text(resolver, resolver.get(value, "Fn::GetAtt", "1").value)


def _unknown_method(resolver: Resolver, kind: str, settings: Value) -> Iterator[UnknownProperty]:
    value = child(settings, "method") if is_mapping(settings) else settings
    text = text_of(resolver, value)
    if text is None or not isinstance(text.value, str):
        return
    method = text.value if is_mapping(settings) else split_route(text.value)[0]
    methods = serverless_facts().http_methods
    if not method or method.lower() in methods:
        return
    meant = certainly_meant(method.lower(), methods)
    if meant is None:
        return
    start = text.place.span.start
    place = text.place._replace(span=Span(start, start + len(method)))
    suggestion = meant.upper() if method.isupper() else meant
    yield UnknownProperty(
        Spanned(method, place), suggestion, f"event type {kind}", is_value=True, of="method"
    )
