"""What the names of a file mean, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from tree_sitter import Node

from ....text.span import Span
from ...syntax import Grammar, SyntaxTree
from ..bindings import Binding
from ..events.module import ModuleScope
from ..nodes import text_of
from .effects import Effect, Kind, effects_of
from .variables import Declared, Table, Variable

_MOST_USES = 60
_USED = frozenset(
    {
        "identifier",
        "shorthand_property_identifier",
        "shorthand_property_identifier_pattern",
    }
)


class FileNames:
    """The variables of a file; those of a statement are read when one of its names is asked for.

    As a container it holds the names of the module that are assigned to.
    """

    def __init__(self, tree: SyntaxTree, grammar: Grammar) -> None:
        self._tree = tree
        self._grammar = grammar
        self.module = ModuleScope(tree, self)
        self._tables: dict[int, Table] = {}
        self._of_module: dict[str, Variable] = {}
        self._effects: dict[Variable, tuple[Effect, ...] | None] = {}

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str) or name not in self.module.bindings:
            return False
        return self.is_assigned(self._module_variable(name, self.module.bindings[name]))

    def variable(self, name: Node) -> Variable | None:
        """What a name stands for; None if it is a global."""
        statement = self._tree.root.child_with_descendant(name)
        if statement is not None:
            table = self._tables.get(statement.id)
            if table is None:
                table = self._tables[statement.id] = Table(self._tree, self._grammar, statement)
            found = table.find(name)
            if found is not None:
                return found
        binding = self.module.bindings.get(text_of(name))
        return self._module_variable(text_of(name), binding) if binding else None

    def uses(self, variable: Variable) -> list[Node] | None:
        """Where a variable is named, its declarations too; None if that is too often."""
        found = list(islice(self._occurrences(variable), _MOST_USES + 1))
        if len(found) > _MOST_USES:
            return None
        return [node for node in found if self.variable(node) is variable]

    def is_assigned(self, variable: Variable) -> bool:
        """Whether a variable is given another value than those it is declared with, or may be."""
        found = self.effects(variable)
        return found is None or any(each.is_assignment for each in found)

    def effects(self, variable: Variable) -> tuple[Effect, ...] | None:
        """What the file does with the value of a variable; None if it names it too often."""
        if variable not in self._effects:
            self._effects[variable] = self._read_effects(variable)
        return self._effects[variable]

    def _read_effects(self, variable: Variable) -> tuple[Effect, ...] | None:
        found: list[Effect] = []
        for count, node in enumerate(self._occurrences(variable)):
            if count >= _MOST_USES:
                return None
            effects = tuple(effects_of(node))
            if variable.is_of_module and _is_declared_again(node, variable):
                effects = (Effect(Kind.SET),)
            if effects and self.variable(node) is variable:
                found.extend(effects)
        return tuple(found)

    def _occurrences(self, variable: Variable) -> Iterator[Node]:
        word = re.compile(rf"(?<![\w$]){re.escape(variable.name)}(?![\w$])")
        start, end = self._tree.span(variable.scope)
        for match in word.finditer(self._tree.source.text, start, end):
            node = self._tree.node_at(Span(*match.span()))
            if node is not None and node.type in _USED:
                yield node

    def _module_variable(self, name: str, binding: Binding) -> Variable:
        if name not in self._of_module:
            declared = Declared(
                binding.name,
                binding.value,
                binding.keys,
                binding.imported,
                is_fixed=binding.fixed,
                is_unknown=binding.value is None and not _is_empty(binding),
            )
            self._of_module[name] = Variable(name, self._tree.root, (declared,), True)
        return self._of_module[name]


def _is_empty(binding: Binding) -> bool:
    """Whether a name is declared with nothing: `let name;`."""
    return _is_declarator(binding.name)


def _is_declared_again(name: Node, variable: Variable) -> bool:
    """Whether a place declares a name of the module that something else declares too."""
    return name != variable.declared[0].name and _is_declarator(name)


def _is_declarator(name: Node) -> bool:
    parent = name.parent
    is_declarator = parent is not None and parent.type == "variable_declarator"
    return is_declarator and parent is not None and parent.child_by_field_name("name") == name
