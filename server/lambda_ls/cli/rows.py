"""Findings as the command line prints them: plain, so that processes can pass them on."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ..features.json_places import Point, point_of
from ..model.finding import CreateFile, Finding, Fix
from ..rules.registry import by_name
from ..text.source import SourceText
from ..text.span import Span
from ..workspace.paths import relative
from ..workspace.snapshot import Snapshot


class EditRow(Struct, frozen=True):
    """Replace what stands between two places of a file; a file that is not there is made."""

    path: str
    start: Point
    end: Point
    text: str


class FixRow(Struct, frozen=True):
    """A fix with its edits."""

    title: str
    safe: bool
    edits: tuple[EditRow, ...]


class FunctionRow(Struct, frozen=True):
    """The function that a finding belongs to."""

    template: str
    name: str


class FindingRow(Struct, frozen=True):
    """A finding; paths are relative to the workspace and have forward slashes.

    `text` is what stands at its place.
    """

    rule: str
    severity: str
    message: str
    path: str
    start: Point
    end: Point
    function: FunctionRow | None
    url: str
    fixes: tuple[FixRow, ...]
    text: str


def finding_row(snapshot: Snapshot, root: str, finding: Finding, edits: bool) -> FindingRow:
    """The row of a finding; its fixes have their edits if wanted."""
    rule = by_name(finding.rule)
    path = finding.place.path
    source = snapshot.source(path) or SourceText("")
    span = snapshot.span(finding.place)
    function = None
    if finding.function is not None:
        template, name = finding.function
        function = FunctionRow(relative(template, root), name)
    return FindingRow(
        rule=finding.rule,
        severity=finding.severity.value,
        message=finding.message,
        path=relative(path, root),
        start=point_of(source, span.start),
        end=point_of(source, span.end),
        function=function,
        url=rule.page if rule else "",
        fixes=_fix_rows(snapshot, root, finding, edits),
        text=source.slice(span),
    )


def _fix_rows(snapshot: Snapshot, root: str, finding: Finding, edits: bool) -> tuple[FixRow, ...]:
    # A check that finds nothing should not wait for what only findings need.
    from ..features.actions import offered_fixes

    return tuple(
        FixRow(fix.title, fix.safe, tuple(_edit_rows(snapshot, root, fix)) if edits else ())
        for fix in offered_fixes(snapshot, finding)
    )


def _edit_rows(snapshot: Snapshot, root: str, fix: Fix) -> Iterator[EditRow]:
    from ..features.changes import located
    from ..features.results import FileEdits

    for change in located(snapshot, fix.changes):
        if isinstance(change, FileEdits):
            for edit in change.edits:
                start, end = _points(snapshot, change.path, edit.span)
                yield EditRow(relative(change.path, root), start, end, edit.text)
        elif isinstance(change, CreateFile):
            yield EditRow(relative(change.path, root), Point(1, 1), Point(1, 1), change.text)


def _points(snapshot: Snapshot, path: str, span: Span) -> tuple[Point, Point]:
    source = snapshot.source(path) or SourceText("")
    return point_of(source, span.start), point_of(source, span.end)
