"""What a source file offers to the outside, whatever the language."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct, field

from ..text.span import Span


class Callability(Enum):
    """Whether a value can be called."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Reach(Enum):
    """To whom an export can be seen.

    `IMPORT`: to who imports the module instead of requiring it (`default` of a CommonJS module).
    `FUNCTION`: to who looks for members of functions and classes as well.
    """

    ALL = "all"
    IMPORT = "import"
    FUNCTION = "function"


class Import(Struct, frozen=True):
    """A name taken from another module.

    `module` is the specifier as written (`.helpers`, `./lib/wrap`, `app.orders`); `name` is the
    name there, None for the module itself (`import x`, `* as x`), `default` for a JS default.
    """

    module: str
    name: str | None


class Export(Struct, frozen=True):
    """A name that a module offers and that a handler string could point to.

    `name_span` is the name where it is defined (the one a rename changes), `span` the whole
    definition. `signature` is one line for people (`def handler(event, context)`), `documentation`
    the docstring or comment. `wrapped_by` names the calls and decorators around the function.
    `imported` says where it really comes from. `parameters` are the names of the function's
    parameters, None where they cannot be told.
    """

    name: str
    name_span: Span
    span: Span
    callable: Callability = Callability.UNKNOWN
    signature: str = ""
    documentation: str = ""
    parameters: tuple[str, ...] | None = None
    is_async: bool = False
    wrapped_by: tuple[str, ...] = ()
    imported: Import | None = None
    reach: Reach = Reach.ALL


class Module(Struct, frozen=True, eq=False):
    """One source file read by its language.

    `exports` holds every name at module level that can be told. `stars` are the modules whose
    names are all taken over (`from x import *`, `export * from`). `open_reason` says why there can
    be more names than these (`__getattr__`, `globals()[...]`, computed exports), None if there
    cannot. `broken` is true where the file does not parse as a whole: names may then be missing.
    `insertion` is the offset at which a new function is best added. `is_es_module` tells that a
    JavaScript file is written as one.
    """

    exports: Mapping[str, Export] = field(default_factory=dict)
    stars: tuple[str, ...] = ()
    open_reason: str | None = None
    broken: bool = False
    insertion: int = 0
    is_es_module: bool = False
