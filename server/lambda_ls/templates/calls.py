"""The intrinsic functions of SAM and CloudFormation, as they are written."""

from __future__ import annotations

import re

from msgspec import Struct

from ..model.place import Unknown
from ..text.tree import Mapping, Node, Scalar, Sequence

# Excluding `$` and braces inside keeps the search linear in texts that open without end.
VARIABLE = re.compile(r"\$\{([^${}]*)\}")
"""A variable in the text of an `Fn::Sub`."""


DYNAMIC = Unknown("a dynamic reference is known only at deployment")


class Call(Struct, frozen=True):
    """An intrinsic function: `name` is `Ref`, `Sub`, ... without `Fn::` and `!`."""

    name: str
    argument: Node


def call_of(node: Node) -> Call | None:
    """The intrinsic function that a node is, in its short or its long form."""
    if node.tag:
        return Call(node.tag.removeprefix("!"), _untagged(node))
    if isinstance(node, Mapping) and len(node) == 1:
        (entry,) = node
        key = entry.key.text
        if key == "Ref" or key.startswith("Fn::"):
            return Call(key.removeprefix("Fn::"), entry.value)
    return None


def referenced(node: Node) -> str | None:
    """The logical id that `Ref`, `GetAtt` or a `Sub` of a single variable names."""
    call = call_of(node)
    if call is None:
        return None
    argument = call.argument
    if call.name == "GetAtt" and isinstance(argument, Sequence) and argument.items:
        argument = argument.items[0]
    if not isinstance(argument, Scalar):
        return None
    if call.name == "Sub":
        variable = VARIABLE.fullmatch(argument.text)
        return variable.group(1).split(".")[0] if variable else None
    return argument.text.split(".")[0] or None if call.name in ("Ref", "GetAtt") else None


def is_dynamic(text: str) -> bool:
    """Whether CloudFormation looks up a part of a text when it deploys.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
    """
    return "{{resolve:" in text and "}}" in text


def literal(text: str) -> str | Unknown:
    """A text that stands in a template as it is, unless something else fills it in later."""
    if "{{" in text and "}}" in text:
        if is_dynamic(text):
            return DYNAMIC
        return Unknown("`{{...}}` is filled in by another tool")
    return Unknown("`${...}` is filled in by another tool") if "${" in text else text


def _untagged(node: Node) -> Node:
    if isinstance(node, Scalar):
        return Scalar(node.text, node.span, node.style)
    if isinstance(node, Sequence):
        return Sequence(node.items, node.span)
    return Mapping(node.entries, node.span, None, node.merged)
