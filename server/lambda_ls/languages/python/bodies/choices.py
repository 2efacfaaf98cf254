"""Which conditions always come out the same, and which cases of a `match` take whatever comes."""

from __future__ import annotations

import re

from tree_sitter import Node

_TRUE = frozenset({b"True", b"1"})
_FALSE = frozenset({b"False", b"0", b"TYPE_CHECKING", b"typing.TYPE_CHECKING"})
# A name, or `object()`, in parentheses or not, with an `as` or not, or as the last of several.
_ANYTHING = re.compile(
    r"\(*\s*(?:[^(\[{,]*\|\s*)?(?!(?:False|None|True)\b)(?:[^\W\d]\w*|object\s*\(\s*\))"
    r"\s*\)*(?:\s+as\s+\w+)?\s*\)*"
)


def always_holds(condition: Node | None) -> bool:
    """Whether a condition is written so that it holds whatever happens."""
    return condition is not None and bare(condition).text in _TRUE


def never_holds(condition: Node | None) -> bool:
    """Whether a condition is written so that it holds in no execution."""
    return condition is not None and bare(condition).text in _FALSE


def takes_anything(clause: Node) -> bool:
    """Whether a case of a `match` has a pattern that every value fits, and no guard."""
    patterns = [each for each in clause.named_children if each.type == "case_pattern"]
    is_sequence = len(patterns) != 1 or any(each.type == "," for each in clause.children)
    if is_sequence or clause.child_by_field_name("guard") is not None:
        return False
    return _ANYTHING.fullmatch((patterns[0].text or b"").decode()) is not None


def bare(node: Node) -> Node:
    """What stands in parentheses."""
    while node.type == "parenthesized_expression":
        inner = [each for each in node.named_children if each.type != "comment"]
        if len(inner) != 1:
            return node
        node = inner[0]
    return node
