"""The calls after which a function comes to its end, of which some never come back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.term import Called, Local
from .ends import can_end, has_break

if TYPE_CHECKING:
    from .terms import Terms

# Words in the names of functions that nobody expects to come back.
_RAISES = re.compile(r"(?<![a-z])(?:abort|bail|die|fail|handle|panic|raise|reject|throw)(?![a-z])")
# What goes through its tries until one comes to its end, and raises behind the last one.
_RETRIES = re.compile(r"retry", re.IGNORECASE)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def ends_by_itself(terms: Terms, body: Node) -> tuple[Called, ...] | None:
    """The calls through which alone a function may come to its end; None where it does not.

    Empty where it comes there in other ways, too. A loop that tries again until it returns or
    raises is taken for one that ends in no other way, and so is a call whose name says that it
    raises.
    """
    loops = terms.body.own("for_statement", "while_statement")
    calls = _last_in_blocks(terms)
    raising = (each for each, call in calls.items() if _says_that_it_raises(terms, call))
    stops = frozenset((*(each for each in loops if _retries(terms, each)), *raising))
    if not can_end(body, stops):
        return None
    found = {each: terms.of(call) for each, call in calls.items() if each not in stops}
    tails = {each: term for each, term in found.items() if isinstance(term, Called)}
    if can_end(body, stops.union(tails)):
        return ()
    needed = (each for each in tails if can_end(body, stops.union(tails) - {each}))
    return tuple(tails[each] for each in needed)


def _last_in_blocks(terms: Terms) -> dict[Node, Node]:
    """The calls that stand alone at the end of a block, by their statements."""
    statements = terms.body.own("expression_statement")
    last = (each for each in statements if each.next_named_sibling is None)
    return {each: call for each in last if (call := _call(each)) is not None}


def _call(statement: Node) -> Node | None:
    """The call that is all of a statement, awaited or not."""
    inner = statement.named_children[0] if len(statement.named_children) == 1 else None
    if inner is not None and inner.type == "await" and inner.named_children:
        inner = inner.named_children[0]
    return inner if inner is not None and inner.type == "call" else None


def _says_that_it_raises(terms: Terms, call: Node) -> bool:
    """Whether a function that is not of this file has a name for what raises."""
    term = terms.of(call)
    if isinstance(term, Called) and isinstance(term.function, Local):
        return False
    function = call.child_by_field_name("function")
    name = terms.text(function).rpartition(".")[2] if function else ""
    return _RAISES.search(_HUMP.sub("_", name).lower()) is not None


def _retries(terms: Terms, loop: Node) -> bool:
    """Whether a loop over numbers or conditions returns and raises, and is not left otherwise."""
    body, right = loop.child_by_field_name("body"), loop.child_by_field_name("right")
    if body is None or has_break(body):
        return False
    over = terms.text(right) if right is not None else ""
    if _RETRIES.search(over):
        return bool(terms.tree.find(body, "return_statement"))
    is_counted = right is None or over.startswith("range(")
    return is_counted and all(
        terms.tree.find(body, each) for each in ("raise_statement", "return_statement")
    )
