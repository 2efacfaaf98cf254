"""Changes to what a template says of a function."""

from __future__ import annotations

from lambda_ls.model.place import Place
from lambda_ls.text.edits import TextEdit
from lambda_ls.text.source import SourceText
from lambda_ls.text.span import Span

from .model import FileEdit, Target


def runtime_set(target: Target, runtime: str) -> tuple[FileEdit, ...] | None:
    """What gives a function another runtime; None where its own is not written as it is."""
    written = target.function.runtime
    if written is None or not isinstance(written.value, str):
        return None
    return replaced(target, written.place, written.value, runtime)


def replaced(target: Target, place: Place, old: str, new: str) -> tuple[FileEdit, ...] | None:
    """What puts a value in the place of another; None where that is not written there."""
    span = target.workspace.span(place)
    if text_of(target, place.path)[span.start : span.end].strip("\"'") != old:
        return None
    return (FileEdit(place.path, TextEdit(span, new)),) if old != new else ()


def line_added(target: Target, place: Place, line: str) -> FileEdit | None:
    """What puts a line before the one that starts with a place, in block style only."""
    span = target.workspace.span(place)
    source = SourceText(text_of(target, place.path))
    at = source.position(span.start)
    start = span.start - at.column
    if source.text[start : span.start].strip() or source.text[span.end : span.end + 1] != ":":
        return None
    return FileEdit(place.path, TextEdit(Span(start, start), f"{' ' * at.column}{line}\n"))


def line_removed(target: Target, place: Place) -> FileEdit | None:
    """What takes the whole line of a place away, if it is one `key: value`."""
    span = target.workspace.span(place)
    source = SourceText(text_of(target, place.path))
    line = source.line_span(source.position(span.start).line)
    text = source.text[line.start : line.end].strip()
    following = source.text[line.end + 1 :].split("\n", 1)[0]
    indent = line.end - line.start - len(source.text[line.start : line.end].lstrip())
    is_whole = text.count(":") >= 1 and not text.startswith(("-", "{")) and not text.endswith(":")
    is_last = len(following) - len(following.lstrip()) <= indent
    if not is_whole or not is_last:
        return None
    return FileEdit(place.path, TextEdit(Span(line.start, line.end + 1), ""))


def text_of(target: Target, path: str) -> str:
    """The text of a file of the workspace."""
    source = target.workspace.files.source(path)
    return source.text if source else ""
