"""The licences of everything that is shipped, as one text."""

from __future__ import annotations

import json
import os
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message
from email.parser import Parser

_LICENCE = re.compile(r"(^|/)(LICEN[CS]E|NOTICE|COPYING|AUTHORS)[^/]*$", re.IGNORECASE)
_UNUSED = re.compile(r"^jedi/third_party/(django-stubs|typeshed/stubs)/")
_KEPT = os.path.join(os.path.dirname(__file__), "licences")
_LINE = "=" * 80
_HEAD = "lambda-ls is under the MIT licence, see LICENSE. It brings along software of others:\n"


@dataclass(frozen=True, slots=True)
class Notice:
    """A package that is shipped, with the texts of its licence."""

    name: str
    version: str
    licence: str
    url: str
    texts: tuple[str, ...]


def notice_of_wheel(wheel: str) -> Notice:
    """What a wheel says of its licence.

    Raises:
        ValueError: if it does not say what its licence is, or has no text of it.
    """
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        metadata = next(name for name in names if name.endswith(".dist-info/METADATA"))
        said = Parser().parsestr(archive.read(metadata).decode())
        licences = [name for name in names if _LICENCE.search(name) and not _UNUSED.match(name)]
        texts = tuple(archive.read(name).decode().strip() for name in licences)
    return _complete(
        Notice(
            said["Name"], said["Version"], _licence(said), _url(said), tuple(filter(None, texts))
        )
    )


def notices_of_modules(metafile: str, root: str) -> tuple[Notice, ...]:
    """The npm packages that esbuild has put into the extension, by its own list of them."""
    with open(metafile, encoding="utf-8") as file:
        inputs: Iterable[str] = json.load(file)["inputs"]
    folders = {_package_folder(path) for path in inputs if "node_modules/" in path}
    return tuple(_notice_of_module(os.path.join(root, folder)) for folder in sorted(folders))


def text_of(notices: Iterable[Notice]) -> str:
    """All notices, sorted by name."""
    parts = [_HEAD]
    for notice in sorted(set(notices), key=lambda each: each.name.lower()):
        head = f"{notice.name} {notice.version} ({notice.licence})\n{notice.url}".strip()
        parts += (f"{_LINE}\n{head}\n", *(f"{text}\n" for text in notice.texts))
    return "\n".join(parts)


def _complete(notice: Notice) -> Notice:
    if not notice.texts:
        kept = os.path.join(_KEPT, f"{notice.name}.txt")
        if not os.path.exists(kept):
            raise ValueError(f"{notice.name} has no text of its licence, and {kept} does not exist")
        with open(kept, encoding="utf-8") as file:
            notice = Notice(notice.name, notice.version, notice.licence, notice.url, (file.read(),))
    if not notice.licence:
        raise ValueError(f"{notice.name} does not say what its licence is")
    return notice


def _licence(said: Message) -> str:
    expression = said["License-Expression"] or said["License"]
    if expression and "\n" not in expression:
        return expression
    marks = (each for each in said.get_all("Classifier", ()) if each.startswith("License ::"))
    return next(marks, "").rpartition(" :: ")[2]


def _url(said: Message) -> str:
    links = dict(each.split(", ", 1) for each in said.get_all("Project-URL", ()))
    named = {name.lower(): link for name, link in links.items()}
    wanted = ("homepage", "source", "source code", "repository", "github", *named)
    return said["Home-page"] or next((named[each] for each in wanted if each in named), "")


def _package_folder(path: str) -> str:
    """The folder of the package that a file belongs to, which can lie within another package."""
    before, _, rest = path.rpartition("node_modules/")
    parts = rest.split("/")
    name = "/".join(parts[: 2 if rest.startswith("@") else 1])
    return f"{before}node_modules/{name}"


def _notice_of_module(folder: str) -> Notice:
    with open(os.path.join(folder, "package.json"), encoding="utf-8") as file:
        said = json.load(file)
    texts = []
    for name in sorted(os.listdir(folder)):
        if _LICENCE.search(name):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                texts.append(file.read().strip())
    url = said.get("homepage", "")
    return _complete(Notice(said["name"], said["version"], said["license"], url, tuple(texts)))
