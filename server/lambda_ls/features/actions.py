"""What can be done about findings, as code actions: their fixes, and ignoring them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.finding import Change, Finding, Fix, Replace
from ..text.span import Span
from ..workspace.snapshot import Snapshot
from .changes import located, overlap
from .ignoring import ignoring_change
from .results import CodeAction, WorkspaceChange


def code_actions(
    snapshot: Snapshot, findings: Iterable[Finding], path: str, span: Span
) -> tuple[CodeAction, ...]:
    """Every fix of the findings that touch a range of a file, in their order, then ignoring them.

    To ignore a finding is never preferred: it mends nothing.
    """
    touched = [
        finding
        for finding in findings
        if finding.place.path == path and _touch(snapshot.span(finding.place), span)
    ]
    fixes = (
        CodeAction(fix.title, "quickfix", finding, located(snapshot, fix.changes), fix.safe)
        for finding in touched
        for fix in offered_fixes(snapshot, finding)
    )
    return (*fixes, *_ignoring(snapshot, touched))


def _ignoring(snapshot: Snapshot, findings: Iterable[Finding]) -> Iterator[CodeAction]:
    for finding in findings:
        change = ignoring_change(snapshot, finding)
        if change is not None:
            title = f"Ignore `{finding.rule}` here"
            yield CodeAction(title, "quickfix", finding, located(snapshot, (change,)), False)


def offered_fixes(snapshot: Snapshot, finding: Finding) -> Iterator[Fix]:
    """The fixes of a finding, but for those that would take another function's handler away."""
    for fix in finding.fixes:
        if fix.changes and not any(_renames_used_handler(snapshot, each) for each in fix.changes):
            yield fix


def _renames_used_handler(snapshot: Snapshot, change: Change) -> bool:
    if not isinstance(change, Replace) or not change.place.span.start < change.place.span.end:
        return False
    uses = snapshot.handlers_in(change.place.path) if not change.place.block else ()
    return any(use.span == change.place.span for use in uses)


def fix_all(snapshot: Snapshot, findings: Iterable[Finding], path: str) -> CodeAction | None:
    """All safe fixes of a file's findings in one action; None if there are none."""
    own = (finding for finding in findings if finding.place.path == path)
    changes = safe_changes(snapshot, own)
    if not changes:
        return None
    return CodeAction("Fix all safe problems", "source.fixAll.lambda-ls", None, changes, False)


def safe_changes(snapshot: Snapshot, findings: Iterable[Finding]) -> tuple[WorkspaceChange, ...]:
    """The changes of every finding's first safe fix.

    A fix whose text another one changes already waits for the next time.
    """
    accepted: list[Fix] = []
    taken: list[WorkspaceChange] = []
    for fix in _safe_fixes(findings):
        changes = located(snapshot, fix.changes)
        if not overlap(changes, taken):
            accepted.append(fix)
            taken.extend(changes)
    return located(snapshot, (change for fix in accepted for change in fix.changes))


def _safe_fixes(findings: Iterable[Finding]) -> Iterator[Fix]:
    for finding in findings:
        fix = next((fix for fix in finding.fixes if fix.safe and fix.changes), None)
        if fix:
            yield fix


def _touch(span: Span, other: Span) -> bool:
    return span.start <= other.end and other.start <= span.end
