"""Templates for the tests of their readers."""

from __future__ import annotations

import os
from textwrap import dedent

from lambda_ls.model.function import Function
from lambda_ls.model.place import Place
from lambda_ls.model.template import Template
from lambda_ls.templates.reader import TemplateReader
from lambda_ls.text.document import Document
from lambda_ls.text.reader import DocumentReader
from lambda_ls.text.source import SourceText

FOLDER = os.path.abspath(os.path.join(os.sep, "work", "shop"))
PATH = os.path.join(FOLDER, "template.yaml")


def in_folder(*parts: str) -> str:
    return os.path.normpath(os.path.join(FOLDER, *parts))


class Reading:
    """A workspace of one template, read again after every change; `files` lie beside it."""

    def __init__(self, path: str = PATH, files: dict[str, str] | None = None) -> None:
        self.path = path
        self.files = {in_folder(name): text for name, text in (files or {}).items()}
        self._documents = DocumentReader()
        self._templates = TemplateReader()
        self._loaded: dict[tuple[str, str], Document] = {}
        self.document = self._documents.read(SourceText(""))

    def template(self, text: str) -> Template | None:
        self.document = self._documents.read(SourceText(dedent(text)))
        return self._templates.read(self.path, self.document, self._load)

    def functions(self, text: str) -> tuple[Function, ...]:
        template = self.template(text)
        assert template is not None
        return template.functions

    def function(self, text: str) -> Function:
        (function,) = self.functions(text)
        return function

    def _load(self, path: str) -> Document | None:
        text = self.files.get(path)
        if text is None:
            return None
        if (path, text) not in self._loaded:
            self._loaded[path, text] = self._documents.read(SourceText(dedent(text)))
        return self._loaded[path, text]

    def written(self, place: Place) -> str:
        assert place.path == self.path
        return self.document.source.slice(place.span.shifted(self.document.base(place.block)))
