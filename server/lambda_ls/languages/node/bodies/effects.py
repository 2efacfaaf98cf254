"""What can happen to the value of a variable."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct
from tree_sitter import Node

Path = tuple[str | None, ...]
"""Keys, one below the other; None stands for one that is computed."""


class Kind(Enum):
    """What happens to the value at a path inside of a variable."""

    SET = "set"
    """Another value is given to it; to the variable itself where there is no path."""
    REMOVED = "removed"
    GROWN = "grown"
    """Items are added to a list, or taken out of it."""
    MERGED = "merged"
    """It gets the keys of another object."""
    CALLED = "called"
    """A method of it is called that can change it."""
    KEPT = "kept"
    """Another variable holds it too, through which it can be changed."""
    SHARED = "shared"
    """Another object or list has the value too, and can change what is in it."""
    ESCAPED = "escaped"
    """Other code gets it, and can change it."""


class Holder(Struct, frozen=True):
    """Where another variable holds a value: its name, and the keys below it."""

    name: Node
    path: Path = ()


class Effect(Struct, frozen=True):
    """One thing that happens at `path`.

    `value` is what is set or merged, None where that cannot be told; `key` is where the last key
    of the path is written. `holder` is what keeps it.
    """

    kind: Kind
    path: Path = ()
    value: Node | None = None
    key: Node | None = None
    holder: Holder | None = None

    @property
    def is_assignment(self) -> bool:
        """Whether the variable itself gets another value."""
        return self.kind is Kind.SET and not self.path
