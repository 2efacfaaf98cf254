"""Whether a handler is declared so that Lambda can call it."""

from __future__ import annotations

from msgspec import Struct

from ..model.declaration import Misdeclaration
from ..model.function import Function
from ..model.module import Export
from ..model.place import known
from ..model.resolution import Resolved
from ..text.memo import Newest
from ..text.source import SourceText
from .files import Files
from .flows import CodeText
from .handler_code import grammar_path, handler_code, is_called_by_lambda
from .resolve import Outcome

_REMEMBERED = 4_096


class Declaration(Struct, frozen=True, eq=False):
    """The text of a handler, and what is wrong with how the handler is declared there."""

    code: CodeText
    wrong: tuple[Misdeclaration, ...]


class DeclarationReader:
    """Reads declarations; what one text says of a handler is read once."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._read: Newest[tuple[str, str, str], SourceText, tuple[Misdeclaration, ...]] = Newest(
            _REMEMBERED
        )

    def declaration(self, function: Function, outcome: Outcome) -> Declaration | None:
        """What is wrong with a handler's declaration; None where nothing is, or none can tell."""
        found = outcome.resolution
        code = handler_code(self._files, function, found, outcome.family)
        runtime = known(function.runtime)
        if code is None or runtime is None or not isinstance(found, Resolved):
            return None
        if found.export is None or not is_called_by_lambda(function, outcome):
            return None
        export = found.export
        key = (found.path, f"{function.name if code.inline else ''}:{export.name}", runtime)
        wrong = self._read.get(key, code.source, lambda: _misdeclarations(code, export, runtime))
        return Declaration(code, wrong) if wrong else None


def _misdeclarations(code: CodeText, export: Export, runtime: str) -> tuple[Misdeclaration, ...]:
    # As in the registry, what reads JavaScript is only loaded where there is some.
    if code.language.name == "python":
        from ..languages.python import declaration as python

        return python.misdeclarations(code.source, export)
    if code.language.name == "node":
        from ..languages.node import declaration as node

        return node.misdeclarations(code.source, grammar_path(code), export.name, runtime)
    return ()
