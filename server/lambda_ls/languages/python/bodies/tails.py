"""The calls after which a function comes to its end, of which some never come back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....model.term import Called, Local
from ...flows.known import Outside
from .ends import Ways, can_end, has_break

if TYPE_CHECKING:
    from .terms import Terms

# Words in the names of functions that nobody expects to come back.
_RAISES = re.compile(r"(?<![a-z])(?:abort|bail|die|fail|handle|panic|raise|reject|throw)(?![a-z])")
# What goes through its tries until one comes to its end, and raises behind the last one.
_RETRIES = re.compile(r"retry", re.IGNORECASE)
_ENDLESS = frozenset({"itertools.count", "itertools.cycle"})
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def ends_by_itself(terms: Terms, body: Node) -> tuple[Called, ...] | None:
    """The calls through which alone a function may come to its end; None where it does not.

    Empty where it comes there in other ways, too. A loop that returns and raises is taken for
    one that tries again until it does either, and a call whose name says that it raises for one
    that does so.
    """
    loops = terms.body.own("for_statement", "while_statement")
    calls = _last_in_blocks(terms)
    raising = (each for each, call in calls.items() if _says_that_it_raises(terms, call))
    stops = frozenset((*(each for each in loops if _retries(terms, each)), *raising))
    if not can_end(body, Ways(stops)):
        return None
    found = {each: terms.of(call) for each, call in calls.items() if each not in stops}
    tails = {each: term for each, term in found.items() if isinstance(term, Called)}
    if can_end(body, Ways(stops.union(tails))):
        return ()
    needed = (each for each in tails if can_end(body, Ways(stops.union(tails) - {each})))
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
    """Whether a loop is only left by what returns or raises in it, or is most likely so."""
    body, right = (loop.child_by_field_name(each) for each in ("body", "right"))
    if body is None or has_break(body):
        return False
    if right is not None and _is_endless(terms, right):
        return True
    is_returning, is_raising = (
        bool(terms.tree.find(body, each)) for each in ("return_statement", "raise_statement")
    )
    is_for_retries = right is not None and _RETRIES.search(terms.text(right))
    return is_returning and (is_raising or bool(is_for_retries))


def _is_endless(terms: Terms, items: Node) -> bool:
    """Whether a loop over these never comes to their end."""
    function = items.child_by_field_name("function") if items.type == "call" else None
    known = terms.named(function) if function is not None else None
    return isinstance(known, Outside) and known.name in _ENDLESS
