"""The lines of code that have raised in the last run of each function."""

from __future__ import annotations

from lsprotocol import types
from msgspec import Struct

from ..runs.summary import failure_text
from ..runtime.raised import Raised
from ..text.source import SourceText
from ..text.span import Span
from .convert import Converter

SOURCE = "lambda-ls run"


class _Error(Struct, frozen=True):
    raised: Raised
    source: SourceText


class RunErrors:
    """What is shown until the file is edited or the function runs again."""

    def __init__(self, converter: Converter) -> None:
        self._converter = converter
        self._errors: dict[str, _Error] = {}

    def note(self, function: str, raised: Raised | None) -> set[str]:
        """The last run of a function has raised there, or nowhere; the files where that is news."""
        before = self._errors.pop(function, None)
        paths = {before.raised.path} if before else set()
        if raised is not None:
            self._errors[function] = _Error(raised, self._converter.source(raised.path))
            paths.add(raised.path)
        return paths

    def in_file(self, path: str) -> tuple[types.Diagnostic, ...]:
        """The errors in a file whose text is still the one that has run."""
        errors = [each for each in self._errors.values() if each.raised.path == path]
        source = self._converter.source(path) if errors else None
        return tuple(
            self._diagnostic(each.raised, source)
            for each in errors
            if source is not None and each.source.text == source.text
            if each.raised.line <= source.line_count
        )

    def _diagnostic(self, raised: Raised, source: SourceText) -> types.Diagnostic:
        return types.Diagnostic(
            range=self._converter.range(raised.path, _line(source, raised.line - 1)),
            severity=types.DiagnosticSeverity.Error,
            code=raised.kind,
            source=SOURCE,
            message=failure_text(raised),
        )


def _line(source: SourceText, line: int) -> Span:
    """The text of a line, without the blanks around it."""
    start, end = source.line_span(line)
    text = source.text[start:end]
    return Span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))
