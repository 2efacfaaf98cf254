"""The resources of a Serverless service: those it brings itself, and what its functions become."""

from __future__ import annotations

from collections.abc import Iterator

from ..aws.resource_names import naming_of
from ..model.place import Place, known
from ..text.tree import Entry, Mapping, Node, Scalar
from .located import Located
from .scope import Named, Scope
from .serverless_references import deployed_text
from .serverless_resolver import Resolver
from .serverless_service import Service, logical_id
from .serverless_settle import settled
from .serverless_tree import Field, Value, child, fields, is_mapping, items
from .serverless_values import likely_text, text_of
from .slots import Written
from .wiring.declared import WITH_SETTINGS, Declared, InFile

_FUNCTION = "AWS::Lambda::Function"
_DESTINATIONS = {"onSuccess": "OnSuccess", "onFailure": "OnFailure"}


def own_resources(resolver: Resolver) -> Iterator[Declared]:
    """What is below `resources`, a mapping or a list of them."""
    for field in _own_fields(resolver):
        root = settled(resolver, field.value, certain=False)
        kind = root.get("Type")
        if kind and kind.text:
            name = field.key
            file = _in_file(resolver, field) if kind.text in WITH_SETTINGS else None
            exact = settled(resolver, field.value) if file else None
            yield Declared(name.value, kind.text, name.place, root, root.node, exact, file)


def named_resources(resolver: Resolver, scope: Scope) -> Iterator[tuple[str, Named]]:
    """Those of them that the service gives a name, by their logical ids."""
    for field in _own_fields(resolver):
        kind = known(text_of(resolver, resolver.get(field.value, "Type").value)) or ""
        naming = naming_of(kind)
        properties = resolver.get(field.value, "Properties").value
        if naming and properties:
            name = deployed_text(resolver, child(properties, naming.property), scope)
            if name:
                yield field.key.value, Named(kind, name.value)


def _own_fields(resolver: Resolver) -> Iterator[Field]:
    answer = resolver.get(resolver.root, "resources").value
    for part in tuple(items(answer)) or (answer,):
        yield from fields(resolver.get(part, "Resources").value if part else None)


def _in_file(resolver: Resolver, field: Field) -> InFile | None:
    """Where a resource is written, if it stands in a file as a whole."""
    path, block = field.key.place.path, field.key.place.block
    document = resolver.documents[path]
    found = next((each for each in document.blocks if each.name == block), None)
    if found is None or not isinstance(field.value, Located):
        return None
    is_broken = resolver.is_broken(path, block)
    return InFile(Written(field.value, document.text(found)), is_broken)


def function_resources(service: Service, field: Field) -> Iterator[Declared]:
    """What the framework makes of a function: itself, its destinations and its authorizers."""
    body = service.resolver.resolve(field.value).value
    if body is None or not is_mapping(body):
        return
    made = _Made(service, field.key.place)
    yield made.function(field.key.value, body)
    if child(service.resolver.root, "stepFunctions"):
        # The state machines of the plugin name functions by their keys.
        yield made.alias(field.key.value)
    destinations = service.resolver.get(body, "destinations").value
    for each in fields(destinations):
        if each.key.value in _DESTINATIONS:
            yield made.destination(field.key.value, _DESTINATIONS[each.key.value], each.value)
    for event in items(service.resolver.get(body, "events").value):
        yield from made.authorizer(service.resolver.resolve(event).value)


def shared_resources(service: Service) -> Iterator[Declared]:
    """The authorizers of the service's HTTP API, and its state machines."""
    machines = service.resolver.get(service.resolver.root, "stepFunctions", "stateMachines").value
    for field in fields(machines):
        yield _Made(service, field.key.place).state_machine(field.key.value, field.value)
    authorizers = service.resolver.get(service.provider.value, "httpApi", "authorizers").value
    for field in fields(authorizers):
        made = _Made(service, field.key.place)
        yield from made.http_authorizer(field.key.value, field.value)


