"""What became of a function's handler string: the facts that rules put into words."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from ..text.span import Span
from .handler import HandlerName, MalformedName
from .module import Export
from .place import Place

Status: TypeAlias = Literal["resolved", "missing", "external", "unknown"]


class Origin(Struct, frozen=True):
    """Where the function is written that a handler's name in the end means; `line` counts from 1.

    The file can be one of an installed package.
    """

    path: str
    line: int


class Resolved(Struct, frozen=True):
    """The handler exists. `place` is its name in the code, `via` how a wrapper or build led there.

    `export` tells more where the language reads that much, else None (a unique search hit).
    `origin` is there where other code makes what the name means.
    """

    path: str
    symbol: str
    place: Place
    export: Export | None = None
    name: HandlerName | None = None
    via: str | None = None
    origin: Origin | None = None


class External(Struct, frozen=True):
    """The handler comes from outside the workspace: a layer, a dependency, S3, an image."""

    reason: str


class Undecided(Struct, frozen=True):
    """It cannot be told whether the handler exists.

    Where its module does, `path` is the module's file and `symbol` the name looked for in it.
    """

    reason: str
    path: str = ""
    symbol: str = ""


class HandlerMalformed(Struct, frozen=True):
    """The runtime refuses the string for its form.

    `nearest` is a string that works, where the form alone does not tell what was meant.
    """

    name: MalformedName
    nearest: str | None = None


class FolderMissing(Struct, frozen=True):
    """The code folder does not exist; `nearest` is one that does, as the template writes it.

    With `is_file` the template names one file instead.
    """

    folder: str
    nearest: str | None
    is_file: bool = False


class ModuleMissing(Struct, frozen=True):
    """No file where the runtime looks.

    `tried` are absolute paths. `nearest` is a handler string that works. `create` is the absolute
    path of a file that would make it work. `failure` tells what fails: the import, the build that
    looks for the file, or the look-up of the function, as a folder of that name can be imported.
    """

    name: HandlerName
    tried: tuple[str, ...]
    nearest: str | None
    create: str | None
    failure: Literal["import", "build", "lookup"] = "import"


class FunctionMissing(Struct, frozen=True):
    """The module exists and has no such name. `nearest` is a handler string that works.

    `nearest_export` is the export that `nearest` names, for a rename of the function instead:
    `rename_spans` are the places in `path` that such a rename changes, empty where it would not be
    safe or where another function's handler names that export.
    `insertion` is the offset in `path` for a new function.
    """

    name: HandlerName
    path: str
    nearest: str | None
    nearest_export: Export | None
    insertion: int
    rename_spans: tuple[Span, ...] = ()


class NotCallable(Struct, frozen=True):
    """The name exists and certainly cannot be called."""

    name: HandlerName
    path: str
    export: Export


class CaseMismatch(Struct, frozen=True):
    """Right but for upper and lower case: works on macOS and Windows, fails on Lambda's Linux.

    `written` and `actual` are the differing texts; `in_code_folder` tells that the code folder is
    wrong and not the handler string. `correction` replaces the whole value in the template.
    """

    written: str
    actual: str
    correction: str
    in_code_folder: bool


class BuiltinModule(Struct, frozen=True):
    """The Python module is one of the interpreter's own, which the runtime refuses."""

    name: HandlerName


class InlineNotIndex(Struct, frozen=True):
    """Inline code is always `index`; `correction` is the string that works."""

    name: HandlerName
    correction: str


Missing: TypeAlias = (
    HandlerMalformed
    | FolderMissing
    | ModuleMissing
    | FunctionMissing
    | NotCallable
    | CaseMismatch
    | BuiltinModule
    | InlineNotIndex
)
Resolution: TypeAlias = Resolved | External | Undecided | Missing


def status_of(resolution: Resolution) -> Status:
    """The word for it in the public JSON."""
    if isinstance(resolution, Resolved):
        return "resolved"
    if isinstance(resolution, External):
        return "external"
    return "unknown" if isinstance(resolution, Undecided) else "missing"
