"""What can be known of the value of an expression."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field
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


class Text(Struct, frozen=True):
    """A constant string."""

    text: str


class Each(Struct, frozen=True):
    """A list, or anything else to loop over, of which every item is `item`."""

    item: Known


class Several(Struct, frozen=True):
    """A tuple, by position."""

    items: tuple[Known, ...]


class Entry(Struct, frozen=True):
    """An entry of a dictionary whose value came with the invocation."""

    key: str
    value: Value
    node: Node


class Entries(Struct, frozen=True):
    """A dictionary as it is written in the code, with what matters of it."""

    entries: tuple[Entry, ...]


class Keys(Struct, frozen=True):
    """The keys of an object: `owner.keys()`."""

    owner: Value


class Outside(Struct, frozen=True):
    """Something from outside the file, by its full name: `json.loads`.

    `imported` is the import that it was reached through, None for what is built in or where
    several imports give the name.
    """

    name: str
    imported: Import | None = None


class Function(Struct, frozen=True, eq=False):
    """A function or lambda of the file.

    `scope` is where it is defined, `defaults` are known values of parameters that are left out.
    `bound` is what stands for the first parameter of a method. `data_class` wraps the event. Where
    it `is_durable` it gets the context of a durable execution for that of Lambda.
    """

    node: Node
    scope: Scope
    decorators: tuple[Node, ...] = ()
    defaults: Mapping[str, Known] = field(default_factory=dict)
    bound: Known = None
    is_method: bool = False
    data_class: str | None = None
    is_durable: bool = False


class Class(Struct, frozen=True, eq=False):
    """A class of the file."""

    node: Node
    scope: Scope


class Instance(Struct, frozen=True):
    """An instance of a class of the file."""

    of: Class


class Made(Struct, frozen=True):
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
