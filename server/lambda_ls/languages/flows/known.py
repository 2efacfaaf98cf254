"""What can be known of the value of an expression."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from tree_sitter import Node

from ...model.flow import Value
from ...model.module import Import

if TYPE_CHECKING:
    from .scope import Scope


class Plain(Enum):
    """Values that hold no keys: what code falls back to where something is not there."""

    NOTHING = "nothing"
    """None, a number, a text that is not constant, an empty list or dictionary."""
    NUMBER = "number"
    """A whole number, which as a subscript takes an item of a list."""


@dataclass(frozen=True, slots=True)
class Text:
    """A constant string."""

    text: str


@dataclass(frozen=True, slots=True)
class Each:
    """A list, or anything else to loop over, of which every item is `item`."""

    item: Known


@dataclass(frozen=True, slots=True)
class Several:
    """A tuple, by position."""

    items: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a dictionary whose value came with the invocation."""

    key: str
    value: Value
    node: Node


@dataclass(frozen=True, slots=True)
class Entries:
    """A dictionary as it is written in the code, with what matters of it."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of an object: `owner.keys()`."""

    owner: Value


@dataclass(frozen=True, slots=True)
class Outside:
    """Something from outside the file, by its full name: `json.loads`.

    `imported` is the import that it was reached through, None for what is built in or where
    several imports give the name.
    """

    name: str
    imported: Import | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function or lambda of the file.

    `scope` is where it is defined, `defaults` are known values of parameters that are left out.
    `bound` is what stands for the first parameter of a method. `data_class` wraps the event.
    """

    node: Node
    scope: Scope
    decorators: tuple[Node, ...] = ()
    defaults: Mapping[str, Known] = field(default_factory=dict)
    bound: Known = None
    is_method: bool = False
    data_class: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Class:
    """A class of the file."""

    node: Node
    scope: Scope


@dataclass(frozen=True, slots=True)
class Instance:
    """An instance of a class of the file."""

    of: Class


@dataclass(frozen=True, slots=True)
class Made:
    """What a call of something from outside gives, with the keyword arguments of the call."""

    name: str
    keywords: frozenset[str] = frozenset()


Known: TypeAlias = (
    Value
    | Plain
    | Text
    | Each
    | Several
    | Entries
    | Keys
    | Outside
    | Function
    | Class
    | Instance
    | Made
    | None
)
"""None where nothing is known."""
