"""The other services whose settings decide what a function gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...model.trigger import EventSettings
from .details import Describe, Detail, Wire
from .pieces import Piece

_RESOLVERS = ("AWS::AppSync::Resolver", "AWS::AppSync::FunctionConfiguration")
_MAPPINGS = ("Code", "CodeS3Location", "RequestMappingTemplate", "RequestMappingTemplateS3Location")
_TASK = "a state machine's task sends what its definition says"


def _distribution(wire: Wire) -> Iterator[Detail]:
    behavior = wire.above(3)
    event = wire.text(wire.above(1).get("EventType"))
    yield Detail(event, wire.text(behavior.get("PathPattern")) or wire.piece.id)


def _data_source(wire: Wire) -> Iterator[Detail]:
    """A resolver with a template or code of its own decides what the function gets."""
    users = [
        piece
        for piece, link in wire.index.links(wire.piece.id)
        if piece.kind in _RESOLVERS and link.property == ("DataSourceName",)
    ]
    is_direct = bool(users) and not any(map(_has_mapping, users))
    reason = None if is_direct else "a resolver's request template makes the event"
    yield Detail(None, wire.piece.id, open_reason=reason)


def _has_mapping(resolver: Piece) -> bool:
    return any(resolver.properties.get(name) for name in _MAPPINGS)


def _graphql_api(wire: Wire) -> Iterator[Detail]:
    if wire.link.property[0] == "DataSources":
        yield Detail(None, wire.key(1), open_reason="a resolver's code makes the event")
    else:
        yield Detail(None, wire.piece.id)


def _state_machine(wire: Wire) -> Iterator[Detail]:
    yield Detail(None, wire.piece.id, open_reason=_TASK)


def _permission(wire: Wire) -> Iterator[Detail]:
    action = wire.text(wire.properties.get("Action"))
    principal = wire.likely(wire.properties.get("Principal"))
    is_url = action == "lambda:InvokeFunctionUrl"
    yield Detail(action if is_url else principal)


def _user_pool(wire: Wire) -> Iterator[Detail]:
    name = wire.text(wire.properties.get("UserPoolName")) or wire.piece.id
    yield Detail(None, wire.piece.id, EventSettings(source_name=name))


def _url(_wire: Wire) -> Iterator[Detail]:
    yield Detail()


SERVICES: Mapping[str, Describe] = {
    "AWS::AppSync::DataSource": _data_source,
    "AWS::CloudFront::Distribution": _distribution,
    "AWS::Cognito::UserPool": _user_pool,
    "AWS::Lambda::Permission": _permission,
    "AWS::Lambda::Url": _url,
    "AWS::Serverless::GraphQLApi": _graphql_api,
    "AWS::Serverless::StateMachine": _state_machine,
    "AWS::StepFunctions::StateMachine": _state_machine,
}
"""By type of resource what there is to say of its links to functions."""
