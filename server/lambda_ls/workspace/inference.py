"""Following a Python handler further than its module's text tells, slowly."""

from __future__ import annotations

import os
import re

from msgspec import Struct

from ..model.function import CodeFolder, Function
from ..model.module import Callability
from ..model.resolution import Resolution, Resolved, Undecided
from ..text.source import SourceText
from ..text.span import Position, Span
from .disk import decode, read_bytes
from .files import Files

_ENVIRONMENTS = (".venv", "venv", "env")
_LONGEST = 200_000
"""Characters of a module; jedi takes seconds for more."""

_STAR_IMPORT = re.compile(r"\bimport[ \t]*\*")


class Subject(Struct, frozen=True):
    """A name of a module whose definition lies elsewhere, and where imports of it count from."""

    path: str
    symbol: str
    code_folder: str
    layers: tuple[str, ...]
    interpreter: str | None


class Question(Struct, frozen=True):
    """What a name means, with the module's text as it is when asked: any thread can answer it.

    `decides` tells that nobody knows without the answer whether there is such a handler.
    """

    subject: Subject
    source: SourceText
    decides: bool


class Answer(Struct, frozen=True):
    """Where the name is defined, which may be an installed package outside of the workspace.

    `source` is the text of the file at `path`, in which `span` counts. `read` are the files that
    led there.
    """

    path: str
    source: SourceText
    span: Span
    signature: str
    documentation: str
    read: frozenset[str]


def question(function: Function, resolution: Resolution, files: Files) -> Question | None:
    """What has to be inferred to know a function's handler, None if it is known or cannot be."""
    where = _unfollowed(resolution)
    if where is None or not isinstance(function.code, CodeFolder):
        return None
    path, symbol = where
    source = files.source(path) if path.endswith(".py") else None
    decides = isinstance(resolution, Undecided)
    # A name that is not written in the module can come from elsewhere only by such an import.
    if (
        source is None
        or len(source) > _LONGEST
        or (decides and not _STAR_IMPORT.search(source.text))
    ):
        return None
    folder = function.code.folder
    layers = tuple(layer.folder for layer in function.layers if layer.folder)
    subject = Subject(path, symbol, folder, layers, _interpreter(files, folder))
    return Question(subject, source, decides)


def answer(asked: Question) -> Answer | None:
    """Find the definition. Takes up to seconds; one call at a time, and from any one thread."""
    # It is imported only where it is needed, which it is not in most checks.
    from ..languages.python.inference import infer

    subject = asked.subject
    layers = tuple(os.path.join(layer, "python") for layer in subject.layers) + subject.layers
    found = infer(
        asked.source.text,
        subject.path,
        subject.symbol,
        subject.code_folder,
        layers,
        subject.interpreter,
    )
    data = read_bytes(found.path) if found else None
    source = decode(data) if data is not None else None
    if found is None or source is None or found.path == subject.path:
        return None
    start = source.offset(Position(found.line, found.column))
    span = Span(start, start + len(found.name))
    return Answer(found.path, source, span, found.signature, found.documentation, found.read)


def _unfollowed(resolution: Resolution) -> tuple[str, str] | None:
    """The file and the name at which reading single files has come to its end."""
    if isinstance(resolution, Undecided) and resolution.path:
        return resolution.path, resolution.symbol
    if isinstance(resolution, Resolved) and resolution.export is not None:
        export = resolution.export
        if export.imported is not None or export.callable is Callability.UNKNOWN:
            return resolution.path, export.name
    return None


def _interpreter(files: Files, folder: str) -> str | None:
    """The interpreter of the virtual environment nearest above a folder."""
    while files.contains(folder):
        for name in _ENVIRONMENTS:
            environment = os.path.join(folder, name)
            if files.kind(os.path.join(environment, "pyvenv.cfg")) == "file":
                scripts = "Scripts" if os.name == "nt" else "bin"
                return os.path.join(environment, scripts, "python")
        folder = os.path.dirname(folder)
    return None
