"""What the parameters of a function are called with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace
from tree_sitter import Node

from ....model.flow import Root, Value
from ...flows.known import Function, Known, Several
from ...flows.remembered import is_lasting
from ...flows.values import is_traced
from ...syntax import SyntaxTree

_SPLATS = frozenset({"list_splat_pattern", "dictionary_splat_pattern"})
_WITH_NAME = frozenset({"default_parameter", "typed_default_parameter"})


class Arguments(Struct, frozen=True):
    """What a call passes; `is_complete` is true where nothing else can be passed."""

    positional: tuple[Known, ...] = ()
    keywords: Mapping[str, Known] = field(default_factory=dict)
    is_complete: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """What tells these arguments from others."""
        return self.positional, tuple(sorted(self.keywords.items(), key=lambda item: item[0]))

    @property
    def is_traced(self) -> bool:
        """Whether something of the invocation is among them."""
        return any(map(is_traced, (*self.positional, *self.keywords.values())))

    @property
    def is_lasting(self) -> bool:
        """Whether they hold nothing of one tree."""
        return all(map(is_lasting, (*self.positional, *self.keywords.values())))

    def after(self, first: Known) -> Arguments:
        """The same call with one more argument before the others."""
        return replace(self, positional=(first, *self.positional))


def parameters(
    tree: SyntaxTree, function: Function, arguments: Arguments
) -> Iterator[tuple[Node, Known]]:
    """Each parameter's name and what is known of its value."""
    if function.is_method and function.bound is not None:
        arguments = arguments.after(function.bound)
    position = 0
    is_positional = True
    for parameter in _listed(function.node):
        name = _name(parameter)
        if parameter.type == "keyword_separator":
            is_positional = False
        elif name is None:
            continue
        elif name.type in _SPLATS:
            rest = Several(arguments.positional[position:]) if arguments.is_complete else None
            is_list = name.type == "list_splat_pattern"
            is_positional = is_positional and not is_list
            for identifier in name.named_children:
                yield identifier, rest if is_list else None
        else:
            default = function.defaults.get(tree.text(name)) if arguments.is_complete else None
            place = position if is_positional else len(arguments.positional)
            known = _passed(tree.text(name), place, arguments, default)
            yield name, _wrapped(known, function)
            position += is_positional


def _passed(name: str, position: int, arguments: Arguments, default: Known) -> Known:
    if name in arguments.keywords:
        return arguments.keywords[name]
    is_given = position < len(arguments.positional)
    return arguments.positional[position] if is_given else default


def _wrapped(known: Known, function: Function) -> Known:
    """The event in the data class that a decorator wraps it in, and the context that it makes."""
    if not isinstance(known, Value) or known.path:
        return known
    if function.data_class and known.root is Root.EVENT:
        return replace(known, data_class=function.data_class)
    is_other = function.is_durable and known.root is Root.CONTEXT
    return Value(Root.DURABLE) if is_other else known


def _listed(function: Node) -> list[Node]:
    listed = function.child_by_field_name("parameters")
    return listed.named_children if listed else []


def _name(parameter: Node) -> Node | None:
    """The identifier of a parameter, or its pattern with stars."""
    if parameter.type == "identifier" or parameter.type in _SPLATS:
        return parameter
    if parameter.type in _WITH_NAME:
        return parameter.child_by_field_name("name")
    if parameter.type == "typed_parameter" and parameter.named_children:
        return parameter.named_children[0]
    return None
