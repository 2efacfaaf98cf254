"""One function of a Serverless service."""

from __future__ import annotations

import os
from collections.abc import Iterator

from ..aws.serverless import serverless_facts
from ..model.durable import Durable
from ..model.function import (
    Build,
    Code,
    CodeArchive,
    CodeElsewhere,
    CodeFolder,
    Dialect,
    Function,
    Layer,
    UnknownProperty,
    Variable,
)
from ..model.logging import NO_LOGGING, Logging
from ..model.place import MaybeText, Place, Spanned, Unknown, known
from ..model.trigger import Slot
from ..text.similar import certainly_meant
from .located import Located
from .serverless_events import read_events, unknown_methods
from .serverless_service import Service, hides_variables, variables
from .serverless_tree import Field, Value, child, fields, is_mapping, items, keys
from .serverless_values import is_true, number_of, referred, text_of
from .slots import Written, slot
from .wiring.result import Wiring

_PYTHON_PLUGIN = "serverless-python-requirements"
# What is only said of a function that other code invokes.
_FOR_CALLERS = ("name", "destinations", "maximumEventAge", "maximumRetryAttempts")


def read_function(service: Service, field: Field, wiring: Wiring) -> Function | None:
    """The function of an entry of `functions`; None where the framework would see none either."""
    answer = service.resolver.resolve(field.value)
    if answer.value is None and answer.doubt:
        return _unreadable(service, field, Unknown(answer.doubt))
    if answer.value is None or not is_mapping(answer.value):
        return None
    body = answer.value
    runtime = _own_or_inherited(service, body, "runtime")
    description = text_of(service.resolver, child(body, "description"))
    return Function(
        template=service.path,
        name=field.key.value,
        dialect=Dialect.SERVERLESS,
        place=field.key.place,
        extent=field.extent,
        handler=text_of(service.resolver, child(body, "handler")),
        runtime=runtime,
        code=_code(service, body),
        build=_build(service, runtime),
        image=_is_image(service, body),
        environment=_environment(service, body),
        environment_place=_environment_place(service, body),
        environment_slot=_environment_slot(service, body),
        has_other_variables=_is_image(service, body) or _has_other_variables(service, body),
        timeout=number_of(_own_or_inherited(service, body, "timeout")),
        memory=number_of(_own_or_inherited(service, body, "memorySize")),
        region=service.inherited_text("region"),
        layers=_layers(service, body),
        logging=_logging(service, body),
        durable=_durable(service, body),
        events=read_events(service, body, wiring),
        callers=wiring.callers,
        plugins=frozenset(service.plugins),
        description=known(description),
        unknown_properties=(*_unknown_keys(body), *unknown_methods(service, body)),
        is_meant_to_be_called=any(child(body, name) for name in _FOR_CALLERS),
        is_broken=_is_broken(service, field),
    )


def _is_broken(service: Service, field: Field) -> bool:
    """Whether a part of the function, or of what it inherits, cannot be read."""
    place, resolver = field.key.place, service.resolver
    return resolver.is_broken(place.path, place.block) or any(
        resolver.is_broken(service.path, section) for section in ("", "provider", "package")
    )


def _unreadable(service: Service, field: Field, reason: Unknown) -> Function:
    """A function of which only the name can be read."""
    return Function(
        template=service.path,
        name=field.key.value,
        dialect=Dialect.SERVERLESS,
        place=field.key.place,
        extent=field.extent,
        handler=Spanned(reason, field.value.place),
        runtime=service.inherited_text("runtime"),
        code=CodeElsewhere(reason.reason, certain=False),
        has_other_variables=True,
        plugins=frozenset(service.plugins),
    )


def _own_or_inherited(service: Service, body: Value, key: str) -> MaybeText | None:
    return text_of(service.resolver, child(body, key)) or service.inherited_text(key)


def _is_image(service: Service, body: Value) -> bool:
    image = child(body, "image")
    return is_mapping(image) or text_of(service.resolver, image) is not None


def _code(service: Service, body: Value) -> Code:
    image = child(body, "image")
    if image and _is_image(service, body):
        return CodeElsewhere("its code is in a container image", image.place)
    resolver = service.resolver
    package = resolver.get(body, "package")
    artifact = child(package.value, "artifact") if package.value else None
    is_individual = is_true(resolver.get(body, "package", "individually"))
    doubt = package.doubt
    if artifact is None and not is_individual and service.package.value:
        artifact = child(service.package.value, "artifact")
    if not is_individual:
        doubt = doubt or service.package.doubt
    text = text_of(resolver, artifact)
    if text:
        return _archive(service, text)
    if doubt:
        return CodeElsewhere(f"how it is packed is not known: {doubt}", certain=False)
    return _folder(service, body, is_individual)


