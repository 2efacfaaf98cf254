"""The names that code sees, with what is known of their values at one point of the text."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping

from .known import Known
from .values import common


class Scope:
    """The names of one function or comprehension, at the point that has been read up to.

    A name that is not there yet is looked for further out, as only half-typed code reads a name
    of its own before it is bound. Nothing is ever known of the names in `shared`.
    """

    def __init__(self, outer: Scope | None = None, shared: Iterable[str] = ()) -> None:
        self.outer = outer
        self.values: dict[str, Known] = {}
        self._regions: list[dict[str, Known]] = [{}]
        self._shared = set(shared)

    def find(self, name: str) -> Known:
        """What is known of the value of a name."""
        scope = self
        while name not in scope.values and scope.outer is not None:
            scope = scope.outer
        return scope.known(name)

    def known(self, name: str) -> Known:
        """What is known of the value of a name of this scope alone."""
        return self.values.get(name)

    def bind(self, name: str, known: Known) -> Known:
        """A name gets a value; what is known of it from now on."""
        known = None if name in self._shared else known
        self.values[name] = known
        for region in self._regions:
            region[name] = common(region[name], known) if name in region else known
        return known

    def share(self, name: str) -> None:
        """A name is also that of another scope, where other code can bind it."""
        self._shared.add(name)
        self.bind(name, None)

    def forget(self, names: Iterable[str]) -> None:
        """Other code can have given names any value."""
        for name in names:
            self.bind(name, None)

    def enter(self) -> dict[str, Known]:
        """Begin to collect what names get, whatever the order in which it happens."""
        region: dict[str, Known] = {}
        self._regions.append(region)
        return region

    def leave(self) -> None:
        """End what the last `enter` began."""
        self._regions.pop()

    def settle(self) -> None:
        """Make every name what all its bindings have in common, as a closure can see any."""
        self.values = dict(self._regions[0])


class FileScope(Scope):
    """The names at the top level of a file; `asked` are those that were looked up."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def known(self, name: str) -> Known:
        """What a name of the file, or one that nothing in it binds, stands for."""
        self.asked.add(name)
        return self.meaning(name)

    @abstractmethod
    def meaning(self, name: str) -> Known:
        """The same, for the file itself."""


def joined(ends: Iterable[Mapping[str, Known]]) -> dict[str, Known]:
    """The names after branches; one that only some branches bind has the value that they give."""
    values: dict[str, Known] = {}
    for end in ends:
        for name, known in end.items():
            values[name] = common(values[name], known) if name in values else known
    return values
