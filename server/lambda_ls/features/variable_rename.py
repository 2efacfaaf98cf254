"""Another name for an environment variable, in templates and in code at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from ..aws.environment import is_read_by_libraries, is_set_by_lambda, reserved_for
from ..model.finding import Replace
from ..model.place import Place
from ..text.span import Span
from ..workspace.facts import FunctionFacts
from ..workspace.snapshot import Snapshot
from .changes import edits_of
from .places import text_at
from .results import Refusal, Rename, Renameable
from .shown import shown_path
from .variables import VariableAt, declaration, names_in

_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9_]+")


class VariableRename(Struct, frozen=True):
    """A rename of a variable; `functions` are all that declare it there or share code with them."""

    snapshot: Snapshot
    found: VariableAt
    functions: tuple[FunctionFacts, ...]

    def prepared(self, path: str) -> Renameable | Refusal | None:
        """What would be renamed, or why it cannot get any other name.

        None where something else stands that only holds the name.
        """
        name = self.found.name
        if text_at(self.snapshot, Place(path, "", self.found.span)) != name:
            return None
        return next(self._obstacles(), None) or Renameable(self.found.span, name)

    def to(self, new_name: str) -> Rename | Refusal:
        """The edits of all templates and code."""
        refusal = next(self._obstacles(), None) or self._refused(new_name)
        if refusal:
            return refusal
        changes = (Replace(place, text) for place, text in self._written(new_name))
        return Rename(edits_of(self.snapshot, changes))

    def _obstacles(self) -> Iterator[Refusal]:
        name = self.found.name
        is_read = any(next(names_in(facts, name), None) for facts in self.functions)
        if is_set_by_lambda(name) or (is_read_by_libraries(name) and not is_read):
            yield Refusal(f"`{name}` has a meaning outside of this code.")
        declared = [declaration(facts, name) for facts in self.functions]
        if not any(declared):
            yield Refusal(f"No function declares `{name}` in a template.")
        for variable in filter(None, declared):
            if text_at(self.snapshot, variable.name.place) != name:
                yield Refusal(f"The template writes `{name}` in a form that cannot be changed.")
        for facts in self.functions:
            yield from self._obstacles_in_code(facts)

    def _obstacles_in_code(self, facts: FunctionFacts) -> Iterator[Refusal]:
        owner, name = facts.function.name, self.found.name
        if not facts.environment.texts:
            yield Refusal(f"The code of `{owner}` is not read, and it may read `{name}`.")
        if facts.environment.computes_names:
            yield Refusal(f"The code of `{owner}` reads variables by names that it computes.")
        if facts.environment.takes_names:
            yield from self._quoted(facts)
        for named in names_in(facts, name):
            if named.literal is None:
                file = shown_path(self.snapshot, named.code.path)
                yield Refusal(f"`{file}` names `{name}` in a form that cannot be changed.")

    def _quoted(self, facts: FunctionFacts) -> Iterator[Refusal]:
        """Strings with the name that may be told to a function which reads variables by it."""
        name = self.found.name
        known = {named.literal for each in self.functions for named in names_in(each, name)}
        quoted = re.compile(rf"(?<=[\"'`]){re.escape(name)}(?=[\"'`])")
        for text in facts.environment.texts:
            for match in quoted.finditer(text.source.text):
                if text.place(Span(*match.span())) not in known:
                    file = shown_path(self.snapshot, text.path)
                    yield Refusal(f"It is not certain that `{file}` means the variable `{name}`.")

    def _refused(self, new_name: str) -> Refusal | None:
        if not _NAME.fullmatch(new_name):
            return Refusal(
                f"`{new_name}` cannot be the name of an environment variable: letters, digits and "
                "`_` are allowed, with a letter first."
            )
        if reserved_for(new_name):
            return Refusal(f"`{new_name}` is reserved: Lambda sets it itself.")
        for facts in self.functions:
            is_taken = declaration(facts, new_name) or any(names_in(facts, new_name))
            if is_taken and new_name != self.found.name:
                return Refusal(f"`{facts.function.name}` has a variable `{new_name}` already.")
        return None

    def _written(self, new_name: str) -> Iterator[tuple[Place, str]]:
        """Where the name is written, with what is to stand there."""
        for facts in self.functions:
            variable = declaration(facts, self.found.name)
            if variable is not None:
                yield variable.name.place, new_name
            for named in names_in(facts, self.found.name):
                if named.literal is not None:
                    # The code goes on calling it as before.
                    own = f": {self.found.name}" if named.binds else ""
                    yield named.literal, f"{new_name}{own}"


def variable_rename(snapshot: Snapshot, found: VariableAt) -> VariableRename:
    """The rename of a variable with all functions that have to change with it."""
    name = found.name
    known: dict[FunctionFacts, None] = dict.fromkeys(found.functions)
    everybody = [snapshot.facts(function) for function in snapshot.functions()]
    places = {place for facts in known for place in _places(facts, name)}
    while True:
        joined = [
            facts
            for facts in everybody
            if facts not in known and not places.isdisjoint(_places(facts, name))
        ]
        if not joined:
            return VariableRename(snapshot, found, tuple(known))
        known.update(dict.fromkeys(joined))
        places.update(place for facts in joined for place in _places(facts, name))


def _places(facts: FunctionFacts, name: str) -> Iterator[Place]:
    """Everything that changes with a function's variable."""
    variable = declaration(facts, name)
    if variable is not None:
        yield variable.name.place
    yield from (named.literal for named in names_in(facts, name) if named.literal)
