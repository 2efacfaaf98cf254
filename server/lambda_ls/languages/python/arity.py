"""Whether a Python function can be called with two arguments by position."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from tree_sitter import Node

from ..syntax import SyntaxTree

_GIVEN = 2
_WITH_DEFAULT = frozenset({"default_parameter", "typed_default_parameter"})
_IGNORED = frozenset({"comment", "dictionary_splat_pattern", "positional_separator"})


class Fit(Struct, frozen=True):
    """Which parameters get nothing from two arguments, and how many arguments there can be.

    `takes` is None where there can be any number.
    """

    needs: tuple[str, ...]
    takes: int | None

    @property
    def is_good(self) -> bool:
        """Whether the call works."""
        return not self.needs and (self.takes is None or self.takes >= _GIVEN)


class _Parameter(Struct, frozen=True):
    name: str
    has_default: bool
    is_positional: bool


def fit(tree: SyntaxTree, function: Node, supplied: frozenset[str], bound: int) -> Fit | None:
    """How two arguments fit a function; None where its parameters cannot be read.

    `supplied` are parameters that wrappers pass by name. The first `bound` ones are given already.
    """
    listed = function.child_by_field_name("parameters")
    if listed is None and function.type != "lambda":
        return None
    nodes = [each for each in listed.named_children if each.type not in _IGNORED] if listed else []
    if listed is not None and listed.has_error:
        return None
    if any(each.type == "tuple_pattern" for each in nodes):
        return None
    parameters = tuple(_parameters(tree, nodes))
    positional = [each for each in parameters if each.is_positional][bound:]
    rest = (*positional[_GIVEN:], *(each for each in parameters if not each.is_positional))
    needs = (each.name for each in rest if not each.has_default and each.name not in supplied)
    is_open = any(_is_star(each) for each in nodes)
    return Fit(tuple(needs), None if is_open else len(positional))


def _parameters(tree: SyntaxTree, nodes: list[Node]) -> Iterator[_Parameter]:
    is_positional = True
    for node in nodes:
        if node.type == "keyword_separator" or _is_star(node):
            is_positional = False
            continue
        name = node.child_by_field_name("name")
        if node.type == "typed_parameter":
            name = node.named_children[0]
        if name is None or name.type == "identifier":
            has_default = node.type in _WITH_DEFAULT
            yield _Parameter(tree.text(name or node), has_default, is_positional)


def _is_star(node: Node) -> bool:
    """Whether a parameter is `*args`, with or without a type."""
    inner = node.named_children[0] if node.type == "typed_parameter" else node
    return inner.type == "list_splat_pattern"
