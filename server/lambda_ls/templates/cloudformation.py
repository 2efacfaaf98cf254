"""Functions of the type `AWS::Lambda::Function`."""

from __future__ import annotations

from collections.abc import Iterator

from ..aws.properties import function_properties
from ..model.function import Code, CodeElsewhere, Function, UnknownProperty
from ..model.place import known
from .code import CONTAINER_IMAGE, code_at
from .inline import inline_code
from .properties import Properties
from .resource import Resource
from .unknown_names import unknown_names

LAMBDA_FUNCTION = "AWS::Lambda::Function"


def read_lambda_function(resource: Resource) -> Function:
    """The function of a resource."""
    properties = resource.properties()
    is_image = _is_image(properties)
    code = CodeElsewhere(CONTAINER_IMAGE) if is_image else _code(resource, properties)
    return resource.function(properties, code, is_image, unknown=_unknown_properties(properties))


def _is_image(properties: Properties) -> bool:
    return (
        known(properties.text("PackageType")) == "Image"
        or properties.get("Code", "ImageUri") is not None
    )


def _code(resource: Resource, properties: Properties) -> Code:
    inline = properties.get("Code", "ZipFile")
    if inline:
        return inline_code(inline, resource.text, resource.scope)
    code = properties.get("Code")
    if code:
        return code_at(code, resource.scope)
    return CodeElsewhere("no code given", certain=False)


def _unknown_properties(properties: Properties) -> Iterator[UnknownProperty]:
    yield from unknown_names(properties.own, function_properties(LAMBDA_FUNCTION), LAMBDA_FUNCTION)
