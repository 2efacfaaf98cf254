"""Reading one function of JavaScript with certain arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeAlias

from tree_sitter import Node

from ...flows.known import Function, Known
from ...flows.reading import FunctionReading
from ...flows.scope import Scope
from ...flows.work import Work
from ...syntax import SyntaxTree

Arguments: TypeAlias = tuple[Known, ...]
Enter: TypeAlias = Callable[[Function, Arguments, bool], None]
"""Has a function read that is called with arguments; true if what it throws is caught."""


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
        guarded: bool,
    ) -> None:
        scope = Scope(function.scope, work.shared)
        super().__init__(tree, work, function, scope, guarded=guarded)
        self._readers = readers
        self._enter = enter

    def end(self) -> None:
        """Have the functions read later that nothing in this one calls."""
        for function in self.uncalled():
            self._enter(function, (), False)

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
        self._enter(function, arguments, bool(self.guards))

    @contextmanager
    def block(self, names: Iterable[str]) -> Iterator[None]:
        """Read a part that declares names of its own, which hide those of the same spelling."""
        own = set(names)
        hidden = {name: self.scope.values[name] for name in own if name in self.scope.values}
        for name in own:
            self.scope.values.pop(name, None)
        yield
        for name in own:
            self.scope.values.pop(name, None)
        self.scope.values.update(hidden)


Reader: TypeAlias = Callable[[Reading, Node], Known]
"""Reads one type of node; what is known of its value."""
