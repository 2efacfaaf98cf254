"""The items that JavaScript code pushes into a list before it gives the list back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.term import Term
from ...syntax import ancestors
from ..inside import innermost_function
from ..nodes import parts, text_of

if TYPE_CHECKING:
    from .terms import Terms
    from .variables import Variable

_PUSH = "push"


def pushed(terms: Terms, variable: Variable) -> Iterator[Term]:
    """What is pushed into a list, where that is all that happens to it until it is returned.

    Nothing is given where the list is looked at, has another name or value, or is returned before:
    it may be empty there, or hold something else.
    """
    uses = terms.names.uses(variable)
    if len(variable.declared) != 1 or uses is None:
        return
    declared = variable.declared[0].name
    home = innermost_function(declared)
    items, returned = [], []
    for name in uses:
        item = _item(name)
        if item is not None:
            items.append(item)
        elif _is_in_return(name, home):
            returned.append(name)
        elif name != declared:
            return
    last = max((item.end_byte for item in items), default=0)
    if returned and last < min(name.start_byte for name in returned):
        yield from map(terms.of, items)


def _item(name: Node) -> Node | None:
    """What a call pushes into the list of this name."""
    member = name.parent
    call = member.parent if member is not None and member.type == "member_expression" else None
    method = member.child_by_field_name("property") if member is not None and call else None
    if call is None or method is None or text_of(method) != _PUSH:
        return None
    if call.type != "call_expression" or call.child_by_field_name("function") != member:
        return None
    arguments = call.child_by_field_name("arguments")
    given = parts(arguments) if arguments is not None else []
    return given[0] if len(given) == 1 and given[0].type != "spread_element" else None


def _is_in_return(name: Node, home: Node | None) -> bool:
    """Whether the function of a variable returns what a use of it stands in."""
    statements = [each for each, _ in ancestors(name) if each.type == "return_statement"]
    return bool(statements) and innermost_function(name) == home
