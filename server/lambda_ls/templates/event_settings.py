"""What an event source says of the events that it sends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from ..aws.properties import event_properties
from ..model.place import Place
from ..model.trigger import EventSettings, Setting
from .literals import certain_boolean, certain_integer, certain_text, certain_texts, json_text
from .located import Located
from .scope import Scope
from .slots import Written, key_of, removal_of, slot
from .sources import event_sender, is_resource, sender_name
from .stream_retries import retries

DEFAULT_ROUTE = "$default"
NOT_PROXY = "the integration is not a proxy: its template makes the event"
WAITING = ("TimeoutInMillis", "ResponseTransferMode")
_ANY = frozenset({"any", "*", "x-amazon-apigateway-any-method"})
# The stages of the APIs that SAM makes for events that name none.
_STAGES = {"Api": "Prod", "HttpApi": "$default"}
_POSITION = "StartingPosition"
_RESPONSE_TYPES = "FunctionResponseTypes"
# Kafka's queue mode has no starting position.
_MODES = (
    ("ConsumptionMode",),
    ("SelfManagedKafkaEventSourceConfig", "ConsumptionMode"),
    ("AmazonManagedKafkaEventSourceConfig", "ConsumptionMode"),
)
_REQUEST_CHECKS = ("RequestParameters", "RequestModel")
_INPUTS = ("Input", "InputPath", "InputTransformer")
_WITH_INPUT = frozenset({"Schedule", "ScheduleV2", "CloudWatchEvent", "EventBridgeRule"})


def sam_settings(kind: str, properties: Located | None, scope: Scope, text: str) -> EventSettings:
    """The settings of an event of a SAM function; `text` is the one of the function's block."""
    if kind in _STAGES:
        settings = _route(kind, properties, scope)
        has_own_api = properties and (properties.get("RestApiId") or properties.get("ApiId"))
        return settings if has_own_api else replace(settings, stage=_STAGES[kind])
    if properties is None:
        return EventSettings()
    sender = event_sender(kind, properties) if is_resource(kind) else None
    return EventSettings(
        source_name=sender_name(sender.node, scope) if sender else None,
        source_arn=arn(sender, scope),
        topic=next(certain_texts(properties.get("Topics"), scope), None),
        prefix=s3_rule(properties.get("Filter", "S3Key", "Rules"), "prefix", scope),
        suffix=s3_rule(properties.get("Filter", "S3Key", "Rules"), "suffix", scope),
        event_names=tuple(certain_texts(properties.get("Events"), scope)) if kind == "S3" else (),
        pattern=json_text(properties.get("Pattern"), scope),
        input=json_text(properties.get("Input"), scope) if kind in _WITH_INPUT else None,
        filters=tuple(filters(properties, scope)),
        batch_size=certain_integer(properties.get("BatchSize"), scope),
        response_types=_sam_response_types(kind, properties, scope, text),
        batch_size_place=number_place(properties.get("BatchSize"), scope),
        starting_position=_sam_position(kind, properties, scope, text),
        retries=retries(properties, scope),
    )


def starting_position(
    properties: Located, written: Written | None, scope: Scope
) -> Setting[str] | None:
    """Where an event source starts to be read; None where that cannot be known."""
    found = properties.get(_POSITION)
    value = certain_text(found, scope)
    has_none = any(properties.get(*way) for way in _MODES)
    if not properties.is_complete or has_none or (found and value is None):
        return None
    return Setting(value, slot(written, _POSITION, is_text=True))


def response_types(
    properties: Located,
    written: Written | None,
    scope: Scope,
    key: str = _RESPONSE_TYPES,
    is_list: bool = True,
) -> Setting[tuple[str, ...]] | None:
    """The kinds of response that an event source reads; None where that cannot be known."""
    found = properties.get(key)
    listed = tuple(found.items()) if found else ()
    texts = tuple(certain_texts(found, scope))
    if not properties.is_complete or len(texts) < len(listed):
        return None
    return Setting(
        value=texts if found else None,
        slot=slot(written, key, is_text=True, is_list=is_list),
        key=key_of(written, key),
        removal=removal_of(written, key),
    )


