"""What a piece of code does to the process and to what outlives an invocation."""

from __future__ import annotations

from msgspec import Struct

from ..text.span import Span
from .declaration import Rewrite


class Exit(Struct, frozen=True):
    """A place that ends the process; `name` is what does so as it is written.

    At most one of the rewrites is there: `raised` raises an error instead, `returned` returns from
    the function around it, which does the same where that is the handler. `unneeded` takes out what
    was only imported for this place.
    """

    name: str
    span: Span
    raised: Rewrite = ()
    returned: Rewrite = ()
    unneeded: Rewrite = ()


class Made(Struct, frozen=True):
    """A client or connection that is made of nothing that an invocation brings.

    `name` is what makes it as it is written, `kind` is what it is: a client, a connection, ...
    `moved` makes it when the file is loaded instead.
    """

    name: str
    kind: str
    span: Span
    moved: Rewrite = ()


class Growth(Struct, frozen=True):
    """A change that makes a variable of the file another one for the code that runs next.

    `has_items` tells that the variable holds a collection, and not a number or a text.
    """

    name: str
    span: Span
    has_items: bool


class Conduct(Struct, frozen=True):
    """All of that in one piece of code, in the order of the text."""

    exits: tuple[Exit, ...] = ()
    made: tuple[Made, ...] = ()
    growths: tuple[Growth, ...] = ()


class Care(Struct, frozen=True):
    """The parts of a piece of code in which calls do less harm than elsewhere.

    In `exits` the end of the process is caught, or only wanted outside of Lambda. What calls in
    `keeps` give is kept for the next invocation.
    """

    exits: tuple[Span, ...] = ()
    keeps: tuple[Span, ...] = ()
