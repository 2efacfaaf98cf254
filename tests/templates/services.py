"""Services of the Serverless Framework for the tests of their reader."""

from __future__ import annotations

import os

from lambda_ls.model.function import Function
from lambda_ls.model.place import MaybeText, Place, Unknown
from lambda_ls.model.template import Template
from lambda_ls.templates.serverless import ServerlessReader
from lambda_ls.text.document import Document
from lambda_ls.text.memo import Memo
from lambda_ls.text.reader import DocumentReader
from lambda_ls.text.source import SourceText

FOLDER = os.path.abspath(os.path.join(os.sep, "work", "shop"))
MAIN = os.path.join(FOLDER, "serverless.yml")
HEAD = "service: shop\nprovider:\n  name: aws\n  runtime: python3.13\n"


class Files:
    """The texts of a service, read as the server reads them."""

    def __init__(self, main: str, /, **others: str) -> None:
        self.texts = {MAIN: main}
        for name, text in others.items():
            stem, _, ending = name.rpartition("_")
            self.texts[os.path.join(FOLDER, f"{stem}.{ending}")] = text
        self.asked: list[str] = []
        self._reader = DocumentReader()
        self._services = ServerlessReader(Memo(1000))
        self._documents: dict[tuple[str, str], Document] = {}

    def document(self, path: str) -> Document | None:
        self.asked.append(path)
        text = self.texts.get(path)
        if text is None:
            return None
        if (path, text) not in self._documents:
            self._documents[path, text] = self._reader.read(SourceText(text))
        return self._documents[path, text]

    def read(self) -> Template:
        document = self.document(MAIN)
        assert document is not None
        return self._services.read(MAIN, document, self.document)

    def written(self, place: Place) -> str:
        document = self.document(place.path)
        assert document is not None
        return document.source.slice(place.span.shifted(document.base(place.block)))


def only(main: str, /, **others: str) -> Function:
    (function,) = Files(main, **others).read().functions
    return function


def names(template: Template) -> list[str]:
    return [function.name for function in template.functions]


def reason(value: MaybeText | None) -> str:
    assert value is not None
    assert isinstance(value.value, Unknown)
    return value.value.reason


def function_with(body: str, head: str = HEAD) -> str:
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return f"{head}functions:\n  hello:\n    handler: app.handler\n{lines}"
