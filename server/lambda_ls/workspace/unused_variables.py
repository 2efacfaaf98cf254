"""The environment variables of a function that nothing in its code mentions."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from ..aws.environment import is_read_by_libraries
from ..aws.plugins import wraps_handlers
from ..model.function import CodeFolder, Function, InlineCode, Variable
from ..model.place import Place
from ..text.removal import removal
from ..text.span import Span
from .builds import makes_anything
from .disk import is_below
from .files import Files
from .flows import CodeText
from .folder_words import FolderWords

_NAME = re.compile(r"[A-Za-z]\w+")
_LONGEST_FILE = 1_000_000
# Packages of AWS read variables that are known.
_OF_AWS = re.compile(r"@?aws-sdk\b|@aws-lambda-powertools\b|@smithy\b|boto|aws_lambda|aws_xray")
# What a manifest says of packages that are folders of the project.
_LOCAL = re.compile(
    r"\"workspaces\"|\"(?:file|link|portal|workspace):|\"paths\"|^-e |^\.|file:|path\s*=|\.\./",
    re.MULTILINE,
)
_MANIFESTS = re.compile(
    r"package\.json|tsconfig.*\.json|lerna\.json|nx\.json|pnpm-workspace\.yaml"
    r"|requirements.*\.txt|pyproject\.toml|Pipfile|setup\.(?:py|cfg)"
)


class Unused(Struct, frozen=True, eq=False):
    """A variable that has no effect; `removal` is what must go with it, None if that is unclear."""

    variable: Variable
    removal: Place | None


class UnusedReader:
    """Looks for the names of variables in the code of functions."""

    def __init__(self, files: Files, span: Callable[[Place], Span]) -> None:
        self._files = files
        self._span = span
        self._words = FolderWords(files)

    def unused(
        self, function: Function, code: CodeText, loaded: tuple[CodeText, ...]
    ) -> tuple[Unused, ...]:
        """What certainly has no effect, where `loaded` reads no variables but those it names."""
        if function.layers or makes_anything(function) or wraps_handlers(function.plugins):
            return ()
        if any(len(each.source) > _LONGEST_FILE for each in loaded):
            return ()
        texts = [each.source.text for each in loaded]
        words = frozenset(_words_of_packages(loaded))
        left = [
            each
            for each in function.environment
            if _NAME.fullmatch(each.name.value)
            and not is_read_by_libraries(each.name.value)
            and words.isdisjoint(_parts(each.name.value))
            and not any(_mentions(text, each.name.value) for text in texts)
        ]
        return tuple(self._nowhere(function, code, left)) if left else ()

    def _nowhere(
        self, function: Function, code: CodeText, variables: list[Variable]
    ) -> Iterator[Unused]:
        """Those variables that no text of the whole code folder names."""
        names = frozenset(each.name.value for each in variables)
        if not isinstance(function.code, InlineCode):
            names = self._words.unmentioned(self._folder(function, code), names)
        for each in variables:
            if each.name.value in names:
                yield Unused(each, self._removal(each))

    def _folder(self, function: Function, code: CodeText) -> str:
        """The folder that holds all code of a function, its local packages among it."""
        folder = function.code.folder if isinstance(function.code, CodeFolder) else ""
        above = self._files.folders_above(code.path)
        for each in above:
            names = self._files.folder(each)
            manifests = (os.path.join(each, name) for name in names if _MANIFESTS.fullmatch(name))
            sources = map(self._files.source, manifests)
            if any(source and _LOCAL.search(source.text) for source in sources):
                return above[-1]
        return folder if folder and is_below(code.path, folder) else above[-1]

    def _removal(self, variable: Variable) -> Place | None:
        extent = variable.extent
        # A change of this text makes another function, with facts of its own.
        with self._files.unrecorded():
            source = self._files.source(extent.path) if extent is not None else None
            entry = self._span(extent) if extent is not None else None
        if extent is None or entry is None or source is None:
            return None
        found = _entry_removal(source.text, entry)
        back = extent.span.start - entry.start
        return Place(extent.path, extent.block, found.shifted(back)) if found else None


def _entry_removal(text: str, entry: Span) -> Span | None:
    """What must go with an entry, which in flow style may be the last one."""
    before = text[: entry.start].rstrip()
    behind = text[entry.end :].lstrip()
    if before.endswith((",", "{")) and not behind.startswith(","):
        return Span(len(before) - 1, entry.end) if before.endswith(",") else None
    return removal(text, entry)


def _mentions(text: str, name: str) -> bool:
    small = re.escape(name.lower())
    return name in text or re.search(rf"(?<![a-z0-9]){small}(?![a-z0-9])", text) is not None


def _words_of_packages(texts: Iterable[CodeText]) -> Iterator[str]:
    """The words in the names of packages that are imported, which may read variables."""
    for text in texts:
        for name in text.language.packages(text.source):
            if not _OF_AWS.match(name):
                yield from _parts(name)


def _parts(name: str) -> frozenset[str]:
    return frozenset(part for part in re.split(r"[^a-z0-9]+", name.lower()) if len(part) > 2)
