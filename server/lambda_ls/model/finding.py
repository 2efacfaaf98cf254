"""Findings and their fixes."""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

from msgspec import Struct

from .place import Place


class Severity(str, Enum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"
    HINT = "hint"


class Replace(Struct, frozen=True):
    """Put `text` in the place of what stands there; an empty place inserts."""

    place: Place
    text: str


class CreateFile(Struct, frozen=True):
    """Make a file, with the folders above it; `path` is absolute."""

    path: str
    text: str


class MoveFile(Struct, frozen=True):
    """Rename a file; both paths are absolute."""

    old: str
    new: str


Change: TypeAlias = Replace | CreateFile | MoveFile


class Fix(Struct, frozen=True):
    """A way to mend a finding. A safe one keeps everything else as it is and needs no choice."""

    title: str
    safe: bool
    changes: tuple[Change, ...]


class Finding(Struct, frozen=True):
    """One thing that is wrong, at one place.

    `function` is the (template path, function name) it belongs to, if it belongs to one.
    """

    rule: str
    severity: Severity
    message: str
    place: Place
    function: tuple[str, str] | None = None
    fixes: tuple[Fix, ...] = ()
