"""The parameters of a function of JavaScript or TypeScript, one by one."""

from __future__ import annotations

from tree_sitter import Node

from .nodes import parts, text_of

_THIS = "this"
_ENDS_LENGTH = frozenset({"assignment_pattern", "rest_pattern"})


def parameter_nodes(function: Node) -> list[Node]:
    """The parameters as they are written; `this` of TypeScript is none."""
    single = function.child_by_field_name("parameter")
    if single is not None:
        return [single]
    listed = function.child_by_field_name("parameters")
    return [each for each in parts(listed) if text_of(_bound(each)) != _THIS] if listed else []


def parameter_name(parameter: Node) -> Node | None:
    """The identifier of a parameter; None for a pattern, a default or a rest."""
    bound = _bound(parameter)
    return bound if bound.type == "identifier" and _counts(parameter) else None


def target_and_default(parameter: Node) -> tuple[Node, Node | None]:
    """The name or pattern that a parameter binds, and its default."""
    pattern = parameter.child_by_field_name("pattern")
    if pattern is not None:
        return pattern, parameter.child_by_field_name("value")
    if parameter.type == "assignment_pattern":
        left, right = parameter.child_by_field_name("left"), parameter.child_by_field_name("right")
        return left or parameter, right
    return parameter, None


def is_rest(parameter: Node) -> bool:
    """Whether a parameter takes all arguments that are left."""
    return _bound(parameter).type == "rest_pattern"


def length(function: Node) -> int:
    """The function's `length`: its parameters up to the first with a default, or the rest."""
    for count, parameter in enumerate(parameter_nodes(function)):
        if not _counts(parameter):
            return count
    return len(parameter_nodes(function))


def _bound(parameter: Node) -> Node:
    """What a parameter of TypeScript binds, without its type."""
    return parameter.child_by_field_name("pattern") or parameter


def _counts(parameter: Node) -> bool:
    has_default = parameter.child_by_field_name("value") is not None
    return not has_default and _bound(parameter).type not in _ENDS_LENGTH