class _Made:
    """Makes the resources that the framework makes, all of them at one place."""

    def __init__(self, service: Service, place: Place) -> None:
        self._service = service
        self._resolver = service.resolver
        self._place = place

    def function(self, name: str, body: Value) -> Declared:
        own = child(body, "name")
        shared = self._service.inherited("environment")
        environments = [each for each in (child(body, "environment"), shared) if each]
        variables = {str(index): self._settled(each) for index, each in enumerate(environments)}
        events = child(body, "events")
        properties = {
            "FunctionName": self._text(self._physical_name(name, own)),
            "Environment": self._mapping(variables),
            **({"Events": self._settled(events)} if events else {}),
        }
        return self._declared(logical_id(name, "LambdaFunction"), _FUNCTION, properties)

    def alias(self, name: str) -> Declared:
        target = self._mapping({"Ref": self._text(logical_id(name, "LambdaFunction"))})
        return self._declared(name, "AWS::Lambda::Alias", {"FunctionName": target})

    def state_machine(self, name: str, value: Value) -> Declared:
        definition = self._settled(value)
        return self._declared(
            logical_id(name, "StepFunctionsStateMachine"),
            "AWS::StepFunctions::StateMachine",
            {"Definition": definition},
        )

    def destination(self, name: str, kind: str, value: Value) -> Declared:
        target = child(value, "arn") if is_mapping(value) else None
        node = self._target(target or value)
        way = self._mapping({kind: self._mapping({"Destination": node})})
        properties: dict[str, Node] = {"DestinationConfig": way}
        ending = f"LambdaEvConf{kind}"
        return self._declared(
            logical_id(name, ending), "AWS::Lambda::EventInvokeConfig", properties
        )

    def authorizer(self, event: Value | None) -> Iterator[Declared]:
        for field in fields(event):
            config = self._resolver.resolve(field.value).value
            value = child(config, "authorizer") if config and is_mapping(config) else None
            if value and field.key.value in ("http", "websocket"):
                is_socket = field.key.value == "websocket"
                yield from self._rest_authorizer(value, "request" if is_socket else "token")

    def http_authorizer(self, name: str, value: Value) -> Iterator[Declared]:
        resolver = self._resolver
        config = resolver.resolve(value).value
        target = child(config, "functionName") or child(config, "functionArn") if config else None
        if config and target:
            # The framework's own choice where the service makes none.
            payload = child(config, "payloadVersion")
            version = known(text_of(resolver, payload)) if payload else "2.0"
            properties = {
                "AuthorizerUri": self._target(target),
                "AuthorizerPayloadFormatVersion": self._text(version or "${...}"),
            }
            name = f"HttpApiAuthorizer{logical_id(name, '')}"
            yield self._declared(name, "AWS::ApiGatewayV2::Authorizer", properties)

    def _rest_authorizer(self, value: Value, default: str) -> Iterator[Declared]:
        resolver = self._resolver
        config = resolver.resolve(value).value
        target: Value | None = value
        kind: str | None = default
        if config and is_mapping(config):
            target = child(config, "name") or child(config, "arn") or value
            written = child(config, "type")
            kind = known(text_of(resolver, written)) if written else default
        if target:
            properties = {
                "Type": self._text(kind or "${...}"),
                "AuthorizerUri": self._target(target),
            }
            name = (likely_text(resolver, target) or "").rpartition(":")[2]
            yield self._declared(
                logical_id(name, "ApiGatewayAuthorizer"), "AWS::ApiGateway::Authorizer", properties
            )

    def _physical_name(self, name: str, own: Value | None) -> str:
        resolver = self._resolver
        if own:
            return likely_text(resolver, own) or ""
        service = likely_text(resolver, child(resolver.root, "service"))
        return f"{service}-{resolver.stage}-{name}" if service else ""

    def _target(self, value: Value) -> Node:
        """A function by its key or its ARN."""
        text = likely_text(self._resolver, value)
        found = self._resolver.resolve(value).value
        is_text = isinstance(found, Located) and found.text is not None
        if text is None or not is_text or text.startswith("arn:"):
            return self._settled(value)
        return self._mapping({"Ref": self._text(logical_id(text, "LambdaFunction"))})

    def _settled(self, value: Value) -> Node:
        return settled(self._resolver, value, certain=False).node

    def _text(self, text: str) -> Scalar:
        return Scalar(text, self._place.span)

    def _mapping(self, values: dict[str, Node]) -> Mapping:
        entries = (Entry(self._text(key), value) for key, value in values.items())
        return Mapping(tuple(entries), self._place.span)

    def _declared(self, name: str, kind: str, properties: dict[str, Node]) -> Declared:
        node = self._mapping({"Type": self._text(kind), "Properties": self._mapping(properties)})
        root = Located(node, self._place.path, self._place.block)
        return Declared(name, kind, self._place, root, node)
