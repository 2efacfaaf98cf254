"""APIs, their routes and their authorizers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from ...model.trigger import EventSettings
from ..event_settings import NOT_PROXY, WAITING, route_settings, with_time_limit
from ..located import Located
from .details import Describe, Detail, Wire
from .names import written

_DEEPEST = 20
_V2_API = "AWS::ApiGatewayV2::Api"
_WEBSOCKET = "websocket"
_INTEGRATION = "x-amazon-apigateway-integration"
_AUTHORIZER = "x-amazon-apigateway-authorizer"
_TARGET = re.compile(r"integrations/\$\{(\w+)(?:\.\w+)?\}")
_OPENAPI_WAITING = ("timeoutInMillis", "responseTransferMode")
_HTTP_APIS = frozenset({"AWS::Serverless::HttpApi", _V2_API})


def _method(wire: Wire) -> Iterator[Detail]:
    method = wire.text(wire.properties.get("HttpMethod"))
    settings = route_settings(method, _path(wire, wire.properties.get("ResourceId"), 0))
    if wire.properties.get("HttpMethod") and method is None:
        settings = replace(settings, method=None)
    settings = with_time_limit(settings, wire.above(1), WAITING)
    yield Detail(None, _route(settings), settings, _reason(wire.above(1), wire, "Type"))


def _path(wire: Wire, resource: Located | None, depth: int) -> str | None:
    """The path of an `AWS::ApiGateway::Resource`; None where a part of it is unknown."""
    text = written(resource.node) if resource else None
    if resource is None or text is None or depth > _DEEPEST:
        return None
    if "RootResourceId" in text:
        return "/"
    piece = wire.piece_of(resource)
    if piece is None or piece.kind != "AWS::ApiGateway::Resource":
        return None
    above = _path(wire, piece.properties.get("ParentId"), depth + 1)
    part = wire.text(piece.properties.get("PathPart"))
    return f"{above.rstrip('/')}/{part}" if above and part else None


def _integration(wire: Wire) -> Iterator[Detail]:
    api = wire.piece_of(wire.properties.get("ApiId"))
    reason = _reason(wire.properties, wire, "IntegrationType")
    version = wire.text(wire.properties.get("PayloadFormatVersion"))
    protocol = api.trait.lower() if api else "http" if version == "2.0" else ""
    if protocol == _WEBSOCKET:
        version = _WEBSOCKET
    elif protocol != "http":
        # A WebSocket API's integrations have version 1.0 too.
        version = None
    keys = tuple(_route_keys(wire))
    for key in keys or (None,):
        settings = with_time_limit(_of_route_key(key, protocol), wire.properties, WAITING)
        yield Detail(version, key or _route(settings), settings, reason)


def _route_keys(wire: Wire) -> Iterator[str]:
    """The routes that lead to an integration."""
    for piece, link in wire.index.links(wire.piece.id):
        if piece.kind == "AWS::ApiGatewayV2::Route" and _TARGET.search(link.written):
            key = wire.text(piece.properties.get("RouteKey"))
            if key:
                yield key


def _of_route_key(key: str | None, protocol: str) -> EventSettings:
    if key is None or protocol == _WEBSOCKET:
        return EventSettings(path=key)
    method, _, path = key.partition(" ")
    return route_settings(method if path else None, path.strip() or key)


def _body(wire: Wire) -> Iterator[Detail]:
    """What an OpenAPI document says, or SAM's `Auth` of an API."""
    way = wire.link.property
    if wire.key(0) == "FunctionArn":
        yield Detail(_sam_authorizer(wire))
    elif wire.key(0) == "authorizerUri":
        yield Detail(_openapi_authorizer(wire), wire.key(2))
    elif wire.key(1) == _INTEGRATION and way[1:2] == ("paths",):
        yield _operation(wire)
    else:
        yield Detail()


def _operation(wire: Wire) -> Detail:
    integration = wire.above(1)
    settings = with_time_limit(
        route_settings(wire.key(2), wire.key(3)), integration, _OPENAPI_WAITING
    )
    version = None
    if wire.piece.kind in _HTTP_APIS:
        version = wire.text(integration.get("payloadFormatVersion"))
    return Detail(version, _route(settings), settings, _reason(integration, wire, "type"))


def _sam_authorizer(wire: Wire) -> str | None:
    authorizer = wire.above(1)
    if wire.piece.kind in _HTTP_APIS:
        return wire.text(authorizer.get("AuthorizerPayloadFormatVersion"))
    kind = authorizer.get("FunctionPayloadType")
    return (wire.text(kind) or "").upper() or None if kind else "TOKEN"


def _openapi_authorizer(wire: Wire) -> str | None:
    authorizer = wire.above(1)
    if wire.piece.kind in _HTTP_APIS:
        return wire.text(authorizer.get("authorizerPayloadFormatVersion"))
    return (wire.text(authorizer.get("type")) or "").upper() or None


def _rest_authorizer(wire: Wire) -> Iterator[Detail]:
    kind = wire.text(wire.properties.get("Type"))
    yield Detail(kind.upper() if kind else None, wire.piece.id)


def _http_authorizer(wire: Wire) -> Iterator[Detail]:
    api = wire.piece_of(wire.properties.get("ApiId"))
    version = wire.text(wire.properties.get("AuthorizerPayloadFormatVersion"))
    is_websocket = bool(api and api.trait.lower() == _WEBSOCKET)
    yield Detail(_WEBSOCKET if is_websocket else version, wire.piece.id)


def _websocket_api(wire: Wire) -> Iterator[Detail]:
    key = wire.key(1)
    yield Detail(None, key, EventSettings(path=key))


def _target_group(wire: Wire) -> Iterator[Detail]:
    version = wire.properties.get("Config", "LambdaEventStructureVersion")
    yield Detail(wire.text(version) if version else None, wire.piece.id)


def _reason(integration: Located, wire: Wire, key: str) -> str | None:
    """Why an integration can send anything: only `AWS_PROXY` sends the event of the API."""
    kind = wire.text(integration.get(key))
    return None if kind and kind.lower() == "aws_proxy" else NOT_PROXY


def _route(settings: EventSettings) -> str | None:
    return " ".join(filter(None, (settings.method, settings.path))) or None


HTTP: Mapping[str, Describe] = {
    "AWS::ApiGateway::Authorizer": _rest_authorizer,
    "AWS::ApiGateway::Method": _method,
    "AWS::ApiGateway::RestApi": _body,
    _V2_API: _body,
    "AWS::ApiGatewayV2::Authorizer": _http_authorizer,
    "AWS::ApiGatewayV2::Integration": _integration,
    "AWS::Serverless::Api": _body,
    "AWS::Serverless::HttpApi": _body,
    "AWS::Serverless::WebSocketApi": _websocket_api,
    "AWS::VpcLattice::TargetGroup": _target_group,
}
"""By type of resource what there is to say of its links to functions."""
