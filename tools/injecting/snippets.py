"""Statements that are a mistake wherever they stand in certain handlers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from lambda_ls.model.function import CodeFolder
from lambda_ls.text.edits import TextEdit
from lambda_ls.text.span import Span

from .model import FileEdit, Mistake, Target

Suits: TypeAlias = Callable[[Target], bool]


@dataclass(frozen=True)
class Lines:
    """A mistake in one language: what it needs at the top of the file, and the statements.

    `EVENT` stands for the handler's first parameter, `CALLBACK` for its third, `ERROR` for what a
    clause caught. `beside` is what a new file next to the handler's holds.
    """

    body: str
    imports: str = ""
    top: str = ""
    beside: str = ""


@dataclass(frozen=True)
class Snippet:
    """A mistake that is made by adding statements; None where a language has no such mistake."""

    rule: str
    kind: str
    where: Literal["start", "guarded", "caught"]
    suits: Suits
    python: Lines | None = None
    node: Lines | None = None


def inserted(target: Target, snippet: Snippet) -> Iterator[Mistake]:
    """The mistake in a handler, if the handler has a place for it."""
    writer = target.code.writer
    lines = snippet.python if target.code.language == "python" else snippet.node
    if lines is None or not snippet.suits(target):
        return
    if "EVENT" in lines.body and not writer.event:
        return
    if (lines.beside and not _has_room(target)) or (
        "CALLBACK" in lines.body and not writer.callback
    ):
        return
    put = {"start": writer.at_start, "guarded": writer.guarded, "caught": writer.caught}
    edit = put[snippet.where](
        lines.body.replace("EVENT", writer.event).replace("CALLBACK", writer.callback)
    )
    if edit is None:
        return
    edits = [edit]
    if lines.top:
        edits.insert(0, writer.at_top(lines.top))
    if lines.imports:
        edits.insert(0, writer.imported(lines.imports))
    files = _beside(target, lines.beside)
    yield Mistake(snippet.rule, snippet.kind, edit.span, tuple(_merged(edits)), files)


def _has_room(target: Target) -> bool:
    """Whether a file next to the handler's can be imported by its name alone."""
    code = target.function.code
    if not isinstance(code, CodeFolder):
        return False
    folder = os.path.dirname(target.code.path)
    return target.code.language == "node" or folder == code.folder


def _beside(target: Target, lines: str) -> tuple[FileEdit, ...]:
    if not lines:
        return ()
    path, text = target.code.writer.beside(target.code.path, lines)
    return (FileEdit(path, TextEdit(Span(0, 0), text)),)


def _merged(edits: list[TextEdit]) -> Iterator[TextEdit]:
    """Insertions at one place become one, in their order."""
    for number, edit in enumerate(edits):
        if number + 1 < len(edits) and edits[number + 1].span == edit.span:
            following = edits[number + 1]
            edits[number + 1] = TextEdit(edit.span, edit.text + following.text)
        else:
            yield edit
