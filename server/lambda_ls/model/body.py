"""What a piece of code does when it is executed: a function, or the top level of a file."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from ..text.span import Span
from .term import Called, Term


class Way(Enum):
    """How a function gives its result."""

    RETURN = "return"
    CALLBACK = "callback"
    """`callback(null, value)` and `context.succeed(value)` of Node.js."""
    END = "end"
    """The end of the function is reached without a `return`."""


class Caught(Struct, frozen=True):
    """The clause that catches errors and in which a function gives its result.

    `name` is the error's there, empty where it has none. `is_given` tells that what the function
    gives is made of the error.
    """

    name: str
    span: Span
    is_given: bool


class Condition(Struct, frozen=True):
    """An expression on which it depends whether a place is come to.

    `holds` is what it has to be for that; None where that cannot be told. One that `is_negated`
    holds where what it asks for is not there; None where that is not plain. One that
    `is_about_number` asks how many there are, and not whether there are any.
    """

    span: Span
    holds: bool | None
    is_negated: bool | None
    is_about_number: bool


class Returned(Struct, frozen=True):
    """One place where a function gives its result.

    `span` is the whole statement or call; for `Way.END` it is the function's name, or what stands
    for it. `conditions` are those on which it depends whether a `return` is come to. Only behind
    `last_calls` is the end reached; where there are none, in other ways as well. Where it
    `is_swallowed`, an error that was raised instead would be caught around it and go no further.
    """

    value: Term
    span: Span
    way: Way = Way.RETURN
    caught: Caught | None = None
    conditions: tuple[Condition, ...] = ()
    last_calls: tuple[Called, ...] = ()
    is_swallowed: bool = False


class Formal(Struct, frozen=True):
    """A parameter of a function. `position` is None where it is only passed by name.

    `default` is what it is where nothing is passed, None where something must be.
    """

    name: str
    position: int | None
    default: Term | None = None
    is_rest: bool = False
