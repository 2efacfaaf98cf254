"""What an expression gives, as far as its own text tells, whatever the language.

Each term has the spot of the expression that gives it: of a variable that is where it is named, not
where it is given its value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias, get_args

from msgspec import Struct
from msgspec.structs import replace

from ..text.span import Span
from .flow import Key, Step, Value
from .module import Import

JsonType: TypeAlias = Literal["string", "integer", "number", "boolean", "array", "object"]
_JSON_TYPES: Mapping[str, JsonType] = {each: each for each in get_args(JsonType)}


class Spot(Struct, frozen=True):
    """Where an expression is written; `path` is that by which its file was read."""

    path: str
    span: Span


class Opaque(Struct, frozen=True):
    """Anything at all."""


OPAQUE = Opaque()
_MOST_OPTIONS = 16


class Constant(Struct, frozen=True):
    """A value that is written out; None stands for what JSON calls null."""

    value: str | int | float | bool | None
    spot: Spot


class Typed(Struct, frozen=True):
    """A value of which only the JSON type is known."""

    type: JsonType
    spot: Spot


class Entry(Struct, frozen=True):
    """A key of an object; `spot` is the key. An optional one is not there on every way."""

    key: str
    value: Term
    spot: Spot
    is_optional: bool = False


class Record(Struct, frozen=True):
    """An object with these keys; an open one can have others too."""

    entries: tuple[Entry, ...]
    spot: Spot
    is_open: bool = False

    def entry(self, key: str) -> Entry | None:
        """The entry of a key, the last if there are several."""
        return next((each for each in reversed(self.entries) if each.key == key), None)


class Items(Struct, frozen=True):
    """A list of these items; an open one can have others too, anywhere."""

    items: tuple[Term, ...]
    spot: Spot
    is_open: bool = False


class Encoded(Struct, frozen=True):
    """The JSON text of a value."""

    of: Term
    spot: Spot


class Refused(Struct, frozen=True):
    """A value that the runtime cannot turn into JSON; `name` is its type as people know it."""

    name: str
    spot: Spot


class Failure(Struct, frozen=True):
    """An error object: one that was caught, or one that is made here.

    `name` is its class, empty where that is not known. `message` is what it is made with.
    """

    name: str
    spot: Spot
    message: Term = OPAQUE
    is_caught: bool = False


class Invoked(Struct, frozen=True):
    """The event, the context, or something inside."""

    value: Value
    spot: Spot


class Parameter(Struct, frozen=True):
    """What the function around is called with, by position and by name.

    `position` is None for what can only be passed by name. Of one that `is_changed` code may change
    what is inside.
    """

    name: str
    position: int | None
    spot: Spot
    is_changed: bool = False


class Member(Struct, frozen=True):
    """What is in another value; of one that `is_changed` code may change what is inside."""

    of: Term
    step: Key | Step
    spot: Spot
    is_changed: bool = False


class Local(Struct, frozen=True):
    """A function of the same file; `number` tells it from the others."""

    number: int


class Imported(Struct, frozen=True):
    """A function that another file or a package has, called as `callee` is written."""

    imported: Import
    callee: str


class Called(Struct, frozen=True):
    """What a call gives: of a function that can be looked up, by what it is passed.

    Of a result that `is_changed` code may change what is inside.
    """

    function: Local | Imported
    spot: Spot
    positional: tuple[Term, ...] = ()
    named: tuple[tuple[str, Term], ...] = ()
    is_complete: bool = True
    """Whether these are all arguments; false where some are spread or cannot be told."""
    is_changed: bool = False


class Choice(Struct, frozen=True):
    """One of several values, of which it cannot be told which."""

    options: tuple[Term, ...]
    spot: Spot


Term: TypeAlias = (
    Opaque
    | Constant
    | Typed
    | Record
    | Items
    | Encoded
    | Refused
    | Failure
    | Invoked
    | Parameter
    | Member
    | Called
    | Choice
)


def moved(term: Term, spot: Spot) -> Term:
    """The same value where another expression gives it."""
    return term if isinstance(term, Opaque) else replace(term, spot=spot)


def has_json(term: Term) -> bool:
    """Whether nothing is known in a value that JSON has no word for.

    An error is such a thing as well: in Python it makes the encoder raise, and in JavaScript its
    text says nothing.
    """
    if isinstance(term, Record):
        return all(has_json(each.value) for each in term.entries)
    if isinstance(term, Items | Choice):
        return all(map(has_json, term.items if isinstance(term, Items) else term.options))
    return not isinstance(term, Refused | Failure)


def typed(json_type: str, spot: Spot) -> Term:
    """A value of a type by JSON's name for it, of which nothing else is known."""
    if json_type == "array":
        return Items((), spot, is_open=True)
    return Typed(_JSON_TYPES[json_type], spot)


def either(options: Iterable[Term], spot: Spot) -> Term:
    """One of several values, in one layer; opaque if one of them is."""
    flat: dict[Term, None] = {}
    for option in options:
        if isinstance(option, Opaque):
            return OPAQUE
        flat.update(dict.fromkeys(option.options if isinstance(option, Choice) else (option,)))
    if len(flat) == 1:
        return next(iter(flat))
    return Choice(tuple(flat), spot) if 1 < len(flat) <= _MOST_OPTIONS else OPAQUE
