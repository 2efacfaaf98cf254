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
    """A workspace of one template, read again after every change."""

    def __init__(self, path: str = PATH) -> None:
        self.path = path
        self._documents = DocumentReader()
        self._templates = TemplateReader()
        self.document = Document(SourceText(""), ())

    def template(self, text: str) -> Template | None:
        self.document = self._documents.read(SourceText(dedent(text)))
        return self._templates.read(self.path, self.document, lambda path: None)

    def functions(self, text: str) -> tuple[Function, ...]:
        template = self.template(text)
        assert template is not None
        return template.functions

    def function(self, text: str) -> Function:
        (function,) = self.functions(text)
        return function

    def written(self, place: Place) -> str:
        assert place.path == self.path
        return self.document.source.slice(place.span.shifted(self.document.bases[place.block]))
