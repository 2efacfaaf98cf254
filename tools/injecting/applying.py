"""The texts that a mistake makes, and where it then stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lambda_ls.model.function import InlineCode
from lambda_ls.model.place import Place
from lambda_ls.text.edits import TextEdit, apply_edits
from lambda_ls.text.source import SourceText
from lambda_ls.text.span import Span

from .model import Mistake, Target


@dataclass(frozen=True)
class Changed:
    """Texts by path, and the lines of one of them (from 0) in which something must be said."""

    texts: Mapping[str, str]
    path: str
    first: int
    last: int


def changed(target: Target, mistake: Mistake) -> Changed:
    """The files of a workspace with a mistake in them."""
    code = target.code
    edits: dict[str, list[TextEdit]] = {}
    for each in mistake.files:
        edits.setdefault(each.path, []).append(each.edit)
    first, last = _lines(code.text, mistake.at, mistake.code)
    path = mistake.at_path or code.path
    if code.inline is not None:
        place = code.inline.place
        within = _inline_edit(target, code.inline, apply_edits(code.text, mistake.code))
        if mistake.code:
            edits.setdefault(place.path, []).append(within)
        if not mistake.at_path:
            path = place.path
            text = _text(target, path)
            start = Span(within.span.start, within.span.start)
            above = _lines(text, start, [e for e in edits.get(path, []) if e is not within])[0]
            first, last = first + above, last + above
    elif mistake.code:
        edits.setdefault(code.path, []).extend(mistake.code)
    if mistake.at_path:
        first, last = _lines(_text(target, path), mistake.at, edits.get(path, ()))
    texts = {each: apply_edits(_text(target, each), made) for each, made in edits.items()}
    return Changed(texts, path, first, last)


def _inline_edit(target: Target, inline: InlineCode, text: str) -> TextEdit:
    """What puts another text in the place of inline code."""
    block = inline.place
    spans = [
        target.workspace.span(Place(block.path, block.block, each))
        for each in (inline.lines[0], inline.lines[-1])
    ]
    whole = Span(spans[0].start, spans[1].end)
    column = SourceText(_text(target, block.path)).position(whole.start).column
    lines = text.split("\n")
    indented = (" " * column + each if each.strip() else each for each in lines[1:])
    return TextEdit(whole, "\n".join((lines[0], *indented)))


def _lines(text: str, at: Span, edits: Iterable[TextEdit]) -> tuple[int, int]:
    """The lines that a range has after the edits, with what they insert there."""
    made = list(edits)
    before = [each for each in made if each.span.end <= at.start and each.span.start < at.start]
    within = [each for each in made if each.span.start <= at.end]
    start = at.start + sum(map(_growth, before))
    end = max(start, at.end + sum(map(_growth, within)) - 1)
    source = SourceText(apply_edits(text, made))
    return source.position(start).line, source.position(end).line


def _growth(edit: TextEdit) -> int:
    return len(edit.text) - (edit.span.end - edit.span.start)


def _text(target: Target, path: str) -> str:
    source = target.workspace.files.source(path)
    return source.text if source else ""
