"""What the names of a file mean, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from tree_sitter import Node

from ....text.span import Span
from ...syntax import Grammar, SyntaxTree, ancestors
from ..bindings import Binding
from ..events.module import ModuleScope
from ..nodes import FUNCTIONS, text_of
from .aliases import through
from .effects import Effect, Kind
from .uses import effects_of
from .variables import Declared, Table, Variable

_MOST_USES = 60
_MOST_EFFECTS = 200
_DEEPEST = 24
_ESCAPED = (Effect(Kind.ESCAPED),)
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
        self._depth = 0

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str) or name not in self.module.bindings:
            return False
        return self.is_assigned(self._module_variable(name, self.module.bindings[name]))

    def variable(self, name: Node) -> Variable | None:
        """What a name stands for; None if it is a global."""
        return self.meant(text_of(name), name)

    def meant(self, name: str, place: Node) -> Variable | None:
        """What a name would stand for at a place; None if it is a global."""
        statement = self._tree.root.child_with_descendant(place)
        if statement is not None:
            table = self._tables.get(statement.id)
            if table is None:
                table = self._tables[statement.id] = Table(self._tree, self._grammar, statement)
            found = table.find(name, place)
            if found is not None:
                return found
        binding = self.module.bindings.get(name)
        return self._module_variable(name, binding) if binding else None

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
        """What the file does with the value of a variable; None if it names it too often.

        What is done to it through other variables that hold it counts as well.
        """
        if self._depth >= _DEEPEST:
            return _ESCAPED
        if variable not in self._effects:
            # Nothing is known of variables that hold each other.
            self._effects[variable] = _ESCAPED
            self._depth += 1
            self._effects[variable] = self._read_effects(variable)
            self._depth -= 1
        return self._effects[variable]

    def _read_effects(self, variable: Variable) -> tuple[Effect, ...] | None:
        found: list[Effect] = []
        home = _home(variable)
        declared = [each.name for each in variable.declared]
        for count, node in enumerate(self._occurrences(variable)):
            if count >= _MOST_USES:
                return None
            if node in declared or self.variable(node) is not variable:
                continue
            if variable.is_of_module and _is_declarator(node):
                found.append(Effect(Kind.SET))
                continue
            for effect in effects_of(node, home):
                found.extend(self._through(effect, variable))
            if len(found) > _MOST_EFFECTS:
                return None
        return tuple(dict.fromkeys(found))

    def _through(self, effect: Effect, variable: Variable) -> Iterator[Effect]:
        """An effect, or those of the variable that keeps the value."""
        kept = effect.holder
        holder = self.variable(kept.name) if kept is not None else None
        if kept is None:
            yield effect
        elif holder is not variable or kept.path != effect.path:
            effects = self.effects(holder) if holder is not None else None
            yield from through(effect.path, kept.path, _ESCAPED if effects is None else effects)

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


def _is_declarator(name: Node) -> bool:
    parent = name.parent
    is_declarator = parent is not None and parent.type == "variable_declarator"
    return is_declarator and parent is not None and parent.child_by_field_name("name") == name


def _home(variable: Variable) -> Node | None:
    """The function that a variable belongs to, None for the module's own."""
    if variable.is_of_module or variable.scope.type in FUNCTIONS:
        return None if variable.is_of_module else variable.scope
    around = (parent for parent, _ in ancestors(variable.scope))
    return next((each for each in around if each.type in FUNCTIONS), None)
