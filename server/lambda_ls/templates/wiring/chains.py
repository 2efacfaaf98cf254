"""What arrives inside the messages of a queue or a topic, where one sender is all there is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from ..event_settings import input_reason
from ..literals import certain_text
from ..scope import Scope
from .index import Index
from .links import Link
from .pieces import Piece

Carried: TypeAlias = tuple[str, ...]
"""Ids of triggers, outermost first."""

_DEEPEST = 4
_QUEUE, _TOPIC, _BROKER = "AWS::SQS::Queue", "AWS::SNS::Topic", "AWS::AmazonMQ::Broker"
# These take messages away, or look after the queue or topic.
_RECEIVING = frozenset(
    {
        ("AWS::Lambda::EventSourceMapping", "EventSourceArn"),
        ("AWS::Pipes::Pipe", "Source"),
        ("AWS::SNS::Subscription", "TopicArn"),
        ("AWS::SQS::Queue", "RedriveAllowPolicy"),
        ("AWS::CloudWatch::Alarm", "Dimensions"),
        ("AWS::Lambda::Function", "Events"),
        ("AWS::Serverless::Function", "Events"),
    }
)


class Chains:
    """The senders of one template's queues and topics."""

    def __init__(self, index: Index, scope: Scope) -> None:
        self._index = index
        self._scope = scope

    def carried(self, logical_id: str, depth: int = 0) -> Carried:
        """What a queue's or topic's messages hold; nothing where that cannot be told."""
        piece = self._index.get(logical_id)
        if piece is None or piece.kind not in (_QUEUE, _TOPIC) or depth > _DEEPEST:
            return ()
        senders = tuple(self._senders(logical_id))
        return self._sent(*senders[0], depth) if len(senders) == 1 else ()

    def engine(self, logical_id: str) -> str:
        """The engine of a broker, in lower case; empty where it is none or cannot be told."""
        piece = self._index.get(logical_id)
        return piece.trait.lower() if piece and piece.kind == _BROKER else ""

    def _senders(self, logical_id: str) -> Iterator[tuple[Piece, Link]]:
        for piece, link in self._index.links(logical_id):
            if (piece.kind, link.property[0]) not in _RECEIVING:
                yield piece, link

    def _sent(self, piece: Piece, link: Link, depth: int) -> Carried:
        if piece.kind == "AWS::S3::Bucket" and link.property[0] == "NotificationConfiguration":
            return ("s3",)
        if piece.kind == "AWS::Events::Rule" and link.property[-1] == "Arn":
            return self._by_rule(piece, link)
        if piece.kind == "AWS::SNS::Subscription" and link.property == ("Endpoint",):
            raw = certain_text(piece.properties.get("RawMessageDelivery"), self._scope)
            topic = piece.properties.get("TopicArn")
            topics = self._topics(piece) if topic else ()
            return self._by_topic(topics[0] if topics else "", raw, depth)
        if piece.kind == _TOPIC and link.property[0] == "Subscription":
            return self._by_topic(piece.id, None, depth)
        return ()

    def _by_rule(self, rule: Piece, link: Link) -> Carried:
        if input_reason(rule.properties.at(link.above(1))) or link.property[0] != "Targets":
            return ()
        kinds = [
            kind
            for name, kind in (("EventPattern", "eventbridge"), ("ScheduleExpression", "schedule"))
            if rule.properties.get(name)
        ]
        return (kinds[0],) if len(kinds) == 1 else ()

    def _by_topic(self, topic: str, raw: str | None, depth: int) -> Carried:
        below = self.carried(topic, depth + 1)
        return below if raw == "true" else ("sns", *below)

    def _topics(self, subscription: Piece) -> tuple[str, ...]:
        return tuple(
            reference.id
            for link in subscription.links
            if link.property == ("TopicArn",)
            for reference in link.references
        )
