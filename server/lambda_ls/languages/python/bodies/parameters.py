"""The parameters of a function, as calls see them."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ....model.body import Formal
from ...flows.known import Function
from .terms import Terms

_WITH_DEFAULT = frozenset({"default_parameter", "typed_default_parameter"})
_RESTS = frozenset({"dictionary_splat_pattern", "list_splat_pattern"})


def formals_of(terms: Terms, function: Function) -> tuple[Formal, ...]:
    """The parameters of a function, without the one that a method has for its object."""
    found = tuple(_formals(terms, function.node))
    if function.bound is None or not found:
        return found
    return tuple(
        Formal(each.name, None if each.position is None else each.position - 1, each.default)
        for each in found[1:]
    )


def defaults_of(function: Node) -> Iterator[Node]:
    """What the parameters of a function are given by default, made where it is defined."""
    listed = function.child_by_field_name("parameters")
    for parameter in listed.named_children if listed else ():
        value = parameter.child_by_field_name("value")
        if value is not None and parameter.type in _WITH_DEFAULT:
            yield value


def _formals(terms: Terms, node: Node) -> Iterator[Formal]:
    listed = node.child_by_field_name("parameters")
    position: int | None = 0
    for parameter in listed.named_children if listed else ():
        if parameter.type == "keyword_separator":
            position = None
            continue
        name = _name(parameter)
        if name is None:
            continue
        is_rest = name.type in _RESTS
        value = parameter.child_by_field_name("value")
        default = terms.of(value) if value and parameter.type in _WITH_DEFAULT else None
        text = terms.text(name).lstrip("*")
        yield Formal(text, None if is_rest else position, default, is_rest)
        if is_rest:
            position = None
        elif position is not None:
            position += 1


def _name(parameter: Node) -> Node | None:
    if parameter.type == "identifier" or parameter.type in _RESTS:
        return parameter
    if parameter.type in _WITH_DEFAULT:
        return parameter.child_by_field_name("name")
    if parameter.type == "typed_parameter" and parameter.named_children:
        return parameter.named_children[0]
    return None
