"""What sends the events of a SAM event, in a few words for people."""

from __future__ import annotations

from ..text.tree import Node, Scalar, Sequence
from .calls import VARIABLE, call_of, referenced
from .intrinsics import resolve
from .located import Located
from .scope import Scope
from .wiring.names import written

_SENDERS = {
    "SQS": "Queue",
    "SNS": "Topic",
    "S3": "Bucket",
    "Kinesis": "Stream",
    "DynamoDB": "Stream",
    "MSK": "Stream",
    "MQ": "Broker",
    "DocumentDB": "Cluster",
    "SelfManagedKafka": "Topics",
    "Schedule": "Schedule",
    "ScheduleV2": "ScheduleExpression",
    "CloudWatchLogs": "LogGroupName",
    "Cognito": "UserPool",
    "IoTRule": "Sql",
    "AlexaSkill": "SkillId",
}
"""By event type the property that names what sends the events."""
_AS_WRITTEN = frozenset({"Schedule", "ScheduleV2", "IoTRule"})


def event_source(kind: str, properties: Located | None, scope: Scope) -> str | None:
    """The queue, bucket, route, ... of an event; None where it cannot be told."""
    if kind in ("Api", "HttpApi"):
        return _route(kind, properties, scope)
    if properties is None:
        return None
    if kind in ("CloudWatchEvent", "EventBridgeRule"):
        return _first_text(properties.get("Pattern", "source"))
    sender = event_sender(kind, properties)
    if sender is None:
        return None
    if kind in _AS_WRITTEN:
        return _text(sender.node, scope)
    return sender_name(sender.node, scope)


def event_sender(kind: str, properties: Located) -> Located | None:
    """The property of an event that names what sends it."""
    return properties.get(_SENDERS[kind]) if kind in _SENDERS else None


def is_resource(kind: str) -> bool:
    """Whether a resource sends the events of this kind, and not a schedule or a statement."""
    return kind in _SENDERS and kind not in _AS_WRITTEN


def _route(kind: str, properties: Located | None, scope: Scope) -> str | None:
    path = properties.get("Path") if properties else None
    if path is None:
        # An HTTP API event without a path is the API's default route.
        return "$default" if kind == "HttpApi" else None
    method = properties.get("Method") if properties else None
    verb = _text(method.node, scope) if method else "any"
    route = _text(path.node, scope)
    return f"{verb.upper()} {route}" if verb and route else None


def _first_text(located: Located | None) -> str | None:
    node = located.node if located else None
    if isinstance(node, Sequence) and node.items:
        node = node.items[0]
    return node.text if isinstance(node, Scalar) and node.tag is None else None


def sender_name(node: Node, scope: Scope) -> str | None:
    """The logical id, or the name at the end of an ARN."""
    if isinstance(node, Sequence) and node.tag is None and node.items:
        node = node.items[0]
    call = call_of(node)
    if call and call.name == "If" and isinstance(call.argument, Sequence):
        # Either branch names a sender of the same kind; the first is as good as the other.
        node = call.argument.items[1] if len(call.argument) == 3 else node
    name = referenced(node)
    if name:
        return name
    text = (written(node) if call else None) or _text(node, scope)
    return _last_part(text) if text else None


def _text(node: Node, scope: Scope) -> str | None:
    value = resolve(node, scope)
    return value if value is None or isinstance(value, str) else value.likely


def _last_part(text: str) -> str:
    """The resource's own name in an ARN; other texts as they are."""
    if not text.startswith("arn:"):
        return text
    # Variables hold colons of their own, as in `${AWS::Region}`.
    masked = VARIABLE.sub(lambda match: match.group().replace(":", "\0"), text)
    resource = masked.split(":", 5)[-1].removesuffix(":*")
    parts = resource.split("/")
    name = parts[1] if len(parts) > 1 else resource.split(":")[-1]
    variable = VARIABLE.fullmatch(name)
    return (variable.group(1).split(".")[0] if variable else name).replace("\0", ":")
