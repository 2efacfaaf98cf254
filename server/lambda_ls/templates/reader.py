"""Documents to templates."""

from __future__ import annotations

import os
from collections.abc import Hashable

from ..model.function import Dialect, Function
from ..model.template import Template
from ..text.document import Document
from ..text.memo import Memo
from .recognise import recognise
from .resources import ResourcesReader
from .serverless import ServerlessReader
from .serverless_resolver import Load

__all__ = ["Load", "TemplateReader"]

_FUNCTIONS_REMEMBERED = 4_096


class TemplateReader:
    """Reads templates, and gives the same `Function` objects for what has not changed."""

    def __init__(self) -> None:
        self._functions: Memo[Hashable, tuple[Function, ...]] = Memo(_FUNCTIONS_REMEMBERED)
        self._serverless = ServerlessReader(self._functions)
        self._resources = ResourcesReader(self._functions)

    def read(self, path: str, document: Document, load: Load) -> Template | None:
        """The template of a document; None if it is none. Never fails."""
        dialect = recognise(document, os.path.basename(path))
        if dialect is None:
            return None
        if dialect is Dialect.SERVERLESS:
            return self._serverless.read(path, document, load)
        return self._resources.read(path, document, dialect, load)
