"""The items that Python code appends to a list before it gives the list back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.term import Term
from ...syntax import ancestors
from .reading import is_bound

if TYPE_CHECKING:
    from .names import Variable
    from .terms import Terms

_APPEND = "append"
_NO_ITEM = frozenset({"keyword_argument", "list_splat"})
_FUNCTIONS = frozenset({"function_definition", "lambda"})


def appended(terms: Terms, variable: Variable, uses: Sequence[Node]) -> Iterator[Term]:
    """What is appended to a list, where that is all that happens to it until it is returned.

    `uses` are the places that name the variable. Nothing is given where the list is looked at, has
    another name or value, or is returned before: it may be empty there, or hold something else.
    """
    if len(variable.bindings) != 1 or variable.is_parameter:
        return
    items, returned = [], []
    for name in uses:
        item = _item(terms, name)
        if _is_in_inner_function(name, variable.body):
            return
        if item is not None:
            items.append(item)
        elif _is_in_return(name):
            returned.append(name)
        elif not is_bound(name):
            return
    last = max((item.end_byte for item in items), default=0)
    if returned and last < min(name.start_byte for name in returned):
        yield from map(terms.of, items)


def _item(terms: Terms, name: Node) -> Node | None:
    """What a call appends to the list of this name."""
    attribute = name.parent
    method = attribute.child_by_field_name("attribute") if attribute else None
    call = attribute.parent if attribute else None
    if method is None or call is None or call.type != "call" or terms.text(method) != _APPEND:
        return None
    listed = call.child_by_field_name("arguments")
    given = [each for each in listed.named_children if each.type != "comment"] if listed else []
    return given[0] if len(given) == 1 and given[0].type not in _NO_ITEM else None


def _is_in_return(name: Node) -> bool:
    return any(parent.type == "return_statement" for parent, _ in ancestors(name))


def _is_in_inner_function(name: Node, body: Node) -> bool:
    for parent, _ in ancestors(name):
        if parent == body:
            return False
        if parent.type in _FUNCTIONS:
            return True
    return False
