"""Changes of the model as edits of files."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.finding import Change, MoveFile, Replace
from ..text.edits import TextEdit
from ..text.span import Span
from ..workspace.snapshot import Snapshot
from .results import FileEdits, WorkspaceChange


def located(snapshot: Snapshot, changes: Iterable[Change]) -> tuple[WorkspaceChange, ...]:
    """Changes with absolute spans: edits first, one group for each file, then files.

    A change that comes twice, because several functions share the text, is made once.
    """
    distinct = tuple(dict.fromkeys(changes))
    files = tuple(change for change in distinct if not isinstance(change, Replace))
    return (*edits_of(snapshot, distinct), *files)


def edits_of(snapshot: Snapshot, changes: Iterable[Change]) -> tuple[FileEdits, ...]:
    """The changes that are edits, by file, in the order of its text."""
    edits: dict[str, dict[TextEdit, None]] = {}
    for change in changes:
        if isinstance(change, Replace):
            edit = TextEdit(snapshot.span(change.place), change.text)
            edits.setdefault(change.place.path, {})[edit] = None
    return tuple(
        FileEdits(path, tuple(sorted(found, key=lambda edit: edit.span)))
        for path, found in sorted(edits.items())
    )


def overlap(changes: Iterable[WorkspaceChange], others: Iterable[WorkspaceChange]) -> bool:
    """Whether changes cannot be made together: they touch the same text or the same file.

    An edit that both want alike is no obstacle, nor are two insertions at one place.
    """
    others = tuple(others)
    return any(_clash(change, other) for change in changes for other in others)


def _clash(change: WorkspaceChange, other: WorkspaceChange) -> bool:
    if not isinstance(change, FileEdits) or not isinstance(other, FileEdits):
        return bool(_paths(change) & _paths(other)) and change != other
    if change.path != other.path:
        return False
    return any(
        edit != earlier and _meet(edit.span, earlier.span)
        for edit in change.edits
        for earlier in other.edits
    )


def _meet(span: Span, other: Span) -> bool:
    if span == other:
        return span.start < span.end
    return span.start < other.end and other.start < span.end


def _paths(change: WorkspaceChange) -> set[str]:
    return {change.old, change.new} if isinstance(change, MoveFile) else {change.path}
