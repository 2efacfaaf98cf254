"""Where a top-level name of a file is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct
from tree_sitter import Node

from ..syntax import SyntaxTree
from .nodes import FUNCTIONS, has_token, text_of

_NAMES = frozenset(
    {
        "identifier",
        "shorthand_property_identifier",
        "shorthand_property_identifier_pattern",
        "type_identifier",
    }
)
_PATTERNS = frozenset(
    {
        "array_pattern",
        "assignment_pattern",
        "object_assignment_pattern",
        "object_pattern",
        "optional_parameter",
        "pair_pattern",
        "required_parameter",
        "rest_pattern",
    }
)
_BLOCKS = frozenset(
    {"class_static_block", "for_in_statement", "for_statement", "program", "statement_block"}
    | {"switch_body"}
)
_DECLARED_AROUND = frozenset(
    {"abstract_class_declaration", "class_declaration", "enum_declaration"}
    | {"function_declaration", "generator_function_declaration", "internal_module"}
)
_DECLARED_INSIDE = frozenset({"class", "function_expression", "generator_function"})
_MAX_OCCURRENCES = 1000
_IN_NAMES = re.compile(rb"[\w$]")


class Reference(Struct, frozen=True):
    """One place where a name is used; `ancestors` go from the file's node to the parent."""

    node: Node
    ancestors: tuple[Node, ...]

    @property
    def parent(self) -> Node:
        """The node around it."""
        return self.ancestors[-1]


def references(tree: SyntaxTree, name: str) -> tuple[Reference, ...] | None:
    """Every place where the top-level binding or global `name` is meant, its declaration too.

    Places where an inner declaration hides it are left out. None if there are too many places.
    """
    found = occurrences(tree, name, _NAMES)
    if found is None:
        return None
    scopes = (scope for scope in map(_scope, found) if scope and scope.type != "program")
    hidden = {(scope.start_byte, scope.end_byte) for scope in scopes}
    return tuple(reference for reference in found if not _within(reference.node, hidden))


def references_of(tree: SyntaxTree, name: Node) -> tuple[Reference, ...] | None:
    """Every place that means the same as the name at one place, that place too.

    None if there are too many places.
    """
    found = occurrences(tree, text_of(name), _NAMES)
    if found is None:
        return None
    inner = (scope for scope in map(_scope, found) if scope and scope.type != "program")
    scopes = {(scope.start_byte, scope.end_byte) for scope in inner}
    own = _innermost_range(name, scopes)
    return tuple(each for each in found if _innermost_range(each.node, scopes) == own)


def occurrences(tree: SyntaxTree, name: str, types: frozenset[str]) -> tuple[Reference, ...] | None:
    """Every leaf of these types with this text, None if there are too many."""
    word = name.encode("utf-8", "surrogatepass")
    some = list(islice(_words(tree.data, word), _MAX_OCCURRENCES + 1))
    if len(some) > _MAX_OCCURRENCES:
        return None
    found = []
    for start in some:
        span = start, start + len(word)
        leaf = tree.root.descendant_for_byte_range(*span)
        if leaf and (leaf.start_byte, leaf.end_byte) == span and leaf.type in types:
            found.append(Reference(leaf, _ancestors(tree.root, leaf)))
    return tuple(found)


def _words(data: bytes, word: bytes) -> Iterator[int]:
    """Where a word starts that is no part of a longer one."""
    start = data.find(word) if word else -1
    while start >= 0:
        end = start + len(word)
        if not _IN_NAMES.match(data, end) and not (start and _IN_NAMES.match(data, start - 1)):
            yield start
        start = data.find(word, end)


def _within(node: Node, ranges: set[tuple[int, int]]) -> bool:
    offset = node.start_byte
    return any(start <= offset < end for start, end in ranges)


def _innermost_range(node: Node, ranges: set[tuple[int, int]]) -> tuple[int, int]:
    """The smallest range around a node, an empty one where none is."""
    around = (pair for pair in ranges if pair[0] <= node.start_byte < pair[1])
    return min(around, key=lambda pair: pair[1] - pair[0], default=(0, 0))


def _ancestors(root: Node, node: Node) -> tuple[Node, ...]:
    path = []
    current: Node | None = root
    while current is not None and current != node:
        path.append(current)
        current = current.child_with_descendant(node)
    return tuple(path)


def _scope(reference: Reference) -> Node | None:
    """The node in which this place declares the name, None if it only uses it."""
    node, ancestors = reference.node, list(reference.ancestors)
    while ancestors and ancestors[-1].type in _PATTERNS:
        parent = ancestors.pop()
        if _is_field(parent, "right", node) or _is_field(parent, "key", node):
            return None
        if _is_field(parent, "value", node) and parent.type.endswith("_parameter"):
            return None
        node = parent
    if not ancestors:
        return None
    parent = ancestors[-1]
    if parent.type == "variable_declarator" and _is_field(parent, "name", node):
        hoisted = len(ancestors) > 1 and ancestors[-2].type == "variable_declaration"
        return _innermost(ancestors, FUNCTIONS if hoisted else _BLOCKS)
    if parent.type == "formal_parameters" and len(ancestors) > 1:
        return ancestors[-2]
    if _is_field(parent, "parameter", node) and parent.type in ("arrow_function", "catch_clause"):
        return parent
    if parent.type in _DECLARED_AROUND and _is_field(parent, "name", node):
        return _innermost(ancestors[:-1], _BLOCKS)
    if parent.type in _DECLARED_INSIDE and _is_field(parent, "name", node):
        return parent
    if parent.type == "for_in_statement" and _is_field(parent, "left", node):
        return parent if any(has_token(parent, word) for word in ("const", "let")) else None
    return None


def _is_field(parent: Node, field: str, node: Node) -> bool:
    return parent.child_by_field_name(field) == node


def _innermost(ancestors: list[Node], types: frozenset[str]) -> Node | None:
    return next((node for node in reversed(ancestors) if node.type in types), None)
