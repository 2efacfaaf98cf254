"""Another name for one handler function of the code."""

from __future__ import annotations

import os
from collections.abc import Iterator

from msgspec import Struct

from ..languages.registry import language_of_path
from ..model.finding import Replace
from ..model.function import Function
from ..model.module import Export
from ..model.place import Place
from ..text.edits import TextEdit, apply_edits
from ..text.source import SourceText
from ..text.span import Span
from ..workspace.snapshot import Snapshot
from .changes import edits_of
from .importers import renamed_imports
from .places import HandlerString, functions_in, handler_name, handler_string, module_file
from .results import Refusal, Rename
from .shown import shown_path


class SymbolRename(Struct, frozen=True):
    """A rename of an exported function; `functions` are those of templates that run it."""

    snapshot: Snapshot
    path: str
    export: Export
    functions: tuple[Function, ...]

    def obstacle(self) -> Refusal | None:
        """Why the function cannot get any other name, None if nothing is in the way."""
        if not self._spans():
            return Refusal(
                f"`{self.export.name}` is not defined in a way that can be renamed in this file "
                "alone: it is imported, wrapped or given to others under another name."
            )
        return next(self._obstacles_in_templates(), None)

    def to(self, new_name: str) -> Rename | Refusal:
        """The edits of the code and of all templates."""
        refusal = self.obstacle() or self._refused_name(new_name)
        if refusal:
            return refusal
        importers = renamed_imports(self.snapshot, self.path, self.export.name, new_name)
        if importers.uncertain:
            return not_followed(self.snapshot, importers.uncertain)
        code = (Replace(Place(self.path, "", span), new_name) for span in self._spans())
        strings = (Replace(place, new_name) for place in self._symbol_places())
        return Rename((*edits_of(self.snapshot, (*code, *strings)), *importers.edits))

    def _spans(self) -> tuple[Span, ...]:
        language = language_of_path(self.path)
        source = self.snapshot.source(self.path)
        if (
            language is None
            or source is None
            or source.slice(self.export.name_span) != (self.export.name)
        ):
            return ()
        return language.rename_spans(source, self.path, self.export.name)

    def _refused_name(self, new_name: str) -> Refusal | None:
        """Whether the file, read again with the new name, offers just that instead of the old."""
        language = language_of_path(self.path)
        source = self.snapshot.source(self.path)
        before = self.snapshot.module(self.path)
        if language is None or source is None or before is None:
            return Refusal("The file cannot be read any more.")
        if new_name in before.exports:
            return Refusal(f"There is a `{new_name}` in this file already.")
        edits = (TextEdit(span, new_name) for span in self._spans())
        after = language.read(SourceText(apply_edits(source.text, edits)), self.path)
        word = new_name.replace("$", "_").isidentifier()
        if not word or new_name not in after.exports or (after.broken and not before.broken):
            return Refusal(f"`{new_name}` cannot be the name of a function.")
        return None

    def _symbol_places(self) -> Iterator[Place]:
        for function in self.functions:
            string = handler_string(self.snapshot, function)
            if string and string.name:
                yield _within(string.place, string.name.symbol_span)

    def _obstacles_in_templates(self) -> Iterator[Refusal]:
        for function in self.functions:
            string = handler_string(self.snapshot, function)
            if string is None or string.name is None:
                yield Refusal(f"The handler of `{function.name}` is not written out in a template.")
            elif string.name.symbol != self.export.name or not self._is_named_by(function):
                yield Refusal(
                    f"`{function.name}` reaches this function through another module or name."
                )
            else:
                yield from self._sharing(string)

    def _is_named_by(self, function: Function) -> bool:
        """Whether the handler string names this very file, or one that is built of it."""
        direct = module_file(self.snapshot, function)
        if direct is not None:
            return direct == self.path
        name = handler_name(self.snapshot.facts(function).resolution)
        module = name.module.rpartition("/")[2] if name else None
        return module == os.path.splitext(os.path.basename(self.path))[0]

    def _sharing(self, string: HandlerString) -> Iterator[Refusal]:
        """Functions that take the same text from a common place and run something else."""
        for other in functions_in(self.snapshot, string.place.path):
            if other in self.functions:
                continue
            theirs = handler_string(self.snapshot, other)
            if theirs and theirs.place == string.place:
                yield Refusal(
                    f"`{other.name}` shares the handler string of `{string.function.name}` and "
                    "runs another function."
                )


def not_followed(snapshot: Snapshot, importers: tuple[str, ...]) -> Refusal:
    """The refusal where files import what is renamed in a way that cannot be rewritten."""
    first, *others = (f"`{shown_path(snapshot, path)}`" for path in importers)
    more = f" and {len(others)} more" if others else ""
    return Refusal(f"It cannot be told for certain what {first}{more} would have to say then.")


def _within(place: Place, span: Span) -> Place:
    """A part of a place; `span` counts from its start."""
    return Place(place.path, place.block, span.shifted(place.span.start))
