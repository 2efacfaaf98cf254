"""Reading one function of JavaScript with certain arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import TypeAlias

from tree_sitter import Node

from ....model.flow import Catch, Form, Mode, Step, Value
from ....text.span import Span
from ...flows.known import Function, Known, Plain
from ...flows.reading import FunctionReading
from ...flows.values import below
from ...flows.work import Work
from ...syntax import SyntaxTree
from .blocks import BlockScope

Arguments: TypeAlias = tuple[Known, ...]
Enter: TypeAlias = Callable[[Function, Arguments, Catch], None]
"""Has a function read that is called with arguments, and what catches what it throws."""

_LENGTH = "length"
OF_OBJECTS = frozenset(
    {
        "__proto__",
        "constructor",
        "hasOwnProperty",
        "isPrototypeOf",
        "propertyIsEnumerable",
        "toLocaleString",
        "toString",
        "valueOf",
    }
)
"""What every object has of its own, so that it is no key."""


class Reading(FunctionReading):
    """One function, called with certain arguments, read in the order of its text.

    `readers` gives what reads each type of node; what has none is read child by child.
    """

    def __init__(
        self,
        tree: SyntaxTree,
        work: Work,
        readers: Mapping[str, Reader],
        enter: Enter,
        function: Function,
        *,
        caught: Catch,
    ) -> None:
        self._blocks = BlockScope(function.scope, work.shared)
        super().__init__(tree, work, function, self._blocks, caught=caught)
        self._readers = readers
        self._enter = enter
        self._caught: dict[int, Catch] = {}

    def take(
        self,
        owner: Value,
        key: str,
        form: Form,
        spans: tuple[Span, Span, Span],
        *,
        mode: Mode = "read",
        is_optional: bool = False,
        is_called: bool = False,
    ) -> Known:
        """A key is taken from a value; what all lists or all objects have is no key."""
        if key == _LENGTH:
            return Plain.NUMBER
        if key in OF_OBJECTS:
            return None
        if key.isdecimal():
            return below(owner, Step.ITEM)
        return super().take(
            owner, key, form, spans, mode=mode, is_optional=is_optional, is_called=is_called
        )

    def define(self, function: Function) -> None:
        """A function is defined in this one."""
        super().define(function)
        self._caught[function.node.id] = self.caught

    def end(self) -> None:
        """Have the functions read later that nothing in this one calls."""
        for function in self.uncalled():
            self._enter(function, (), self._caught[function.node.id])

    def read(self, node: Node) -> Known:
        """Read an expression or statement by its type."""
        reader = self._readers.get(node.type)
        if reader is not None:
            return reader(self, node)
        self.evaluate_all(node.named_children)
        return None

    def forget_within(self, node: Node) -> None:
        """Forget all names: what is not read can give any of them another value."""
        self.scope.forget(list(self.scope.values))

    def bind(self, name: Node, known: Known, *, is_parameter: bool = False) -> None:
        """A name gets a value."""
        self.use(name, self.scope.bind(self.text(name), known), is_parameter=is_parameter)

    def call(self, function: Function, arguments: Arguments) -> None:
        """A function of the file is called from here."""
        self.note_call(function)
        self._enter(function, arguments, self.caught)

    def block(self, names: Iterable[str]) -> AbstractContextManager[None]:
        """Read a part that declares names of its own, which hide those of the same spelling."""
        return self._blocks.block(names)


Reader: TypeAlias = Callable[[Reading, Node], Known]
"""Reads one type of node; what is known of its value."""
