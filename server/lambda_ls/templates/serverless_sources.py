"""What sends the events of an event of a Serverless function, in a few words for people."""

from __future__ import annotations

from ..aws.serverless import EventKeys, serverless_facts
from .serverless_resolver import Resolver
from .serverless_tree import Value, child, is_mapping, items, keys
from .serverless_values import likely_text

_HTTP = ("http", "httpApi")
_NOTHING = EventKeys()


def event_source(resolver: Resolver, kind: str, settings: Value | None) -> str | None:
    """The queue, bucket, route, ... of an event; None where it cannot be told."""
    if settings is None:
        return None
    if not is_mapping(settings) or is_reference(settings):
        text = likely_text(resolver, settings)
        return _route(*split_route(text)) if text and kind in _HTTP else _short(text)
    if kind in _HTTP:
        method = likely_text(resolver, child(settings, "method"))
        return _route(method, likely_text(resolver, child(settings, "path")))
    for key in serverless_facts().events.get(kind, _NOTHING).source:
        found = resolver.get(settings, *key.split(".")).value
        text = likely_text(resolver, next(items(found), found))
        if text:
            return _short(text)
    return None


def is_reference(value: Value) -> bool:
    """Whether a value is a function of CloudFormation."""
    return any(key == "Ref" or key.startswith("Fn::") for key in keys(value))


def split_route(text: str) -> tuple[str | None, str]:
    """The method and the path of a route that is one text."""
    method, _, path = text.strip().partition(" ")
    return (method, path.strip()) if path else (None, method)


def _short(text: str | None) -> str | None:
    """A name that fits a line: the last part of an ARN, the table or stream of a stream's ARN."""
    if not text or not text.startswith("arn:"):
        return text
    resource = text.split(":", 5)[-1]
    parts = resource.split("/")
    if parts[0] in ("table", "stream", "cluster") and len(parts) > 1:
        return parts[1]
    return resource.rsplit(":", 1)[-1]


def _route(method: str | None, path: str | None) -> str | None:
    if path is None:
        return method.upper() if method else None
    route = path if path.startswith("/") or path == "*" else f"/{path}"
    return f"{method.upper()} {route}" if method else route
