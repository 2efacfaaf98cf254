"""The functions of a file that are still to be read, and how much is read at most."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Hashable, Iterable

from ...model.flow import Arguments, Catch, Flow, Passed
from .facts import Facts
from .known import Function

_MOST_READINGS = 256
# How often one function is read: recursion goes down a path that has no end.
_MOST_OF_ONE = 16
_MOST_EXPRESSIONS = 60_000


class Work:
    """Reads functions one after the other, each once for the same arguments.

    `shared` are the names to which other code can give another value at any time, `left` is how
    many expressions may still be read. With `starts_with_handler` Lambda calls the first function.
    """

    def __init__(self, shared: Iterable[str], *, starts_with_handler: bool) -> None:
        self.shared = frozenset(shared)
        self._has_handler = starts_with_handler
        self._first: int | None = None
        self.facts = Facts()
        self._pending: deque[tuple[Function, Callable[[], None]]] = deque()
        self._known: set[Hashable] = set()
        self._times: Counter[int] = Counter()
        self.left = _MOST_EXPRESSIONS

    def add(self, function: Function, key: Hashable, read: Callable[[], None]) -> None:
        """Have a function read later, unless it has been with the arguments that `key` names."""
        if self._first is None:
            self._first = function.node.id
        whole = (function.node.id, id(function.scope), key)
        is_new = whole not in self._known and len(self._known) < _MOST_READINGS
        if is_new and self._times[function.node.id] < _MOST_OF_ONE:
            self._known.add(whole)
            self._times[function.node.id] += 1
            self._pending.append((function, read))

    def is_handler(self, function: Function) -> bool:
        """Whether a function is the one that Lambda calls."""
        return self._has_handler and function.node.id == self._first

    def spend(self) -> bool:
        """Whether one more expression may be read."""
        self.left -= 1
        return self.left > 0

    def run(self) -> Flow:
        """Read everything, and what it leads to."""
        scopes: list[object] = []
        while self._pending:
            function, read = self._pending.popleft()
            # Scopes are told apart by their identity, so none may make room for another.
            scopes.append(function.scope)
            read()
        # What is left unread could write to any key.
        return self.facts.flow() if self.left > 0 else Flow()

    def passed(self, calls: Collection[tuple[Arguments, Catch]]) -> Passed | None:
        """What a wrapper calls a function with, by all calls of it that were found."""
        return self.facts.passed(calls) if self.left > 0 else None
