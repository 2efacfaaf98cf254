"""What catches errors: the clauses of a `try`, and context managers."""

from __future__ import annotations

import re

from tree_sitter import Node

from ....model.body import Caught
from ...syntax import SyntaxTree, ancestors

CLAUSES = frozenset({"except_clause", "except_group_clause"})
_SUPPRESSES = re.compile(rb"\bsuppress\b")
_MAY_SUPPRESS = re.compile(rb"suppress|raises|patch|ignor", re.IGNORECASE)


def suppresses(statement: Node) -> bool:
    """Whether code goes on behind a `with` when something in it raises."""
    return _SUPPRESSES.search(_contexts(statement)) is not None


def may_suppress(statement: Node) -> bool:
    """Whether the names of what a `with` enters speak of errors that are expected."""
    return _MAY_SUPPRESS.search(_contexts(statement)) is not None


def caught_around(tree: SyntaxTree, node: Node) -> Caught | None:
    """The clause for errors, of the same function, in which a node stands."""
    for parent, _ in ancestors(node):
        if parent.type in CLAUSES:
            named = caught_name(parent)
            name = tree.text(named) if named else ""
            names = tree.find(node, "identifier") if name else []
            return Caught(name, tree.span(parent), any(tree.text(each) == name for each in names))
        if parent.type == "function_definition":
            return None
    return None


def caught_name(clause: Node) -> Node | None:
    """The name that a clause gives the error."""
    for child in clause.named_children:
        alias = child.child_by_field_name("alias") if child.type == "as_pattern" else None
        for name in alias.named_children if alias else ():
            return name if name.type == "identifier" else None
    return None


def _contexts(statement: Node) -> bytes:
    """What a `with` enters, as it is written."""
    return next((each.text or b"" for each in statement.named_children), b"")
