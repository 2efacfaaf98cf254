"""Handler code read along its event: the handler's file, and those that it hands the event to."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from ..languages.base import Language
from ..languages.registry import deep_language, language_of_path
from ..model.flow import HANDLER_ARGUMENTS, Flow, Handed, Start, Wrapping
from ..model.function import CodeFolder, Function, InlineCode
from ..model.place import Place
from ..model.resolution import Resolution, Resolved
from ..text.memo import Newest
from ..text.source import SourceText
from ..text.span import Span
from .callees import find_callee
from .code import CodeReader
from .inline import inline_name, place_in_template

_FLOWS_REMEMBERED = 4_096
_WRAPPERS_FOLLOWED = 8
_FUNCTIONS_FOLLOWED = 32
"""How many functions of other files are followed from one handler."""


class CodeText(Struct, frozen=True, eq=False):
    """A text in which handler code stands: a source file, or inline code of a template.

    `path` is the file's; for inline code that is the template, and `inline` tells where in it.
    """

    path: str
    source: SourceText
    language: Language
    inline: InlineCode | None = None

    def place(self, span: Span) -> Place | None:
        """Where a range of the code stands; None where the template writes it otherwise."""
        if self.inline is None:
            return Place(self.path, "", span)
        return place_in_template(self.inline, span)

    def first_line(self, span: Span) -> Place | None:
        """Where the first line of a range stands, as inline code has no place for several."""
        end = self.source.line_span(self.source.position(span.start).line).end
        return self.place(Span(span.start, max(span.start, min(span.end, end))))


class CodeFlow(Struct, frozen=True, eq=False):
    """What one function of a text, and those of the text that it calls, do with its arguments."""

    code: CodeText
    start: Start
    flow: Flow


class FlowReader:
    """Follows events; what one text does with certain arguments is read once."""

    def __init__(self, code: CodeReader) -> None:
        self._code = code
        self._flows: Newest[tuple[str, Start], SourceText, Flow] = Newest(_FLOWS_REMEMBERED)

    def flows(
        self, function: Function, resolution: Resolution, family: str | None
    ) -> tuple[CodeFlow, ...]:
        """What the code of a function does with its event and its context, nearest code first."""
        if not isinstance(resolution, Resolved) or resolution.export is None:
            return ()
        start = Start(resolution.export.name, HANDLER_ARGUMENTS)
        if isinstance(function.code, InlineCode):
            return tuple(self._inline(function.code, start, family))
        folder = function.code.folder if isinstance(function.code, CodeFolder) else ""
        return tuple(self._from(resolution.path, start, folder or os.path.dirname(resolution.path)))

    def _inline(self, code: InlineCode, start: Start, family: str | None) -> Iterator[CodeFlow]:
        language = deep_language(family) if family else None
        if language is not None:
            text = CodeText(code.place.path, code.source, language, code)
            flow = language.follow(code.source, inline_name(language), start)
            yield CodeFlow(text, start, flow)

    def _from(self, path: str, start: Start, folder: str) -> Iterator[CodeFlow]:
        start, wrappers = self._behind_wrappers(path, start, folder)
        pending = deque([(path, start)])
        known = {(path, start)}
        while pending:
            path, start = pending.popleft()
            found = self._flow(path, start)
            if found is None:
                continue
            yield found
            for handed in found.flow.handed:
                there = self._callee(path, handed, folder)
                if there and there not in known and len(known) < _FUNCTIONS_FOLLOWED:
                    known.add(there)
                    pending.append(there)
        yield from wrappers

    def _behind_wrappers(
        self, path: str, start: Start, folder: str
    ) -> tuple[Start, tuple[CodeFlow, ...]]:
        """The start of a handler with what wrappers of other files call it with, and those."""
        wrappers: list[CodeFlow] = []
        while len(wrappers) < _WRAPPERS_FOLLOWED:
            found = self._flow(path, start)
            wrapping = found.flow.wrapping if found is not None else None
            there = self._wrapper(path, start, wrapping, folder) if wrapping is not None else None
            passed = there.flow.passed if there is not None else None
            if there is None or passed is None:
                break
            # All its handlers go through it: nothing is said of what it reads for one of them.
            wrappers.append(replace(there, flow=Flow(handed=there.flow.handed)))
            start = replace(
                start,
                arguments=passed.arguments,
                through=start.through + 1,
                caught=max(start.caught, passed.caught),
                places=start.places | passed.places,
            )
        return start, tuple(wrappers)

    def _wrapper(self, path: str, start: Start, wrapping: Wrapping, folder: str) -> CodeFlow | None:
        found = find_callee(self._code, path, wrapping.imported, wrapping.callee, folder)
        if found is None:
            return None
        name = found.export.name
        return self._flow(
            found.path, replace(start, symbol=name, through=0, taking=wrapping.taking)
        )

    def _flow(self, path: str, start: Start) -> CodeFlow | None:
        language = language_of_path(path)
        source = self._code.files.source(path) if language else None
        if language is None or source is None:
            return None
        flow = self._flows.get((path, start), source, lambda: language.follow(source, path, start))
        return CodeFlow(CodeText(path, source, language), start, flow)

    def _callee(self, path: str, handed: Handed, folder: str) -> tuple[str, Start] | None:
        """The function of another file that a value is handed to, where that can be told."""
        argument = handed.keyword if handed.position is None else handed.position
        if handed.imported is None or argument is None:
            return None
        found = find_callee(self._code, path, handed.imported, handed.callee, folder)
        return (
            (found.path, Start(found.export.name, ((argument, handed.value),))) if found else None
        )
