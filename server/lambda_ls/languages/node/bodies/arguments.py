"""The arguments of a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from tree_sitter import Node

from ....model.term import OPAQUE, Choice, Term
from ..nodes import parts
from .undefined import Undefined

if TYPE_CHECKING:
    from .terms import Terms


class Arguments(Struct, frozen=True):
    """What a call passes; not complete where something is spread into it."""

    nodes: tuple[Node, ...]
    terms: tuple[Term, ...]
    is_complete: bool

    def at(self, position: int) -> Term:
        """The argument at a position."""
        return self.terms[position] if position < len(self.terms) else OPAQUE


UNREAD = Arguments((), (), False)
"""Arguments of which nothing has been read."""


def arguments_of(terms: Terms, call: Node) -> Arguments:
    """The arguments that stand in the brackets of a call."""
    listed = call.child_by_field_name("arguments")
    if listed is None or listed.type != "arguments":
        # `new Thing` has none; a template passes its parts.
        return Arguments((), (), listed is None)
    given: list[Node] = []
    for node in parts(listed):
        if node.type == "spread_element":
            return Arguments(tuple(given), tuple(map(terms.of, given)), False)
        given.append(node)
    return Arguments(tuple(given), tuple(map(terms.of, given)), True)


def passed(term: Term) -> Term:
    """An argument as a parameter has it: what can be undefined there may be the default."""
    options = term.options if isinstance(term, Choice) else (term,)
    return OPAQUE if any(isinstance(each, Undefined) for each in options) else term
