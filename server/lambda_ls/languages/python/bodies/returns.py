"""Where a Python function gives its result."""

from __future__ import annotations

import re

from tree_sitter import Node

from ....model.body import Returned, Way
from ....model.term import OPAQUE, Constant, Spot
from ...conditions import conditions
from ...syntax import ancestors
from .branching import BRANCHING
from .catching import caught_around, may_suppress
from .ends import Ways, is_reached
from .tails import ends_by_itself
from .terms import Terms

# Types of functions that always raise, or end the process.
_NEVER = re.compile(r"""["']?(?:\w+\.)*(?:Never|NoReturn)["']?""")
_CATCHES_ALL = re.compile(r"except\*?\s*(?::|[^:\n]*\b(?:BaseException|Exception|RuntimeError)\b)")
_RAISES = re.compile(r"\braise\b")
_PERHAPS = Ways(may_swallow=True)


def returned_by(terms: Terms, node: Node) -> tuple[Returned, ...] | None:
    """Every place where a function or lambda gives its result; None for generators."""
    body = node.child_by_field_name("body")
    if body is None or node.has_error:
        return None
    if node.type == "lambda":
        return (Returned(terms.of(body), terms.span(body)),)
    if terms.body.own("yield"):
        return None
    declared = node.child_by_field_name("return_type")
    if declared is not None and _NEVER.fullmatch(terms.text(declared)):
        return ()
    statements = terms.body.own("return_statement")
    found = [_returned(terms, each) for each in statements if is_reached(each, _PERHAPS)]
    last_calls = ends_by_itself(terms, body)
    if last_calls is not None:
        name = node.child_by_field_name("name") or node
        nothing = Constant(None, Spot(terms.path, terms.span(name)))
        found.append(Returned(nothing, terms.span(name), Way.END, last_calls=last_calls))
    return tuple(found)


def _returned(terms: Terms, statement: Node) -> Returned:
    span = terms.span(statement)
    value = next((each for each in statement.named_children if each.type != "comment"), None)
    given = terms.of(value) if value else Constant(None, Spot(terms.path, span))
    # What only stands behind a context manager that is not known may never be given.
    given = given if is_reached(statement) else OPAQUE
    asked = conditions(terms.tree, statement, BRANCHING)
    return Returned(
        given,
        span,
        caught=caught_around(terms.tree, statement),
        conditions=asked,
        is_swallowed=_is_swallowed(terms, statement),
    )


def _is_swallowed(terms: Terms, statement: Node) -> bool:
    """Whether a `try` or `with` around catches every error and raises none, or may do so."""
    for parent, child in ancestors(statement):
        if parent.type == "function_definition":
            return False
        if child != parent.child_by_field_name("body"):
            continue
        if parent.type == "with_statement" and may_suppress(parent):
            return True
        if parent.type == "try_statement":
            clauses = map(terms.text, parent.named_children)
            if any(_CATCHES_ALL.match(each) and not _RAISES.search(each) for each in clauses):
                return True
    return False
