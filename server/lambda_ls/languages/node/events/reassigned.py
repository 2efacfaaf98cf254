"""Names that get other values than those that they are declared with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from msgspec import Struct

from ....text.span import Span
from ...syntax import SyntaxTree
from ..nodes import FUNCTIONS
from .patterns import declared_names

# What may stand between a name and the sign that assigns to it.
_OPERATOR = re.compile(r"(?:\*\*|<<|>>>?|&&|\|\||\?\?|[-+*/%&|^])\Z")
_LONGEST_OPERATOR = 3
_STEPS = ("++", "--")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_DECLARED = re.compile(r"(?<![\w$.])(?:const|let|var)[ \t]+\Z")
_LONGEST_DECLARATION = 20
_EACH = re.compile(r"for[ \t]*(?:await[ \t]*)?\([ \t]*(?P<name>[A-Za-z_$][\w$]*)[ \t]+(?:of|in)\b")
# The end of a pattern that gets a value: `[name] = `, `({ name } = `.
_UNPACKED = re.compile(r"[\]}][ \t]*(?P<sign>=)(?![=>])")
# In these a name is declared, perhaps with a default.
_DECLARING = frozenset(
    {
        "assignment_pattern",
        "object_assignment_pattern",
        "optional_parameter",
        "public_field_definition",
        "field_definition",
        "required_parameter",
        "variable_declarator",
    }
)
_MOST = 200
_DEEPEST = 200


class Reassigned(Struct, frozen=True):
    """The names that code assigns to without declaring them there.

    `anywhere` are all of them, `inside` those of functions in another function, which run at a time
    that cannot be told.
    """

    anywhere: frozenset[str]
    inside: frozenset[str]


def reassigned(tree: SyntaxTree) -> Reassigned:
    """The names of a file that are reassigned."""
    anywhere: set[str] = set()
    inside: set[str] = set()
    for count, (name, span) in enumerate(_places(tree)):
        if name in inside:
            continue
        # In a file with very many assignments each one counts.
        functions = _functions_around(tree, span) if count < _MOST else _DEEPEST
        if functions is not None:
            anywhere.add(name)
            inside.update((name,) if functions > 1 else ())
    return Reassigned(frozenset(anywhere), frozenset(inside))


def _places(tree: SyntaxTree) -> Iterator[tuple[str, Span]]:
    text = tree.source.text
    each = (Span(*match.span("name")) for match in _EACH.finditer(text))
    for span in chain(_assigned(text), each):
        yield text[slice(*span)], span
    for match in _UNPACKED.finditer(text):
        sign = tree.node_at(Span(*match.span("sign")))
        assignment = sign.parent if sign is not None else None
        if assignment is None or assignment.type != "assignment_expression":
            continue
        target = assignment.child_by_field_name("left")
        for name in declared_names(target) if target is not None else ():
            yield name, Span(*match.span("sign"))


def _assigned(text: str) -> Iterator[Span]:
    """The names before operators that assign; those of properties and of declarations are none.

    To look for the operators and back from each takes a fraction of looking at each name.
    """
    for end in _assignments(text):
        while end and text[end - 1] in " \t":
            end -= 1
        start = end
        while start and (text[start - 1].isalnum() or text[start - 1] in "_$"):
            start -= 1
        is_name = _NAME.fullmatch(text, start, end) and text[start - 1 : start] != "."
        if is_name and not _DECLARED.search(text[max(0, start - _LONGEST_DECLARATION) : start]):
            yield Span(start, end)


def _assignments(text: str) -> Iterator[int]:
    """Where an operator starts that may assign to what is before it; no comparison, no arrow."""
    for at in _places_of("=", text):
        if text[at + 1 : at + 2] not in ("=", ">"):
            before = text[max(0, at - _LONGEST_OPERATOR) : at]
            operator = _OPERATOR.search(before)
            yield at - (len(operator[0]) if operator else 0)
    for step in _STEPS:
        yield from _places_of(step, text)


def _places_of(part: str, text: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + len(part))


def _functions_around(tree: SyntaxTree, span: Span) -> int | None:
    """How many functions are around a place; None where nothing is assigned: at a default.

    What nests too deep to tell is in many.
    """
    leaf = tree.node_at(span)
    node, parent = tree.root, tree.root
    functions = 0
    for _ in range(_DEEPEST):
        if leaf is None or node == leaf:
            return None if parent.type in _DECLARING else functions
        functions += node.type in FUNCTIONS
        # From the root down each step is short; to find a parent costs the whole way.
        inner = node.child_with_descendant(leaf)
        if inner is None:
            return functions
        node, parent = inner, node
    return _DEEPEST
