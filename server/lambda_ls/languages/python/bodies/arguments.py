"""The arguments of a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from tree_sitter import Node

from ....model.term import OPAQUE, Constant, Term

if TYPE_CHECKING:
    from .terms import Terms


class Arguments(Struct, frozen=True):
    """What a call passes; not complete where something is spread into it."""

    positional: tuple[Term, ...]
    named: tuple[tuple[str, Term], ...]
    is_complete: bool

    def first(self, name: str) -> Term:
        """The first argument, by position or by name."""
        return self.positional[0] if self.positional else self.keyword(name)

    def keyword(self, name: str) -> Term:
        """The argument that is passed by a name."""
        return dict(self.named).get(name, OPAQUE)

    def text(self, position: int) -> str | None:
        """The argument at a position where that is a constant string."""
        term = self.positional[position] if position < len(self.positional) else None
        value = term.value if isinstance(term, Constant) else None
        return value if isinstance(value, str) else None


UNREAD = Arguments((), (), False)
"""Arguments of which nothing has been read."""


def arguments_of(terms: Terms, listed: Node) -> Arguments:
    """The arguments that stand in the brackets of a call."""
    if listed.type == "generator_expression":
        return Arguments((terms.of(listed),), (), True)
    positional: list[Term] = []
    named: list[tuple[str, Term]] = []
    is_complete = True
    for child in listed.named_children:
        if child.type == "keyword_argument":
            name, value = child.child_by_field_name("name"), child.child_by_field_name("value")
            if name is not None and value is not None:
                named.append((terms.text(name), terms.of(value)))
        elif child.type in {"list_splat", "dictionary_splat"}:
            is_complete = False
        elif child.type != "comment":
            positional.append(terms.of(child))
    return Arguments(tuple(positional), tuple(named), is_complete)
