"""Whether code only reads a list or dictionary where it names it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tree_sitter import Node

from ....text.span import Span
from ...syntax import ancestors
from .library import leaves_alone
from .names import Variable

if TYPE_CHECKING:
    from .terms import Terms

READING_METHODS = frozenset({"copy", "count", "get", "index", "items", "keys", "values"})
"""Methods that leave a list or dictionary as it is; what they give may be a part of it."""

GROWING_METHODS = frozenset({"append", "extend", "insert"})
"""Methods that only add items to a list."""

_MOST_USES = 40
_READERS = frozenset(
    {
        "assert_statement",
        "comparison_operator",
        "elif_clause",
        "expression_statement",
        "if_clause",
        "if_statement",
        "interpolation",
        "not_operator",
        "return_statement",
        "while_statement",
    }
)
# What gives one of its parts as it is.
_SAME = frozenset({"boolean_operator", "conditional_expression", "parenthesized_expression"})
# What gives something new that holds its parts.
_HOLDERS = frozenset(
    {
        "binary_operator",
        "dictionary",
        "dictionary_splat",
        "expression_list",
        "list",
        "list_splat",
        "pair",
        "tuple",
    }
)


def uses(terms: Terms, variable: Variable) -> list[Node] | None:
    """Where code names a variable; None where it does so too often to follow what becomes of it."""
    word = re.compile(rf"\b{re.escape(variable.name)}\b")
    start, end = terms.span(variable.body)
    places = [Span(*match.span()) for match in word.finditer(terms.tree.source.text, start, end)]
    if len(places) > _MOST_USES:
        return None
    found = map(terms.tree.node_at, places)
    return [node for node in found if node and node.type == "identifier" and not _is_label(node)]


def is_only_read(terms: Terms, variable: Variable, *, inside: bool = False) -> bool:
    """Whether nothing changes what a variable holds; `inside` asks only for what is in that."""
    asked = (variable.name, variable.body.id, inside)
    if asked not in terms.read_only:
        # What is kept under names that hold each other is not followed.
        terms.read_only[asked] = False
        found = uses(terms, variable)
        is_read = found is not None and all(_leaves(terms, each, inside=inside) for each in found)
        terms.read_only[asked] = is_read
    return terms.read_only[asked]


def only_reads(terms: Terms, node: Node) -> bool:
    """Whether what an expression gives is only read, also by other names that it gets there."""
    is_held = False
    parent = node.parent
    while parent is not None and (parent.type in _SAME or parent.type in _HOLDERS):
        is_held = is_held or parent.type in _HOLDERS
        node, parent = parent, parent.parent
    if parent is None:
        return False
    if parent.type in _READERS or _is_key(parent, node):
        return True
    if parent.type == "named_expression" and node == parent.child_by_field_name("name"):
        return only_reads(terms, parent)
    if parent.type == "assignment" and node == parent.child_by_field_name("right"):
        return _is_alias_only_read(terms, parent, is_held=is_held)
    listed = parent.parent if parent.type == "keyword_argument" else parent
    call = listed.parent if listed is not None and listed.type == "argument_list" else None
    return call is not None and (_is_returned(call) or leaves_alone(terms, call))


def is_bound(name: Node) -> bool:
    """Whether an assignment gives a name its value, and gives it to nothing else."""
    parent = name.parent
    if parent is None or parent.type != "assignment":
        return False
    is_alone = parent.parent is not None and parent.parent.type == "expression_statement"
    value = parent.child_by_field_name("right")
    is_alone = is_alone and (value is None or value.type != "assignment")
    return is_alone and name == parent.child_by_field_name("left")


def path_from(node: Node) -> Node:
    """The longest chain of keys and attributes that starts with an expression."""
    parent = node.parent
    while parent is not None and node in (
        parent.child_by_field_name("value") if parent.type == "subscript" else None,
        parent.child_by_field_name("object") if parent.type == "attribute" else None,
    ):
        node, parent = parent, parent.parent
    return node


def _is_label(name: Node) -> bool:
    """Whether a word is the name of an attribute or of an argument, and no variable."""
    parent = name.parent
    if parent is None:
        return False
    field = {"attribute": "attribute", "keyword_argument": "name"}.get(parent.type)
    return field is not None and name == parent.child_by_field_name(field)


def _leaves(terms: Terms, name: Node, *, inside: bool) -> bool:
    if is_bound(name):
        return True
    path = path_from(name)
    parent = path.parent
    if path == name or parent is None:
        return only_reads(terms, name)
    if path.type == "attribute":
        method = path.child_by_field_name("attribute")
        is_method = parent.type == "call" and path.child_by_field_name("object") == name
        is_read = is_method and method is not None and terms.text(method) in READING_METHODS
        return is_read and only_reads(terms, parent)
    if parent.type == "assignment" and path == parent.child_by_field_name("left"):
        return inside and path.child_by_field_name("value") == name
    return only_reads(terms, path)


def _is_key(parent: Node, node: Node) -> bool:
    return parent.type == "subscript" and node in parent.children_by_field_name("subscript")


def _is_alias_only_read(terms: Terms, assignment: Node, *, is_held: bool) -> bool:
    """Whether nothing is changed by the name that an assignment gives a value, or puts it in."""
    target = assignment.child_by_field_name("left")
    if target is not None and target.type == "subscript":
        target = target.child_by_field_name("value")
        is_held = True
    if target is None or target.type != "identifier":
        return False
    alias = terms.meaning(terms.text(target))
    if not isinstance(alias, Variable) or alias.is_parameter or not _is_in(assignment, alias.body):
        return False
    return is_only_read(terms, alias, inside=is_held)


def _is_in(assignment: Node, body: Node) -> bool:
    """Whether an assignment is one of the function itself, and not of one that is in it."""
    functions = (each for each, _ in ancestors(assignment) if each.type == "function_definition")
    function = next(functions, None)
    return function is not None and function.child_by_field_name("body") == body


def _is_returned(call: Node) -> bool:
    """Whether nothing comes after a call but its result."""
    return call.parent is not None and call.parent.type == "return_statement"
