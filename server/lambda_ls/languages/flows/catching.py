"""Where the error of a key that is not there goes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tree_sitter import Node

if TYPE_CHECKING:
    from .reading import FunctionReading

# The types of Python's and of JavaScript's trees.
_NAMES = frozenset({"identifier", "shorthand_property_identifier", "super", "this"})
_RAISING = frozenset({"raise_statement", "throw_statement"})
_STRAIGHT = frozenset({"expression_statement", *_RAISING})
_OBJECTS = frozenset({"dictionary", "object"})
_FIELDS = {"attribute": "attribute", "keyword_argument": "name"}
_CHOOSING = frozenset({"binary_expression", "conditional_expression", "ternary_expression"})

_TELLING = re.compile(
    r"print|str|repr|json|JSON|String|console|traceback|_?log(?:ger|ging)?|LOG(?:GER)?"
    r"|\w*(?:Error|Exception)"
)
"""Names by which code only tells of a failure."""
_STATUS = re.compile(r"([\"']?)statusCode\1")
_FAILED = re.compile(r"[45]\d\d")


def is_net(reading: FunctionReading, statement: Node, clauses: Iterable[Node]) -> bool:
    """Whether clauses of a `try` that catch whatever fails only say that the handler has failed.

    They tell of the error, and raise one or answer with a status of 400 or more. Those that call or
    name anything else may come to the event by another way, and those that decide on the error may
    be there for a missing key.
    """
    if not reading.is_handler or _returns_at_last(statement):
        return False
    return all(_only_fails(reading, clause) for clause in clauses)


def _returns_at_last(statement: Node) -> bool:
    """Whether `finally` gives a result of its own."""
    last = [each for each in statement.named_children if each.type == "finally_clause"]
    return any(node.type == "return_statement" for each in last for node in _within(each))


def _only_fails(reading: FunctionReading, clause: Node) -> bool:
    block = clause.named_children[-1] if clause.named_children else None
    statements = [each for each in block.named_children if each.type != "comment"] if block else []
    if not statements or any(each.type not in _STRAIGHT for each in statements[:-1]):
        return False
    if not (statements[-1].type in _RAISING or _is_failure(reading, statements[-1])):
        return False
    caught = _caught(reading, clause)
    for node in _within(clause):
        if node.type in _CHOOSING:
            return False
        if node.type not in _NAMES or _is_no_variable(node):
            continue
        name = reading.text(node)
        if name not in caught and not _TELLING.fullmatch(name):
            return False
    return True


def _is_failure(reading: FunctionReading, statement: Node) -> bool:
    """Whether a statement returns an object that is written out and says that it has failed."""
    returned = statement.named_children[0] if statement.named_children else None
    if statement.type != "return_statement" or returned is None or returned.type not in _OBJECTS:
        return False
    pairs = [
        (each.child_by_field_name("key"), each.child_by_field_name("value"))
        for each in returned.named_children
    ]
    return any(
        _STATUS.fullmatch(reading.text(key)) and _FAILED.fullmatch(reading.text(value))
        for key, value in pairs
        if key is not None and value is not None
    )


def _caught(reading: FunctionReading, clause: Node) -> frozenset[str]:
    """The names of the error in a clause: all that stand in front of its block."""
    heads = clause.named_children[:-1]
    return frozenset(
        reading.text(node) for head in heads for node in _within(head) if node.type in _NAMES
    )


def _is_no_variable(node: Node) -> bool:
    """Whether it is the name in Python's `name=value` or `owner.name`."""
    parent = node.parent
    field = _FIELDS.get(parent.type) if parent is not None else None
    return parent is not None and field is not None and parent.child_by_field_name(field) == node


def _within(node: Node) -> Iterator[Node]:
    pending = [node]
    while pending:
        found = pending.pop()
        yield found
        pending += found.named_children
