"""A handler string as its runtime understands it."""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

from msgspec import Struct

from ..text.span import Span


class HandlerName(Struct, frozen=True):
    """A handler string taken apart.

    `module` names the file without its extension, relative to the code folder, with `/`
    (`src/app`); `symbol` is the exported name, with dots where the runtime follows them
    (`api.handler` in Node). The spans count inside the string.
    """

    text: str
    module: str
    symbol: str
    module_span: Span
    symbol_span: Span


class Malformation(Enum):
    """Why a runtime refuses a handler string before it looks for a file."""

    EMPTY = "empty"
    NO_DOT = "no-dot"
    COLON = "colon"
    FILE_NAME = "file-name"
    NO_MODULE = "no-module"
    NO_FUNCTION = "no-function"
    RELATIVE = "relative"
    PARENT_FOLDER = "parent-folder"
    ABSOLUTE = "absolute"
    NOT_A_PATH = "not-a-path"
    FORM = "form"
    TOO_LONG = "too-long"


class MalformedName(Struct, frozen=True):
    """A handler string that the runtime refuses; `error` is what Lambda answers.

    `suggestion` is the corrected string where it is certain what was meant.
    """

    text: str
    kind: Malformation
    error: str
    suggestion: str | None = None


class OpaqueName(Struct, frozen=True):
    """A handler string whose meaning this server cannot decide, and why."""

    text: str
    reason: str


ParsedHandler: TypeAlias = HandlerName | MalformedName | OpaqueName
