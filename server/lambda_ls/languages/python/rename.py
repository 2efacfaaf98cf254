"""The places of a Python file that change with the name of a function."""

from __future__ import annotations

import re

from tree_sitter import Node

from ...text.source import SourceText
from ...text.span import Span
from ..syntax import Grammar, SyntaxTree, ancestors, parse
from .scopes import Role, Use, use_of

_DECIDED_FROM_WITHIN = frozenset({Role.BIND, Role.IMPORT, Role.GLOBAL, Role.NONLOCAL})


def rename_spans(source: SourceText, name: str) -> tuple[Span, ...]:
    """Every use of the module's `name`, and its entry in `__all__`, in the order of the text.

    Empty where the name is not defined here, is shared with the module it is imported from, or
    where the file does not parse: then a rename could change what the code does.
    """
    if not name.isidentifier():
        return ()
    tree = parse(Grammar.PYTHON, source)
    if tree.broken:
        return ()
    # Word boundaries, so that `handler` is not looked up in every `handlers`.
    nodes = list(tree.nodes_matching(re.compile(rf"\b{re.escape(name)}\b")))
    named = [node for node in nodes if tree.text(node) == name]
    uses: list[Use] = []
    for node in named:
        if node.type == "identifier":
            use = use_of(node)
            if use is None:
                return ()
            uses.append(use)
    listed = [node for node in named if node.type == "string_content" and _in_all(tree, node)]
    changed = _uses_of_module(uses)
    if not changed:
        return ()
    return tuple(sorted(tree.span(node) for node in (*changed, *listed)))


def _uses_of_module(uses: list[Use]) -> list[Node]:
    """The uses that mean the module's name; none where it is not safe to change them."""
    scopes: dict[Node, set[Role]] = {}
    for use in uses:
        if use.role in _DECIDED_FROM_WITHIN:
            scopes.setdefault(use.scopes[0], set()).add(use.role)
    meant = [use for use in uses if use.role is not Role.OTHER and _means_module(use, scopes)]
    roles = {use.role for use in meant}
    if Role.BIND not in roles or Role.IMPORT in roles:
        return []
    return [use.node for use in meant]


def _means_module(use: Use, scopes: dict[Node, set[Role]]) -> bool:
    """Follow the scopes outwards to the first that binds the name."""
    for depth, scope in enumerate(use.scopes):
        if scope.type == "module":
            return True
        roles = scopes.get(scope, set())
        if Role.GLOBAL in roles:
            return True
        # The names of a class body are not seen from the functions in it.
        visible = depth == 0 or scope.type != "class_definition"
        if visible and roles & {Role.BIND, Role.IMPORT}:
            return Role.NONLOCAL in roles and _means_module(_outside(use, depth), scopes)
    return False


def _outside(use: Use, depth: int) -> Use:
    return Use(use.node, use.role, use.scopes[depth + 1 :])


def _in_all(tree: SyntaxTree, content: Node) -> bool:
    """Whether a string is an entry of the module's `__all__`."""
    for parent, _ in ancestors(content):
        if parent.type in {"assignment", "augmented_assignment"}:
            left = parent.child_by_field_name("left")
            return left is not None and tree.text(left) == "__all__"
        if parent.type == "call":
            function = parent.child_by_field_name("function")
            return function is not None and tree.text(function).startswith("__all__.")
    return False
