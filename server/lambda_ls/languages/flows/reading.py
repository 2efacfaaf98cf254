"""Reading one function with certain arguments: what is alike in all languages."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from msgspec.structs import replace
from tree_sitter import Node

from ...model.flow import Access, Catch, Form, Key, Mode, NameUse, Step, Value
from ...text.span import Span
from ..syntax import SyntaxTree
from .known import Function, Known
from .scope import Scope, joined
from .values import BOTH, below, member
from .work import Work

_DEEPEST = 100


class FunctionReading(ABC):
    """One function, read in the order of its text; `scope` holds what is known at that point.

    `caught` tells what catches errors there, `is_dead` that what comes next does not run.
    """

    def __init__(
        self, tree: SyntaxTree, work: Work, function: Function, scope: Scope, *, caught: Catch
    ) -> None:
        self.tree = tree
        self.work = work
        self.facts = work.facts
        self.function = function
        self.scope = scope
        self.caught = caught
        self.is_dead = False
        self._depth = 0
        self._nested: list[Function] = []
        self._called: set[int] = set()

    @abstractmethod
    def read(self, node: Node) -> Known:
        """Read an expression or statement by its type."""

    @abstractmethod
    def forget_within(self, node: Node) -> None:
        """Forget the names to which a part that is not read can give another value."""

    def evaluate(self, node: Node) -> Known:
        """Read an expression or statement; what is known of its value."""
        if self._depth >= _DEEPEST or not self.work.spend():
            self.forget_within(node)
            return None
        self._depth += 1
        known = self.read(node)
        self._depth -= 1
        return known

    def evaluate_all(self, nodes: Iterable[Node | None]) -> None:
        """Read several expressions or statements, whatever they are worth."""
        for node in nodes:
            if node is not None:
                self.evaluate(node)

    def text(self, node: Node) -> str:
        """The source of a node."""
        return self.tree.text(node)

    @property
    def is_handler(self) -> bool:
        """Whether it is the function with which following the invocation begins."""
        return self.work.is_handler(self.function)

    def use(self, name: Node, known: Known, *, is_parameter: bool = False) -> None:
        """A name stands for a value."""
        if isinstance(known, Value):
            use = NameUse(self.text(name), self.tree.span(name), known, is_parameter)
            self.facts.names.append(use)

    def define(self, function: Function) -> None:
        """A function is defined in this one."""
        self._nested.append(function)

    def note_call(self, function: Function) -> None:
        """A function of the file is called from here."""
        self._called.add(function.node.id)

    def uncalled(self) -> Iterator[Function]:
        """The functions defined in this one that nothing in it calls."""
        self.scope.settle()
        return (each for each in self._nested if each.node.id not in self._called)

    def mark_tested(self, known: Known) -> None:
        """The code asks whether a value is there."""
        if isinstance(known, Value):
            self.facts.tested.add((known.root, known.path))

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
        """A key is taken from a value; `spans` are those of the key, its owner and the whole."""
        is_provided = self.caught is Catch.PROVISION
        access = Access(
            owner=replace(owner, provided=BOTH) if is_provided else owner,
            key=key,
            form=form,
            key_span=spans[0],
            owner_span=spans[1],
            span=spans[2],
            mode=mode,
            is_optional=is_optional or is_provided,
            is_called=is_called,
            is_caught=self.caught is not Catch.NOTHING,
        )
        if not self.facts.take(self.function.node.id, access):
            return None
        return member(owner, key) if form is Form.ATTRIBUTE else below(owner, Key(key))

    def write(self, owner: Known, step: Key | Step) -> None:
        """A key of a value is written to."""
        if isinstance(owner, Value):
            self.facts.write(self.function.node.id, owner, step)

    def branches(self, ways: Iterable[Callable[[], object]]) -> None:
        """Read parts of which one is executed; after them holds what all have in common."""
        before, was_dead = dict(self.scope.values), self.is_dead
        ends: list[dict[str, Known]] = []
        for way in ways:
            self.scope.values, self.is_dead = dict(before), was_dead
            way()
            if not self.is_dead:
                ends.append(self.scope.values)
        self.is_dead = not ends
        self.scope.values = joined(ends) if ends else before

    def repeated(self, bound: Iterable[str], body: Callable[[], object]) -> None:
        """Read a part that is executed any number of times and gives `bound` other values."""
        before = dict(self.scope.values)
        for name in bound:
            self.scope.values[name] = None
        region = self.scope.enter()
        body()
        self.scope.leave()
        self.is_dead = False
        self.scope.values = joined((before, region))

    @contextmanager
    def catching(self, catch: Catch) -> Iterator[None]:
        """Read a part around which errors of missing values are caught."""
        around = self.caught
        self.caught = max(around, catch)
        yield
        self.caught = around