def _archive(service: Service, text: MaybeText) -> Code:
    if isinstance(text.value, Unknown):
        return CodeElsewhere(text.value.reason, text.place, certain=False)
    path = service.local(text.value)
    if path is None:
        return CodeElsewhere("its code is an archive elsewhere", text.place)
    return CodeArchive(path, text.place)


def _folder(service: Service, body: Value, is_individual: bool) -> Code:
    """The service's folder, or the one that serverless-python-requirements moves to the top."""
    service_wide = is_true(service.resolver.get(service.package.value, "individually"))
    module = text_of(service.resolver, child(body, "module"))
    if module and (is_individual or service_wide) and _PYTHON_PLUGIN in service.plugins:
        if isinstance(module.value, Unknown):
            return CodeElsewhere(module.value.reason, module.place, certain=False)
        folder = service.local(module.value)
        if folder:
            return CodeFolder(folder, module.place)
    return CodeFolder(os.path.normpath(service.folder))


def _build(service: Service, runtime: MaybeText | None) -> Build | None:
    name = known(runtime)
    return service.build if name is None or name.startswith("nodejs") else None


def _environment(service: Service, body: Value) -> tuple[Variable, ...]:
    """The provider's variables under the function's own, which win, even when they are null."""
    environment = child(body, "environment")
    if environment is None:
        return service.environment
    answer = service.resolver.resolve(environment)
    own = keys(answer.value)
    inherited = (each for each in service.environment if each.name.value not in own)
    return (*inherited, *variables(service, environment))


def _environment_place(service: Service, body: Value) -> Place | None:
    own = next((field for field in fields(body) if field.key.value == "environment"), None)
    if own:
        return own.key.place
    shared = fields(service.provider.value)
    return next((field.key.place for field in shared if field.key.value == "environment"), None)


def _environment_slot(service: Service, body: Value) -> Slot | None:
    """Where the function's own block can declare a variable."""
    document = service.resolver.documents.get(body.path)
    if document is None or not isinstance(body, Located):
        return None
    text = document.source.text[document.base(body.block) :]
    return slot(Written(body, text), "environment", "*", is_text=True)


def _has_other_variables(service: Service, body: Value) -> bool:
    """Whether plugins, resources or parts that cannot be read can add variables."""
    if service.adds_variables:
        return True
    own = child(body, "environment")
    return own is not None and hides_variables(service.resolver.resolve(own))


def _layers(service: Service, body: Value) -> tuple[Layer, ...]:
    resolver = service.resolver
    own = child(body, "layers")
    value = own if own is not None else service.inherited("layers")
    if value is None:
        return ()
    layers: list[Layer] = []
    for item in items(resolver.resolve(value).value):
        found = resolver.resolve(item).value
        name = referred(found) if isinstance(found, Located) else None
        text: MaybeText | None = Spanned(name, item.place) if name else text_of(resolver, item)
        if text:
            layers.append(Layer(text, service.layers.get(name) if name else None))
    return tuple(layers)


def _logging(service: Service, body: Value) -> Logging:
    """The function's own `logs`, else all of the provider's.

    https://github.com/oss-serverless/serverless/blob/main/docs/guides/functions.md
    """
    own = child(body, "logs")
    value = own if own is not None else service.inherited("logs", "lambda")
    if value is None:
        return NO_LOGGING

    def text(key: str) -> MaybeText | None:
        return text_of(service.resolver, service.resolver.get(value, key).value)

    return Logging(
        format=text("logFormat"),
        application_level=text("applicationLogLevel"),
        system_level=text("systemLogLevel"),
        group=text("logGroup"),
    )


def _durable(service: Service, body: Value) -> Durable | Unknown | None:
    """The function's `durableConfig`; the provider has none (framework version of 2026-08-12)."""
    value = child(body, "durableConfig")
    if value is None:
        can_be_added = service.adds_variables
        return Unknown("a plugin or a resource can make it durable") if can_be_added else None
    answer = service.resolver.resolve(value)
    timeout = child(answer.value, "executionTimeout") if answer.value is not None else None
    is_certain = answer.value is not None and answer.doubt is None
    return Durable(value.place, number_of(text_of(service.resolver, timeout)), is_certain)


def _unknown_keys(body: Value) -> Iterator[UnknownProperty]:
    """Keys that are certainly misspelt: almost a known key that is not there itself.

    Anything else can belong to a plugin.
    """
    facts = serverless_facts()
    present = keys(body)
    strange = present - facts.function_properties - facts.plugin_function_properties
    absent = facts.function_properties - present
    for field in fields(body) if strange else ():
        key = field.key.value
        meant = certainly_meant(key, absent) if key in strange else None
        if meant:
            yield UnknownProperty(field.key, meant, "a Serverless function")
