"""What stands at an offset: a handler string in a template, or a handler's name in the code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

from ..languages.registry import deep_language
from ..model.function import CodeFolder, Function
from ..model.handler import HandlerName
from ..model.place import MaybeText, Place
from ..model.resolution import (
    BuiltinModule,
    FunctionMissing,
    InlineNotIndex,
    ModuleMissing,
    NotCallable,
    Resolution,
    Resolved,
)
from ..text.span import Span
from ..workspace.paths import join
from ..workspace.snapshot import HandlerUse, Snapshot

Part: TypeAlias = Literal["module", "symbol", "other"]


class Cursor:
    """An offset of a file, to be compared with very many places."""

    def __init__(self, snapshot: Snapshot, path: str, offset: int) -> None:
        document = snapshot.document(path)
        self._document = document
        self._path = path
        self._offset = offset

    def touches(self, place: Place) -> bool:
        """Whether the cursor is in a place or at one of its ends."""
        base = self._document.base(place.block) if self._document else 0
        return place.path == self._path and place.span.touches(self._offset - base)


class HandlerString(Struct, frozen=True):
    """Where the handler that a function really runs is written.

    That is its handler property, or the environment variable from which a vendor's wrapper takes
    it. `name` is the string taken apart, None where it cannot be, or where the template's text
    differs from the value (escapes, folding, a reference), so that nothing within it can be
    pointed at.
    """

    function: Function
    place: Place
    name: HandlerName | None


class HandlerAt(Struct, frozen=True):
    """A handler string at an offset, with all functions that take it from there."""

    strings: tuple[HandlerString, ...]
    span: Span
    part: Part

    @property
    def name(self) -> HandlerName | None:
        """The string taken apart."""
        return self.strings[0].name

    @property
    def place(self) -> Place:
        """Where it is written."""
        return self.strings[0].place


def handler_at(snapshot: Snapshot, path: str, offset: int) -> HandlerAt | None:
    """The handler string of a template at an offset."""
    cursor = Cursor(snapshot, path, offset)
    strings = tuple(
        string
        for function in functions_in(snapshot, path)
        for value in _values(function)
        if cursor.touches(value.place)
        for string in _strings_at(snapshot, function, value.place)
    )
    if not strings:
        return None
    span = snapshot.span(strings[0].place)
    return HandlerAt(strings, span, _part(strings[0].name, offset - span.start))


def use_at(snapshot: Snapshot, path: str, offset: int) -> HandlerUse | None:
    """The handler of a source file whose name stands at an offset."""
    uses = (use for use in snapshot.handlers_in(path) if use.span.touches(offset))
    return next(uses, None)


def handler_string(snapshot: Snapshot, function: Function) -> HandlerString | None:
    """Where the handler of a function is written; None where it has none."""
    facts = snapshot.facts(function)
    if facts.handler is None:
        return None
    name = handler_name(facts.resolution)
    exact = name is not None and text_at(snapshot, facts.handler.place) == name.text
    return HandlerString(function, facts.handler.place, name if exact else None)


def handler_name(resolution: Resolution) -> HandlerName | None:
    """The handler string as it was understood, if it was."""
    if isinstance(
        resolution,
        Resolved | ModuleMissing | FunctionMissing | NotCallable | BuiltinModule | InlineNotIndex,
    ):
        return resolution.name
    return None


def code_file(resolution: Resolution) -> str | None:
    """The file that holds the handler, or that should hold it; of inline code the template."""
    if isinstance(resolution, Resolved | FunctionMissing | NotCallable):
        return resolution.path
    return None


def module_file(snapshot: Snapshot, function: Function) -> str | None:
    """The file in the code folder that the handler string itself names.

    It is another one than `code_file` where that file takes the handler from elsewhere, and None
    where a build or a layer stands between the string and the file.
    """
    facts = snapshot.facts(function)
    name = handler_name(facts.resolution)
    language = deep_language(facts.language) if facts.language else None
    if name is None or language is None or not isinstance(function.code, CodeFolder):
        return None
    paths = (join(function.code.folder, path) for path in language.candidates(name.module))
    return next((path for path in paths if snapshot.exists(path) and snapshot.source(path)), None)


def functions_in(snapshot: Snapshot, path: str) -> tuple[Function, ...]:
    """The functions of all templates that a file is part of."""
    templates = snapshot.templates_reading(path)
    return tuple(function for template in templates for function in template.functions)


def use_of(snapshot: Snapshot, target: Resolved) -> HandlerUse | None:
    """The handler that is this target, with all functions of the workspace that run it."""
    span = snapshot.span(target.place)
    uses = (use for use in snapshot.handlers_in(target.path) if use.span == span)
    return next(uses, None)


def text_at(snapshot: Snapshot, place: Place) -> str:
    """The text of a file at a place, empty where the file cannot be read."""
    source = snapshot.source(place.path)
    return source.slice(snapshot.span(place)) if source else ""


def _values(function: Function) -> Iterator[MaybeText]:
    """What can be the function's handler string.

    To compare their places is much cheaper than to ask for the facts of every function.
    """
    if function.handler:
        yield function.handler
    yield from (variable.value for variable in function.environment)


def _strings_at(snapshot: Snapshot, function: Function, place: Place) -> Iterator[HandlerString]:
    string = handler_string(snapshot, function)
    if string and string.place == place:
        yield string
    elif function.handler and function.handler.place == place:
        # A vendor's wrapper, which runs what an environment variable names.
        yield HandlerString(function, place, None)


def _part(name: HandlerName | None, column: int) -> Part:
    if name and name.symbol_span.touches(column):
        return "symbol"
    return "module" if name and name.module_span.touches(column) else "other"
