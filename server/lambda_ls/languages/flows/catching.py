"""Where the error of a key that is not there goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import TYPE_CHECKING

from tree_sitter import Node

from ...model.flow import Root, Value
from .known import Each, Known, Several

if TYPE_CHECKING:
    from .reading import FunctionReading

_NAMES = frozenset({"identifier", "shorthand_property_identifier"})
_ENDS = frozenset({"raise_statement", "return_statement", "throw_statement"})


class Catch(IntEnum):
    """What catches an error; of several parts around each other the greatest counts."""

    NOTHING = 0
    """It leaves the function."""
    NET = 1
    """A part at the end of the handler that takes all failures alike: to it a key that is missing
    is a failure, and nothing that the code provides for."""
    PROVISION = 2
    """A part that may be there for keys that are missing, and goes on without them."""


def is_net(reading: FunctionReading, statement: Node, clauses: Iterable[Node]) -> bool:
    """Whether clauses of a `try` that catch whatever fails only say that the handler has failed.

    They are the end of the handler and do not look at the event: code that tries one form of the
    event and then another one does.
    """
    if not reading.is_handler:
        return False
    is_last = _is_last(reading, statement)
    return all(
        (is_last or _ends(clause)) and not any(_of_event(reading, clause)) for clause in clauses
    )


def _is_last(reading: FunctionReading, statement: Node) -> bool:
    body = reading.function.node.child_by_field_name("body")
    return statement.next_named_sibling is None and statement.parent == body


def _ends(clause: Node) -> bool:
    """Whether the last statement of a clause leaves the function."""
    block = clause.named_children[-1] if clause.named_children else None
    statements = [each for each in block.named_children if each.type != "comment"] if block else []
    return bool(statements) and statements[-1].type in _ENDS


def _of_event(reading: FunctionReading, clause: Node) -> Iterator[bool]:
    """Whether each name in a clause stands for the event or something in it."""
    pending = [clause]
    while pending:
        node = pending.pop()
        pending += node.named_children
        if node.type in _NAMES:
            yield _is_of_event(reading.scope.find(reading.text(node)))


def _is_of_event(known: Known) -> bool:
    if isinstance(known, Each):
        return _is_of_event(known.item)
    if isinstance(known, Several):
        return any(map(_is_of_event, known.items))
    return isinstance(known, Value) and known.root is Root.EVENT
