"""Reading one function of Python with certain arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import TypeAlias

from tree_sitter import Node

from ....model.flow import Catch
from ...flows.known import Function, Known
from ...flows.reading import FunctionReading
from ...flows.scope import Scope
from ...flows.work import Work
from ...syntax import SyntaxTree
from .bound import BoundNames
from .parameters import Arguments, parameters

Enter: TypeAlias = Callable[[Function, Arguments, Catch], None]
"""Has a function read that is called with arguments, and what catches what it raises."""


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
        scope = Scope(function.scope, work.shared)
        super().__init__(tree, work, function, scope, caught=caught)
        self._own = scope
        self._readers = readers
        self._enter = enter

    def run(self, arguments: Arguments) -> None:
        """Read the function, then the functions in it that nothing in it calls."""
        for name, known in parameters(self.tree, self.function, arguments):
            self.bind(name, known, is_parameter=True)
        self.evaluate(self._body)
        for function in self.uncalled():
            self._enter(function, Arguments(), Catch.NOTHING)

    def read(self, node: Node) -> Known:
        """Read an expression or statement by its type."""
        reader = self._readers.get(node.type)
        if reader is not None:
            return reader(self, node)
        self.evaluate_all(node.named_children)
        return None

    def forget_within(self, node: Node) -> None:
        """Forget the names that a part binds."""
        self.scope.forget(self.bound_within(node))

    def bound_within(self, node: Node) -> set[str]:
        """The names of this function that a part of it binds."""
        return self._bound.within(node)

    def bind(
        self, name: Node, known: Known, *, is_parameter: bool = False, is_own: bool = False
    ) -> None:
        """A name gets a value; with `is_own` a name of the function, not of a comprehension."""
        known = (self._own if is_own else self.scope).bind(self.text(name), known)
        self.use(name, known, is_parameter=is_parameter)

    def call(self, function: Function, arguments: Arguments) -> None:
        """A function of the file is called from here."""
        self.note_call(function)
        self._enter(function, arguments, self.caught)

    @contextmanager
    def inner_scope(self) -> Iterator[None]:
        """Read a part that has names of its own: a comprehension, the body of a class."""
        outer = self.scope
        self.scope = Scope(outer)
        yield
        self.scope = outer

    @property
    def _body(self) -> Node:
        return self.function.node.child_by_field_name("body") or self.function.node

    @cached_property
    def _bound(self) -> BoundNames:
        return BoundNames(self.tree, self._body)


def is_whole(attribute: Node, name: Node) -> bool:
    """Whether a name belongs to its dot: in half-typed code it can start the next line."""
    dot = next((child for child in attribute.children if child.type == "."), name)
    return dot.start_point.row == name.start_point.row


Reader: TypeAlias = Callable[[Reading, Node], Known]
"""Reads one type of node; what is known of its value."""
