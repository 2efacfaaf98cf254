"""The names of a module, as its functions see them."""

from __future__ import annotations

from tree_sitter import Node

from ...flows.known import Class, Function, Instance, Known, Made, Outside, Plain, Text
from ...flows.scope import FileScope
from ...syntax import SyntaxTree
from ..bindings import DEFINITIONS, Binding, Bindings, defined, module_bindings
from .methods import decorators_of, method_of
from .names import named, outside
from .strings import constant
from .wrappers import wrapped

_LONGEST_CHAIN = 8


class ModuleScope(FileScope):
    """The names of a module once it is imported."""

    def __init__(self, tree: SyntaxTree) -> None:
        super().__init__()
        self.tree = tree
        self.bound: Bindings = tree.once(module_bindings)

    def meaning(self, name: str) -> Known:
        """What a name stands for; what nothing binds is taken to be built in."""
        if name not in self.values:
            self.values[name] = self._known(name)
        return self.values[name]

    def handler(self, symbol: str) -> Function | None:
        """The function that a name stands for, below the wrappers that are seen through."""
        bindings = () if symbol in self.bound.rebound else self._decisive(symbol)
        return self._function(bindings[0], _LONGEST_CHAIN) if len(bindings) == 1 else None

    def _known(self, name: str) -> Known:
        if name in self.bound.rebound:
            return None
        if name not in self.bound.names:
            return Outside(name)
        bindings = self._decisive(name)
        if all(binding.imported for binding in bindings):
            known = outside(bindings[0].imported)
            return known if len(bindings) == 1 or known is None else Outside(known.name)
        return self._value(bindings[0]) if len(bindings) == 1 else None

    def _decisive(self, name: str, before: int | None = None) -> list[Binding]:
        """The bindings that can be the last, of those that end before a byte."""
        bindings = [
            binding
            for binding in self.bound.names.get(name, ())
            if before is None or binding.statement.end_byte <= before
        ]
        certain = [index for index, binding in enumerate(bindings) if binding.certain]
        return bindings[certain[-1] :] if certain else bindings

    def _value(self, binding: Binding) -> Known:
        if binding.statement.type in DEFINITIONS:
            return self._defined(binding.statement)
        value = binding.value
        if value is None:
            return None
        if value.type == "lambda":
            return Function(value, self)
        if value.type == "integer":
            return Plain.NUMBER
        if value.type == "call":
            return self._instance(value) or self._made(value)
        text = constant(self.tree, value)
        return None if text is None else Text(text)

    def _defined(self, statement: Node) -> Function | Class:
        node = defined(statement)
        if node.type == "class_definition":
            return Class(node, self)
        return Function(node, self, decorators_of(statement))

    def _function(self, binding: Binding, left: int) -> Function | None:
        known = self._value(binding)
        if isinstance(known, Class):
            return method_of(self.tree, Instance(known), "__init__")
        if isinstance(known, Function):
            return known
        return self._callable(binding.value, binding.statement.start_byte, left)

    def _callable(self, node: Node | None, before: int, left: int) -> Function | None:
        """The function that an expression gives, written before a byte of the module."""
        if node is None or not left:
            return None
        if node.type == "lambda":
            return Function(node, self)
        if node.type == "identifier":
            bindings = self._decisive(self.tree.text(node), before)
            return self._function(bindings[0], left - 1) if len(bindings) == 1 else None
        if node.type == "attribute":
            return self._method(node)
        if node.type != "call":
            return None
        made = self._instance(node)
        return method_of(self.tree, made, "__call__") if made else self._wrapped(node, before, left)

    def _method(self, node: Node) -> Function | None:
        """The method that `instance.method` or `Class().method` gives."""
        owner, name = node.child_by_field_name("object"), node.child_by_field_name("attribute")
        if owner is None or name is None:
            return None
        known = named(self, self.tree.text(owner))
        if owner.type == "call":
            known = self._instance(owner)
        if not isinstance(known, Class | Instance):
            return None
        return method_of(self.tree, known, self.tree.text(name))

    def _instance(self, call: Node) -> Instance | None:
        """What a call of a class of the file gives."""
        function = call.child_by_field_name("function")
        bindings = self._decisive(self.tree.text(function)) if function else []
        if len(bindings) != 1 or bindings[0].statement.type not in DEFINITIONS:
            return None
        called = self._defined(bindings[0].statement)
        return Instance(called) if isinstance(called, Class) else None

    def _made(self, call: Node) -> Made | None:
        """What a call of something that the file imports gives."""
        function = call.child_by_field_name("function")
        arguments = call.child_by_field_name("arguments")
        root, *members = self.tree.text(function).split(".") if function else [""]
        bindings = self._decisive(root)
        imported = outside(bindings[0].imported) if len(bindings) == 1 else None
        if imported is None or arguments is None:
            return None
        names = (child.child_by_field_name("name") for child in arguments.named_children)
        keywords = frozenset(self.tree.text(name) for name in names if name)
        return Made(".".join((imported.name, *members)), keywords)

    def _wrapped(self, call: Node, before: int, left: int) -> Function | None:
        """What `wrapper(function)` reaches first."""
        wrapper = call.child_by_field_name("function")
        arguments = call.child_by_field_name("arguments")
        first = arguments.named_children[0] if arguments and arguments.named_children else None
        inner = self._callable(first, before, left - 1)
        return wrapped(self.tree, self, wrapper, inner) if wrapper and inner else None
