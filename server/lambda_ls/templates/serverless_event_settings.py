"""What an event of a Serverless function says of the events that it sends."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from ..model.trigger import EventSettings
from ..text.tree import Mapping
from .event_settings import DEFAULT_ROUTE, NOT_PROXY, arn, route_settings, with_time_limit
from .literals import certain_integer, certain_text, certain_texts, json_text
from .located import Located
from .scope import Scope
from .stream_retries import SERVERLESS_WORDS, retries

_ROUTES = ("http", "httpApi")
_INPUTS = ("input", "inputPath", "inputTransformer")
_WITH_INPUT = frozenset({"schedule", "eventBridge", "cloudwatchEvent"})
_SENDERS = frozenset(
    {
        *("activemq", "cloudwatchLog", "cognitoUserPool", "kafka", "msk", "rabbitmq"),
        *("s3", "sns", "sqs", "stream"),
    }
)
_KAFKAS = frozenset({"kafka", "msk"})
_PROXIES = frozenset({"lambda-proxy", "lambda_proxy", "aws-proxy", "aws_proxy"})
_WAITING = ("timeoutInMillis", "timeout", "async", "response.transferMode")
_STAGE = "$default"
_CREATED = "s3:ObjectCreated:*"


def serverless_settings(
    kind: str, config: Located | None, source: str | None, scope: Scope
) -> EventSettings:
    """The settings of an event whose variables have been filled in; `source` is what sends it."""
    if config is None:
        return EventSettings()
    if kind in _ROUTES:
        # The stage of a REST API is the one that is deployed to.
        stage = _STAGE if kind == "httpApi" else None
        is_checked = bool(config.get("request"))
        settings = replace(_route(config, scope), stage=stage, has_checked_requests=is_checked)
        return with_time_limit(settings, config, _WAITING)
    if kind == "websocket":
        route = config.get("route") if _is_mapping(config) else config
        return EventSettings(path=certain_text(route, scope))
    return EventSettings(
        source_name=source if kind in _SENDERS else None,
        source_arn=arn(config.get("arn") or config, scope),
        topic=certain_text(config.get("topic"), scope) if kind in _KAFKAS else None,
        prefix=next(_rules(config, "prefix", scope), None),
        suffix=next(_rules(config, "suffix", scope), None),
        event_names=_event_names(config, scope) if kind == "s3" else (),
        pattern=json_text(config.get("pattern") or _event(kind, config), scope),
        input=json_text(config.get("input"), scope) if kind in _WITH_INPUT else None,
        filters=tuple(_filters(config, scope)),
        batch_size=certain_integer(config.get("batchSize"), scope),
        retries=retries(config, scope, SERVERLESS_WORDS),
    )


def serverless_open_reason(kind: str, config: Located | None, scope: Scope) -> str | None:
    """Why the events can be anything."""
    if config is None:
        return None
    integration = config.get("integration")
    if kind == "http" and integration:
        text = certain_text(integration, scope)
        return None if text and text.lower() in _PROXIES else NOT_PROXY
    names = (name for name in _INPUTS if kind in _WITH_INPUT and config.get(name))
    return next((f"`{name}` replaces the event" for name in names), None)


def _route(config: Located, scope: Scope) -> EventSettings:
    if _is_mapping(config):
        method, path = config.get("method"), certain_text(config.get("path"), scope)
        verb = certain_text(method, scope)
        settings = route_settings(verb, _path(path))
        return replace(settings, method=None) if method and verb is None else settings
    text = certain_text(config, scope)
    if text is None:
        return EventSettings()
    verb, _, path = text.strip().partition(" ")
    return route_settings(verb, _path(path.strip())) if path else route_settings(None, _path(verb))


def _path(path: str | None) -> str | None:
    if path is None or path.startswith("/"):
        return path
    return DEFAULT_ROUTE if path in ("*", DEFAULT_ROUTE) else f"/{path}"


def _rules(config: Located, name: str, scope: Scope) -> Iterator[str]:
    rules = config.get("rules")
    for rule in rules.items() if rules else ():
        text = certain_text(rule.get(name), scope)
        if text is not None:
            yield text


def _event_names(config: Located, scope: Scope) -> tuple[str, ...]:
    """The framework's own choice where the service makes none."""
    event = config.get("event")
    return tuple(certain_texts(event, scope)) if event else (_CREATED,)


def _event(kind: str, config: Located) -> Located | None:
    return config.get("event") if kind == "cloudwatchEvent" else None


def _filters(config: Located, scope: Scope) -> Iterator[str]:
    patterns = config.get("filterPatterns")
    listed = (*(patterns.items() if patterns else ()), config.get("filterPolicy"))
    for each in listed:
        text = json_text(each, scope)
        if text:
            yield text


def _is_mapping(config: Located) -> bool:
    return isinstance(config.node, Mapping)
