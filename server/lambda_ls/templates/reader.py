"""Documents to templates."""

from __future__ import annotations

import os
from collections.abc import Hashable
from functools import cached_property
from typing import TYPE_CHECKING

from ..model.function import Dialect, Function
from ..model.template import Template
from ..text.document import Document
from ..text.memo import Memo
from .recognise import recognise
from .resources import ResourcesReader
from .wiring.included import Load

if TYPE_CHECKING:
    from .serverless import ServerlessReader

__all__ = ["Load", "TemplateReader"]

_FUNCTIONS_REMEMBERED = 4_096


class TemplateReader:
    """Reads templates, and gives the same `Function` objects for what has not changed."""

    def __init__(self) -> None:
        self._functions: Memo[Hashable, tuple[Function, ...]] = Memo(_FUNCTIONS_REMEMBERED)
        self._resources = ResourcesReader(self._functions)

    def read(self, path: str, document: Document, load: Load) -> Template | None:
        """The template of a document; None if it is none. Never fails."""
        dialect = recognise(document, os.path.basename(path))
        if dialect is None:
            return None
        if dialect is Dialect.SERVERLESS:
            return self._serverless.read(path, document, load)
        return self._resources.read(path, document, dialect, load)

    @cached_property
    def _serverless(self) -> ServerlessReader:
        # Who has no service does not wait for what reads one.
        from .serverless import ServerlessReader

        return ServerlessReader(self._functions)
