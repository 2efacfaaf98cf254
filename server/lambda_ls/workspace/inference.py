"""Following a Python handler further than its module's text tells, slowly."""

from __future__ import annotations

import os
from dataclasses import dataclass

from ..languages.python.inference import infer
from ..model.function import CodeFolder, Function
from ..model.module import Callability
from ..model.resolution import Resolution, Resolved, Undecided
from ..text.source import SourceText
from ..text.span import Position, Span
from .disk import decode, read_bytes
from .files import Files

_ENVIRONMENTS = (".venv", "venv", "env")


@dataclass(frozen=True, slots=True)
class Question:
    """A name of a module whose definition lies elsewhere, with all that is needed to find it.

    It holds the texts as they were when it was asked, so that another thread can answer it.
    """

    path: str
    source: SourceText
    symbol: str
    code_folder: str
    layers: tuple[str, ...]
    interpreter: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Where the name is defined, which may be an installed package outside of the workspace.

    `source` is the text of the file at `path`, in which `span` counts.
    """

    path: str
    source: SourceText
    span: Span
    signature: str
    documentation: str


def question(function: Function, resolution: Resolution, files: Files) -> Question | None:
    """What has to be inferred to know a function's handler, None if it is known or cannot be."""
    where = _unfollowed(resolution)
    if where is None or not isinstance(function.code, CodeFolder):
        return None
    path, symbol = where
    source = files.source(path)
    if source is None or not path.endswith(".py"):
        return None
    folder = function.code.folder
    layers = tuple(layer.folder for layer in function.layers if layer.folder)
    return Question(path, source, symbol, folder, layers, _interpreter(files, folder))


def answer(asked: Question) -> Answer | None:
    """Find the definition. Takes up to seconds; one call at a time, and from any one thread."""
    layers = tuple(os.path.join(layer, "python") for layer in asked.layers) + asked.layers
    found = infer(
        asked.source.text, asked.path, asked.symbol, asked.code_folder, layers, asked.interpreter
    )
    data = read_bytes(found.path) if found else None
    source = decode(data) if data is not None else None
    if found is None or source is None or found.path == asked.path:
        return None
    start = source.offset(Position(found.line, found.column))
    span = Span(start, start + len(found.name))
    return Answer(found.path, source, span, found.signature, found.documentation)


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
