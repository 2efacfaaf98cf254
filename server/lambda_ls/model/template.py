"""A template: its functions and what is wrong with its text."""

from __future__ import annotations

from msgspec import Struct

from .function import Dialect, Function
from .place import Place


class BrokenText(Struct, frozen=True):
    """Text of the template that is not YAML or JSON."""

    message: str
    place: Place


class RepeatedKey(Struct, frozen=True):
    """A key written twice in a mapping; `entry` is the ignored one, `kept` the one that counts.

    `kept` is the key alone. `removal` is what must go so that nothing of the ignored entry is left,
    its lines or its comma with it; None where that cannot be told. With `is_refused` the template's
    own tool does not take the last one but refuses the template.
    """

    key: str
    entry: Place
    kept: Place
    removal: Place | None = None
    is_refused: bool = False


class NestedTemplate(Struct, frozen=True):
    """A template that this one deploys too; `path` is absolute."""

    path: str
    place: Place


class Template(Struct, frozen=True, eq=False):
    """One template file, with the functions that its included files declare.

    `files` are all files that were read for it, itself first, absolute. `unseen` says for each
    place of further functions why they cannot be seen.
    """

    path: str
    dialect: Dialect
    functions: tuple[Function, ...] = ()
    broken: tuple[BrokenText, ...] = ()
    repeated: tuple[RepeatedKey, ...] = ()
    nested: tuple[NestedTemplate, ...] = ()
    files: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
