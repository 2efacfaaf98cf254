"""All uses of one name in a Python file, and which of them mean the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tree_sitter import Node

from ..syntax import SyntaxTree
from .scopes import Role, Use, use_of

_DECIDED_FROM_WITHIN = frozenset({Role.BIND, Role.IMPORT, Role.GLOBAL, Role.NONLOCAL})


class NameUses:
    """The uses of one name, in the order of the text."""

    def __init__(self, uses: Iterable[Use]) -> None:
        self.all = tuple(uses)
        self._roles: dict[Node, set[Role]] = {}
        for use in self.all:
            if use.role in _DECIDED_FROM_WITHIN:
                self._roles.setdefault(use.scopes[0], set()).add(use.role)

    def in_scope(self, scope: Node | None) -> list[Use]:
        """The uses that mean the name as a scope binds it."""
        return [
            use
            for use in self.all
            if use.role is not Role.OTHER and scope is not None and self.scope_of(use) == scope
        ]

    def scope_of(self, use: Use) -> Node | None:
        """The scope that binds what a use means: outwards the first that binds the name."""
        return self._outwards(use.scopes)

    def _outwards(self, scopes: tuple[Node, ...]) -> Node | None:
        for depth, scope in enumerate(scopes):
            if scope.type == "module":
                return scope
            roles = self._roles.get(scope, set())
            if Role.GLOBAL in roles:
                return scopes[-1]
            # The names of a class body are not seen from the functions in it.
            visible = depth == 0 or scope.type != "class_definition"
            if visible and roles & {Role.BIND, Role.IMPORT}:
                return self._outwards(scopes[depth + 1 :]) if Role.NONLOCAL in roles else scope
        return None


class FileUses:
    """The uses of any name of a file, each looked for once."""

    def __init__(self, tree: SyntaxTree) -> None:
        self.tree = tree
        self._uses: dict[str, NameUses | None] = {}

    def of(self, node: Node) -> NameUses | None:
        """The uses of the name that stands at a node; None where one nests too deep to tell."""
        name = self.tree.text(node)
        if name not in self._uses:
            self._uses[name] = name_uses(nodes_named(self.tree, name))
        return self._uses[name]


def nodes_named(tree: SyntaxTree, name: str) -> list[Node]:
    """The identifiers with a name, and the contents of strings that are just the name."""
    # Word boundaries, so that `handler` is not looked up in every `handlers`.
    nodes = tree.nodes_matching(re.compile(rf"\b{re.escape(name)}\b"))
    return [node for node in nodes if tree.text(node) == name]


def name_uses(nodes: Iterable[Node]) -> NameUses | None:
    """The uses among nodes of one name; None where one nests too deep to tell."""
    uses: list[Use] = []
    for node in nodes:
        use = use_of(node) if node.type == "identifier" else None
        if use is not None:
            uses.append(use)
        elif node.type == "identifier":
            return None
    return NameUses(uses)
