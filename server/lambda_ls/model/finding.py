"""Findings and their fixes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from .place import Place


class Severity(str, Enum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Replace:
    """Put `text` in the place of what stands there; an empty place inserts."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class CreateFile:
    """Make a file, with the folders above it; `path` is absolute."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class MoveFile:
    """Rename a file; both paths are absolute."""

    old: str
    new: str


Change: TypeAlias = Replace | CreateFile | MoveFile


@dataclass(frozen=True, slots=True)
class Fix:
    """A way to mend a finding. A safe one keeps everything else as it is and needs no choice."""

    title: str
    safe: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, at one place.

    `function` is the (template path, function name) it belongs to, if it belongs to one.
    """

    rule: str
    severity: Severity
    message: str
    place: Place
    function: tuple[str, str] | None = None
    fixes: tuple[Fix, ...] = ()
