"""Handlers of languages that are only searched by name."""

from __future__ import annotations

import os

from ..languages.base import SearchedLanguage
from ..model.function import CodeArchive, CodeFolder, Function
from ..model.place import Place
from ..model.resolution import Resolution, Resolved, Undecided
from ..text.span import Span
from .builds import output_segment
from .code import CodeReader
from .paths import relative

_FILES_SEARCHED = 3_000


def search(
    code: CodeReader, function: Function, language: SearchedLanguage, handler: str, reason: str
) -> Resolution:
    """A unique hit for the handler's name below its code folder; `reason` if there is none."""
    folder = _folder_of_sources(code, function)
    wanted = language.wanted(handler)
    if folder is None or not wanted:
        return Undecided(reason)
    hits: dict[str, list[tuple[str, Span]]] = {key: [] for key in wanted}
    for count, path in enumerate(code.sources_below(folder, language)):
        if count >= _FILES_SEARCHED:
            return Undecided(reason)
        for definition in code.definitions(language, path):
            if definition.key in hits:
                hits[definition.key].append((path, definition.span))
    for key in wanted:
        if len(hits[key]) == 1:
            path, span = hits[key][0]
            return Resolved(path, handler, Place(path, "", span), via="the only such name")
    return Undecided(reason)


def _folder_of_sources(code: CodeReader, function: Function) -> str | None:
    """Where to search: the code folder, or the folder around the build's output."""
    top = os.path.dirname(function.template)
    if isinstance(function.code, CodeFolder):
        path = function.code.folder
    elif isinstance(function.code, CodeArchive):
        path = os.path.dirname(function.code.path)
    else:
        return None
    inside = relative(path, top)
    segment = output_segment(inside)
    if segment is not None and not inside.startswith(".."):
        parts = inside.split("/")
        path = os.path.join(top, *parts[: parts.index(segment)])
    return path if code.files.kind(path) == "folder" else None
