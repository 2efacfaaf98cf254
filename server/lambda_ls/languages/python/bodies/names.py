"""What names mean in a function."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from tree_sitter import Node

from ...flows.known import Function, Known
from ...flows.scope import Scope
from ...syntax import SyntaxTree
from ..bindings import Binding, bindings_of, statements
from ..events.module import ModuleScope
from ..events.parameters import Arguments, parameters
from .catching import CLAUSES, caught_name


class Variable(Struct, frozen=True):
    """A name of a function: a parameter, or what its statements bind, or both.

    `bindings` are in the order of the text. `body` is the node in which it can be changed.
    """

    name: str
    body: Node
    is_parameter: bool
    bindings: tuple[Binding, ...]


class Names:
    """What the names that a function sees mean: its own, those around it, those of the module."""

    def __init__(self, module: ModuleScope, function: Function | None, outer: Names | None) -> None:
        tree = module.tree
        self._tree = tree
        self._function = function
        self._scope: Scope = function.scope if function else module
        self._outer = outer
        self._own = _own_names(tree, function) if function else {}
        self._shared = _shared_names(tree, function.node) if function else frozenset[str]()

    def find(self, name: str) -> Variable | Known:
        """What a name means; of a name of the module what is known of it."""
        names: Names | None = self
        while names is not None:
            if name in names._shared:
                return None
            if name in names._own:
                return names._own[name]
            names = names._outer
        return self._scope.find(name)

    def is_of_module(self, name: str) -> bool:
        """Whether a name is no variable of a function: the module's own, or built in."""
        names: Names | None = self
        while names is not None:
            if name in names._own and name not in names._shared:
                return False
            names = names._outer
        return _module_of(self._scope) is not None

    def is_kept(self, name: str) -> bool:
        """Whether what a function gives a name stays when the function is over."""
        return name in self._shared

    def variable(self, name: str) -> Variable | None:
        """The function's own variable of that name."""
        return self._own.get(name) if name not in self._shared else None

    def module_variable(self, name: str) -> Variable | None:
        """The variable of the module that a name stands for, None if it is another's."""
        names: Names | None = self
        while names is not None:
            if name in names._own or name in names._shared:
                return None
            names = names._outer
        module = _module_of(self._scope)
        bindings = module.bound.names.get(name) if module else None
        if module is None or bindings is None or name in module.bound.rebound:
            return None
        return Variable(name, self._tree.root, False, tuple(bindings))


def _module_of(innermost: Scope) -> ModuleScope | None:
    scope = innermost
    while scope.outer is not None:
        if scope.values:
            # A wrapper has names of its own around the function.
            return None
        scope = scope.outer
    return scope if isinstance(scope, ModuleScope) else None


def _own_names(tree: SyntaxTree, function: Function) -> dict[str, Variable]:
    body = function.node.child_by_field_name("body") or function.node
    bindings: dict[str, list[Binding]] = {}
    for name, _ in parameters(tree, function, Arguments()):
        bindings.setdefault(tree.text(name), [])
    given = frozenset(bindings)
    for binding in _bindings(tree, body):
        bindings.setdefault(tree.text(binding.node), []).append(binding)
    return {
        name: Variable(name, body, name in given, tuple(found)) for name, found in bindings.items()
    }


def _bindings(tree: SyntaxTree, body: Node) -> Iterator[Binding]:
    for statement, certain in statements(body):
        yield from bindings_of(tree, statement, certain)
        name = caught_name(statement) if statement.type in CLAUSES else None
        if name is not None:
            yield Binding(name, statement, False)
    for walrus in tree.find(body, "named_expression") if tree.holds(body, ":=") else ():
        target = walrus.child_by_field_name("name")
        if target is not None:
            yield Binding(target, walrus, False, walrus.child_by_field_name("value"))


def _shared_names(tree: SyntaxTree, node: Node) -> frozenset[str]:
    """The names that a function declares `global` or `nonlocal`."""
    if not tree.holds(node, "global", "nonlocal"):
        return frozenset()
    found = tree.find(node, "global_statement", "nonlocal_statement")
    return frozenset(tree.text(name) for each in found for name in each.named_children)
