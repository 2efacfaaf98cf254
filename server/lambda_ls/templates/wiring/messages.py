"""Queues, topics, streams, buckets, logs, rules and schedules that send events to functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from ...model.trigger import EventSettings, Queue
from ..calls import referenced
from ..event_settings import (
    arn,
    filters,
    has_virtual_host,
    input_reason,
    is_enabled,
    number_place,
    response_types,
    s3_rule,
    starting_position,
)
from ..literals import certain_integer, certain_texts, json_text
from ..located import Located
from ..stream_retries import retries
from .chains import Carried, Chains
from .details import Describe, Detail, Wire
from .names import references
from .queues import queue_of

_BY_TYPE = {
    "AWS::SQS::Queue": "sqs",
    "AWS::Kinesis::Stream": "kinesis",
    "AWS::Kinesis::StreamConsumer": "kinesis",
    "AWS::DynamoDB::Table": "dynamodb",
    "AWS::DynamoDB::GlobalTable": "dynamodb",
    "AWS::Serverless::SimpleTable": "dynamodb",
    "AWS::MSK::Cluster": "kafka",
    "AWS::MSK::ServerlessCluster": "kafka",
    "AWS::DocDB::DBCluster": "rds",
}
_BY_PROPERTY = {
    "SelfManagedEventSource": "self-managed-kafka",
    "SelfManagedKafkaEventSourceConfig": "self-managed-kafka",
    "AmazonManagedKafkaEventSourceConfig": "kafka",
    "DocumentDBEventSourceConfig": "rds",
}
_BY_ARN = frozenset({"sqs", "kinesis", "dynamodb", "kafka", "rds"})
_BROKER = "AWS::AmazonMQ::Broker"


def _event_source_mapping(wire: Wire) -> Iterator[Detail]:
    properties, scope = wire.properties, wire.scope
    source = properties.get("EventSourceArn")
    name = wire.name(source) or wire.name(properties.get("Topics"))
    exact = wire.piece.exact or properties
    settings = EventSettings(
        source_name=name,
        source_arn=arn(source, scope),
        physical_name=wire.physical_name(source),
        topic=next(certain_texts(properties.get("Topics"), scope), None),
        filters=tuple(filters(properties, scope)),
        batch_size=certain_integer(exact.get("BatchSize"), scope),
        response_types=response_types(exact, wire.piece.written, scope),
        carries=_carries(wire, source),
        retries=retries(exact, scope),
    )
    written = wire.piece.written
    if written:
        settings = replace(
            settings,
            batch_size_place=number_place(written.root.get("BatchSize"), scope),
            starting_position=starting_position(exact, written, scope),
            queue=_queue(wire, source) if is_enabled(exact.get("Enabled"), scope) else None,
        )
    yield Detail(_mapping_kind(wire, source), name, settings)


def _queue(wire: Wire, source: Located | None) -> Queue | None:
    name = referenced(source.node) if source else None
    piece = wire.index.get(name) if name else None
    return queue_of(source, piece.queue if piece else None)


def _mapping_kind(wire: Wire, source: Located | None) -> str | None:
    """The service of an event source, by what names it or by the settings that only it has."""
    for key, kind in _BY_PROPERTY.items():
        if wire.properties.get(key):
            return kind
    text = wire.likely(source) or ""
    service = text.split(":")[2] if text.startswith("arn:") and text.count(":") > 2 else None
    if service in _BY_ARN:
        return service
    for reference in references(source.node) if source else ():
        kind = wire.index.kind(reference)
        if kind in _BY_TYPE:
            return _BY_TYPE[kind]
        if reference.attribute == "StreamArn":
            return "dynamodb"
        piece = wire.index.get(reference.id)
        if piece and piece.kind == _BROKER:
            return piece.trait.lower() or None
    return "rabbitmq" if has_virtual_host(wire.properties) else None


def _bucket(wire: Wire) -> Iterator[Detail]:
    configuration = wire.above(1)
    rules = configuration.get("Filter", "S3Key", "Rules")
    event = wire.text(configuration.get("Event"))
    settings = EventSettings(
        source_name=wire.piece.id,
        physical_name=wire.scope.certain_name(wire.piece.id),
        prefix=s3_rule(rules, "prefix", wire.scope),
        suffix=s3_rule(rules, "suffix", wire.scope),
        event_names=(event,) if event else (),
    )
    yield Detail(None, wire.piece.id, settings)


def _subscription(wire: Wire) -> Iterator[Detail]:
    topic = wire.properties.get("TopicArn")
    name = wire.name(topic)
    settings = EventSettings(
        source_name=name,
        source_arn=arn(topic, wire.scope),
        physical_name=wire.physical_name(topic),
        filters=tuple(filters(wire.properties, wire.scope)),
        carries=_carries(wire, topic),
    )
    yield Detail(None, name, settings)


def _topic(wire: Wire) -> Iterator[Detail]:
    topic = wire.piece.id
    carries = Chains(wire.index, wire.scope).carried(topic)
    settings = EventSettings(
        source_name=topic, physical_name=wire.scope.certain_name(wire.piece.id), carries=carries
    )
    yield Detail(None, topic, settings)


def _carries(wire: Wire, sender: Located | None) -> Carried:
    piece = wire.piece_of(sender)
    return Chains(wire.index, wire.scope).carried(piece.id) if piece else ()


def _rule(wire: Wire) -> Iterator[Detail]:
    target = wire.above(1)
    reason = input_reason(target)
    own_input = json_text(target.get("Input"), wire.scope)
    pattern = wire.properties.get("EventPattern")
    if pattern:
        source = next(certain_texts(pattern.get("source"), wire.scope), None)
        settings = EventSettings(pattern=json_text(pattern, wire.scope), input=own_input)
        yield Detail("pattern", source, settings, reason)
    expression = wire.properties.get("ScheduleExpression")
    if expression:
        yield Detail("schedule", wire.likely(expression), EventSettings(input=own_input), reason)
    if pattern is None and expression is None:
        yield Detail()


def _schedule(wire: Wire) -> Iterator[Detail]:
    target = wire.above(1)
    settings = EventSettings(input=json_text(target.get("Input"), wire.scope))
    source = wire.likely(wire.properties.get("ScheduleExpression"))
    yield Detail(None, source, settings, input_reason(target))


def _log_filter(wire: Wire) -> Iterator[Detail]:
    name = wire.name(wire.properties.get("LogGroupName"))
    yield Detail(None, name, EventSettings(source_name=name))


def _pipe(wire: Wire) -> Iterator[Detail]:
    name = wire.name(wire.properties.get("Source"))
    parameters = {"Target": "TargetParameters", "Enrichment": "EnrichmentParameters"}
    key = parameters.get(wire.key(0), "")
    template = wire.properties.get(key, "InputTemplate")
    reason = "`InputTemplate` replaces the event" if template else None
    if wire.key(0) == "Target" and wire.properties.get("Enrichment"):
        reason = "it is what the enrichment returns"
    way = ("LambdaFunctionParameters", "InvocationType")
    invocation = wire.properties.get(key, *way)
    waits = invocation is None or wire.text(invocation) == "REQUEST_RESPONSE"
    settings = EventSettings(source_name=name, has_default_time_limit=waits)
    yield Detail(None, name, settings, reason)


MESSAGES: Mapping[str, Describe] = {
    "AWS::Events::Rule": _rule,
    "AWS::Lambda::EventSourceMapping": _event_source_mapping,
    "AWS::Logs::SubscriptionFilter": _log_filter,
    "AWS::Pipes::Pipe": _pipe,
    "AWS::S3::Bucket": _bucket,
    "AWS::SNS::Subscription": _subscription,
    "AWS::SNS::Topic": _topic,
    "AWS::Scheduler::Schedule": _schedule,
}
"""By type of resource what there is to say of its links to functions."""
