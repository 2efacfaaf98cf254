"""The names at the top level of a file."""

from __future__ import annotations

from collections.abc import Container

from tree_sitter import Node

from ....model.module import Import
from ...flows.known import Class, Function, Instance, Known, Outside, Text
from ...flows.scope import FileScope
from ...syntax import SyntaxTree
from ..bindings import Binding, read_bindings
from ..nodes import CLASSES, FUNCTIONS, bare, callee_name, required_module, string_value, text_of

_PREFIX = "node:"


class ModuleScope(FileScope):
    """What the top level of a file says of its names; nothing of those that are `reassigned`."""

    def __init__(self, tree: SyntaxTree, reassigned: Container[str] = ()) -> None:
        super().__init__()
        self.bindings = tree.once(read_bindings)
        self._reassigned = reassigned
        self._pending: set[str] = set()

    def value_of(self, name: str) -> Node | None:
        """The whole value that a name keeps; None where that cannot be told."""
        binding = self.bindings.get(name)
        if binding is None or binding.keys or not self.is_fixed(name, binding):
            return None
        return binding.value

    def is_fixed(self, name: str, binding: Binding) -> bool:
        """Whether a name always has the value that it is declared with."""
        return binding.fixed or name not in self._reassigned

    def meaning(self, name: str) -> Known:
        """What a name of the file stands for; one that the file does not bind is a global."""
        binding = self.bindings.get(name)
        if binding is None:
            return Outside(name)
        if name in self._pending:
            # A name that stands for itself stands for nothing.
            return None
        self._pending.add(name)
        known = self._bound(name, binding)
        self._pending.remove(name)
        return known

    def _bound(self, name: str, binding: Binding) -> Known:
        if binding.imported is not None:
            return outside_of(name, binding.imported)
        value = bare(binding.value) if binding.value else None
        if value is None or not self.is_fixed(name, binding):
            return None
        module = required_module(value)
        if module is not None and len(binding.keys) < 2:
            return outside_of(name, Import(module, binding.keys[0] if binding.keys else None))
        return None if binding.keys else self._value(value)

    def _value(self, value: Node) -> Known:
        if value.type in FUNCTIONS:
            return Function(value, self)
        if value.type in CLASSES:
            return Class(value, self)
        if value.type == "new_expression":
            made = self.meaning(callee_name(value))
            return Instance(made) if isinstance(made, Class) else None
        text = string_value(value)
        if text is not None:
            return Text(text)
        return self.meaning(text_of(value)) if value.type == "identifier" else None


def outside_of(name: str, imported: Import) -> Outside:
    """Something imported; the full names of Node's own modules are the same however they come."""
    module = imported.module.removeprefix(_PREFIX)
    if imported.name in (None, "default") and module.isidentifier():
        return Outside(module, imported)
    full = f"{module}.{imported.name}" if module.isidentifier() else name
    return Outside(full, imported)