def number_place(located: Located | None, scope: Scope) -> Place | None:
    """Where a whole number stands that is known for certain and can be replaced."""
    is_known = certain_integer(located, scope) is not None
    return located.place if located and is_known and located.text is not None else None


def is_enabled(enabled: Located | None, scope: Scope) -> bool:
    """Whether an event source is certainly switched on."""
    return enabled is None or certain_boolean(enabled, scope) is True


def with_time_limit(
    settings: EventSettings, integration: Located, ways: Iterable[str]
) -> EventSettings:
    """The settings of an API's route, whose integration can say how long it waits.

    `ways` lead to the properties that say so.
    """
    is_said = any(integration.get(*way.split(".")) for way in ways)
    return replace(settings, has_default_time_limit=False) if is_said else settings


def sam_open_reason(kind: str, properties: Located | None) -> str | None:
    """Why a SAM event can be anything."""
    return input_reason(properties) if kind in _WITH_INPUT else None


def input_reason(target: Located | None) -> str | None:
    """Why the events of a rule's or schedule's target can be anything."""
    for name in _INPUTS:
        if target and target.get(name):
            return f"`{name}` replaces the event"
    return None


def route_settings(method: str | None, path: str | None) -> EventSettings:
    """The settings of a route; a method that stands for all of them becomes `ANY`."""
    verb = "ANY" if method is None or method.lower() in _ANY else method.upper()
    return EventSettings(method=verb if path else None, path=path)


def arn(sender: Located | None, scope: Scope) -> str | None:
    """The ARN of a sender, if it is literal."""
    text = certain_text(sender, scope)
    return text if text and text.startswith("arn:") else None


def s3_rule(rules: Located | None, name: str, scope: Scope) -> str | None:
    """The prefix or suffix of the object keys that a bucket tells of."""
    for rule in rules.items() if rules else ():
        if (certain_text(rule.get("Name"), scope) or "").lower() == name:
            return certain_text(rule.get("Value"), scope)
    return None


def filters(properties: Located, scope: Scope) -> Iterator[str]:
    """The filters of an event source mapping or a subscription, as JSON."""
    policy = json_text(properties.get("FilterPolicy"), scope)
    if policy:
        yield policy
    listed = properties.get("FilterCriteria", "Filters")
    for entry in listed.items() if listed else ():
        pattern = json_text(entry.get("Pattern"), scope)
        if pattern:
            yield pattern


def has_virtual_host(properties: Located) -> bool:
    """Whether a broker is RabbitMQ's for certain: only that has virtual hosts."""
    configurations = properties.get("SourceAccessConfigurations")
    kinds = (each.get("Type") for each in configurations.items()) if configurations else ()
    return any(kind.text == "VIRTUAL_HOST" for kind in kinds if kind)


def _route(kind: str, properties: Located | None, scope: Scope) -> EventSettings:
    path = properties.get("Path") if properties else None
    method = properties.get("Method") if properties else None
    if path is None and kind == "HttpApi":
        return route_settings(None, DEFAULT_ROUTE)
    verb, route = certain_text(method, scope), certain_text(path, scope)
    settings = EventSettings(path=route) if method and not verb else route_settings(verb, route)
    if properties is None:
        return settings
    is_checked = any(properties.get(name) for name in _REQUEST_CHECKS)
    checked = replace(settings, has_checked_requests=is_checked)
    return with_time_limit(checked, properties, WAITING)


def _sam_position(kind: str, properties: Located, scope: Scope, text: str) -> Setting[str] | None:
    if not _has_property(kind, _POSITION):
        return None
    return starting_position(properties, Written(properties, text), scope)


def _sam_response_types(
    kind: str, properties: Located, scope: Scope, text: str
) -> Setting[tuple[str, ...]] | None:
    if not _has_property(kind, _RESPONSE_TYPES):
        return None
    return response_types(properties, Written(properties, text), scope)


def _has_property(kind: str, name: str) -> bool:
    """Whether a type of event of SAM functions has a property."""
    names = event_properties(kind)
    return names is not None and name in names.properties
