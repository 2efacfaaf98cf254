"""Which modules code loads, whatever the language."""

from __future__ import annotations

from msgspec import Struct

from ..text.span import Span


class ModuleLoad(Struct, frozen=True):
    """A module that a file certainly loads whenever it is loaded itself.

    `module` is the specifier as written and `name` what is taken from it, None for the module
    itself. `span` is the specifier in the text.
    """

    module: str
    name: str | None
    span: Span
