"""What a piece of code does with the environment variables of its process."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from msgspec import Struct

from ..text.span import Span
from .term import Imported, Term

Mode: TypeAlias = Literal["required", "plain", "optional", "set"]
"""How a variable is used.

`required` fails where it is not set, `plain` gives nothing then, `optional` provides for that, and
`set` gives it a value.
"""


class VariableUse(Struct, frozen=True):
    """A place that names a variable.

    `name` is a constant, a parameter of the function around, or a constant of another file; it is
    opaque where the name is computed. `span` is the name as it is written, without its quotes; of a
    pattern without other names (`{ X } = process.env`) it `binds` a name of the code too.
    `is_certain` tells that whoever comes to the function comes to the place, with no error caught
    there.
    """

    name: Term | Imported
    span: Span
    mode: Mode
    is_certain: bool = False
    binds: bool = False


class Environment(Struct, frozen=True):
    """All of that in one piece of code, in the order of the text.

    `is_handed_on` tells that all variables are read at once, or given to other code;
    `may_be_changed` that variables may be set whose names cannot be told.
    """

    uses: tuple[VariableUse, ...] = ()
    is_handed_on: bool = False
    may_be_changed: bool = False


UNUSED_ENVIRONMENT = Environment()


def merged(environments: Iterable[Environment]) -> Environment:
    """What several pieces of code do together."""
    parts = tuple(environments)
    uses = {use: None for each in parts for use in each.uses}
    return Environment(
        tuple(sorted(uses, key=lambda use: use.span)),
        any(each.is_handed_on for each in parts),
        any(each.may_be_changed for each in parts),
    )
