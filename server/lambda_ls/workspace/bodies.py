"""The pieces of code that a function of a template executes, in all files where they stand."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator

from msgspec import Struct

from ..languages.base import Bodies, Body
from ..languages.registry import language_of_path
from ..model.function import CodeFolder, Function
from ..model.resolution import Resolved
from ..model.term import Called, Imported, Local
from ..text.memo import Newest
from ..text.source import SourceText
from .callees import find_callee
from .code import CodeReader
from .flows import CodeText
from .handler_code import grammar_path, handler_code
from .reach import Reach
from .resolve import Outcome

_FILES_REMEMBERED = 64
_BODIES_FOLLOWED = 200


class CodeBodies(Struct, frozen=True, eq=False):
    """A text with the pieces of its code; `folder` is the one that its imports count from."""

    code: CodeText
    bodies: Bodies
    folder: str


class Executed(Struct, frozen=True, eq=False):
    """A piece of code that a function executes.

    `is_init` tells that this happens while it starts (the init phase), and not on an invocation.
    """

    within: CodeBodies
    body: Body
    is_init: bool


class BodyReader:
    """Finds what functions execute; the pieces of one text are read once."""

    def __init__(self, code: CodeReader, reach: Reach) -> None:
        self._code = code
        self._reach = reach
        self._bodies: Newest[str, SourceText, Bodies] = Newest(_FILES_REMEMBERED)

    def entry(self, function: Function, outcome: Outcome) -> tuple[CodeBodies, Body] | None:
        """The handler that Lambda calls; None where something else may be called in its place."""
        found = outcome.resolution
        code = handler_code(self._code.files, function, found, outcome.family)
        if code is None or not isinstance(found, Resolved) or found.export is None:
            return None
        folder = function.code.folder if isinstance(function.code, CodeFolder) else ""
        within = self.within(code, folder or os.path.dirname(found.path))
        body = within.bodies.entry(found.export.name)
        return (within, body) if body else None

    def executed(self, function: Function, outcome: Outcome) -> tuple[Executed, ...]:
        """What is certainly executed when the function starts, and what an invocation can execute.

        Functions that are handed on, or called in ways that cannot be followed, are left out.
        Empty where the handler cannot be followed.
        """
        entry = self.entry(function, outcome)
        if entry is None:
            return ()
        within, body = entry
        loaded = [Executed(each, each.bodies.top, True) for each in self._loaded(within)]
        return tuple(self._with_called([*loaded, Executed(within, body, False)]))

    def called(self, within: CodeBodies, called: Called) -> tuple[CodeBodies, Body] | None:
        """The function that a call runs, in its file; None where that cannot be told."""
        if isinstance(called.function, Local):
            body = within.bodies.local(called.function)
            return (within, body) if body else None
        return self._elsewhere(within, called.function)

    def may_teach_json(self, within: CodeBodies, name: str) -> bool:
        """Whether code that is loaded with a text may tell how a class of JavaScript becomes JSON.

        `BigInt.prototype.toJSON = ...` does so for all code of the process.
        """
        if within.code.language.name != "node":
            return False
        loaded = [within.code.source]
        if within.code.inline is None:
            seeming = self._reach.seeming(within.code.path, within.folder)
            loaded.extend(source for source, _ in seeming)
        return any(f"{name}.prototype" in each.text for each in loaded)

    def _elsewhere(self, within: CodeBodies, function: Imported) -> tuple[CodeBodies, Body] | None:
        if within.code.inline is not None:
            return None
        path, folder = within.code.path, within.folder
        found = find_callee(self._code, path, function.imported, function.callee, folder)
        there = self.file(found.path, folder) if found else None
        body = there.bodies.entry(found.export.name) if found and there else None
        return (there, body) if there and body else None

    def _with_called(self, roots: list[Executed]) -> Iterator[Executed]:
        """Pieces of code and what they call, each once for each phase."""
        pending = deque(roots)
        known: set[tuple[str, Local, bool]] = set()
        asked: set[tuple[str, Local | Imported, bool]] = set()
        while pending and len(known) < _BODIES_FOLLOWED:
            each = pending.popleft()
            key = each.within.code.path, each.body.local, each.is_init
            if key in known:
                continue
            known.add(key)
            yield each
            for called in each.body.callees:
                wanted = each.within.code.path, called.function, each.is_init
                if wanted in asked:
                    continue
                asked.add(wanted)
                there = self.called(each.within, called)
                if there is not None:
                    pending.append(Executed(there[0], there[1], each.is_init))

    def _loaded(self, within: CodeBodies) -> Iterator[CodeBodies]:
        """The files that are certainly loaded with a handler's file, itself first."""
        yield within
        if within.code.inline is not None:
            return
        for path in self._reach.loaded(within.code.path, within.folder):
            there = self.file(path, within.folder) if path != within.code.path else None
            if there is not None:
                yield there

    def file(self, path: str, folder: str) -> CodeBodies | None:
        """The pieces of code of a file; None if its language is not read."""
        language = language_of_path(path)
        source = self._code.files.source(path) if language else None
        if language is None or source is None:
            return None
        return self.within(CodeText(path, source, language), folder)

    def within(self, code: CodeText, folder: str) -> CodeBodies:
        """The pieces of code of a text; `folder` is the one that its imports count from."""
        path = grammar_path(code)
        if code.inline is not None:
            return CodeBodies(code, code.language.bodies(code.source, path), folder)
        read = self._bodies.get(path, code.source, lambda: code.language.bodies(code.source, path))
        return CodeBodies(code, read, folder)
