"""Functions of the type `AWS::Serverless::Function`."""

from __future__ import annotations

from collections.abc import Iterator

from ..aws.properties import function_properties
from ..model.function import Code, CodeElsewhere, CodeFolder, Event, Function, UnknownProperty
from ..model.place import known
from .code import CONTAINER_IMAGE, code_at
from .events import function_url, read_events, unknown_event_names
from .inline import inline_code
from .properties import Properties
from .resource import Resource
from .unknown_names import unknown_names

SAM_FUNCTION = "AWS::Serverless::Function"


def read_sam_function(resource: Resource, is_first: bool) -> Function:
    """The function of a resource; the template's first one carries what is wrong in `Globals`."""
    properties = resource.properties(resource.scope.function_globals)
    is_image = _is_image(resource, properties)
    code = CodeElsewhere(CONTAINER_IMAGE) if is_image else _code(resource, properties)
    unknown = _unknown_properties(properties, is_first)
    return resource.function(properties, code, is_image, _events(properties, resource), unknown)


def _is_image(resource: Resource, properties: Properties) -> bool:
    return (
        known(properties.text("PackageType")) == "Image"
        or properties.get("ImageUri") is not None
        or resource.root.get("Metadata", "Dockerfile") is not None
    )


def _code(resource: Resource, properties: Properties) -> Code:
    inline = properties.get("InlineCode")
    if inline:
        return inline_code(inline, resource.text, resource.scope)
    location = properties.get("CodeUri")
    if location:
        return code_at(location, resource.scope)
    if properties.is_generated:
        return CodeElsewhere("a macro can say where the code is", certain=False)
    return CodeFolder(resource.scope.folder)


def _events(properties: Properties, resource: Resource) -> Iterator[Event]:
    events = properties.own.get("Events")
    if events:
        yield from read_events(events, properties.scope, resource.wiring, resource.text)
    for mapping in (properties.own, properties.inherited):
        url = function_url(mapping) if mapping else None
        if url:
            yield url
            return


def _unknown_properties(properties: Properties, is_first: bool) -> Iterator[UnknownProperty]:
    if properties.inherited and is_first:
        names = function_properties("Globals.Function")
        yield from unknown_names(properties.inherited, names, "Globals.Function")
    yield from unknown_names(properties.own, function_properties(SAM_FUNCTION), SAM_FUNCTION)
    yield from unknown_event_names(properties.own)
