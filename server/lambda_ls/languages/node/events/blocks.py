"""The names of a function whose blocks declare names of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from ...flows.known import Known
from ...flows.scope import Scope


class BlockScope(Scope):
    """The names of one function, of which some are those of a block alone."""

    @contextmanager
    def block(self, names: Iterable[str]) -> Iterator[None]:
        """Read a part that declares names, which hide those of the same spelling.

        For functions defined in the part they stay among the names of the whole function.
        """
        own = set(names)
        regions = [*self._regions[1:]]
        hidden = [_taken(own, each) for each in (self.values, *regions)]
        yield
        for each, before in zip((self.values, *regions), hidden, strict=True):
            _taken(own, each)
            each.update(before)


def _taken(names: set[str], values: dict[str, Known]) -> dict[str, Known]:
    """Some names with what is known of them, which `values` has no more."""
    return {name: values.pop(name) for name in names if name in values}
