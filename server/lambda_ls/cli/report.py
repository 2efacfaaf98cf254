"""Checking many templates in portions, so that memory does not grow with the workspace."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from msgspec import Struct

from ..features.diagnostics import Diagnostics
from ..model.function import Function
from ..model.resolution import Resolved, Undecided
from ..workspace.snapshot import FileFindings
from ..workspace.workspace import Workspace, WorkspaceSnapshot
from .rows import FindingRow, finding_row
from .target import Target, open_workspace
from .workers import mapped

_PORTION = 64
"""How many templates are in memory at a time."""


class Work(Struct, frozen=True):
    """How to check: by how many processes, with the safe fixes made first.

    `edits` and `ignored` ask for the edits of fixes, and for what comments ignore.
    """

    jobs: int = 1
    fix: bool = False
    edits: bool = False
    ignored: bool = False


class Report(Struct, frozen=True):
    """What a check found, how much it looked at, and what it has to say of files it wrote.

    `undecided` are those of the functions of which nobody can tell whether they work, and places of
    functions that cannot be seen. `ignored` is
    what comments ignore, if it was asked for.
    """

    templates: int
    functions: int
    undecided: int
    findings: tuple[FindingRow, ...]
    ignored: tuple[FindingRow, ...] = ()
    written: tuple[str, ...] = ()


def report_on(
    target: Target, templates: Sequence[str], work: Work, tell: Callable[[str], None]
) -> Report:
    """Check templates; `tell` is told how far that is."""
    portions = [templates[at : at + _PORTION] for at in range(0, len(templates), _PORTION)]
    # Two processes must not write the same file.
    jobs = 1 if work.fix else min(work.jobs, len(portions))
    # What is there before the first portion stays to the end, and need not be looked through.
    gc.freeze()
    reports = []
    for report in _mapped(partial(_portion_report, target, work), portions, jobs):
        reports.append(report)
        done = min(len(reports) * _PORTION, len(templates))
        tell(f"checking templates ... {done} of {len(templates)}")
    return _merged(reports)


def _mapped(
    check: Callable[[Sequence[str]], Report], portions: Sequence[Sequence[str]], jobs: int
) -> Iterator[Report]:
    if jobs < 2:
        for number, portion in enumerate(portions):
            if number:
                _forget_last()
            yield check(portion)
        return
    yield from mapped(partial(_in_worker, check), portions, jobs)


def _in_worker(check: Callable[[Sequence[str]], Report], portion: Sequence[str]) -> Report:
    _forget_last()
    return check(portion)


def _forget_last() -> None:
    """Free the last portion's memory.

    A workspace holds itself in a circle. Looking for such circles once a portion is enough; doing
    so all the time, as Python does by itself, takes as long as the work.
    """
    gc.disable()
    gc.collect()


def _portion_report(target: Target, work: Work, templates: Sequence[str]) -> Report:
    workspace = open_workspace(target, templates)
    diagnostics = Diagnostics()
    written = _fixed(workspace, diagnostics, target) if work.fix else ()
    workspace.decide()
    snapshot = workspace.snapshot()
    findings = _rows(snapshot, target, work, diagnostics.everywhere(snapshot))
    hidden = diagnostics.ignored_everywhere(snapshot) if work.ignored else ()
    ignored = _rows(snapshot, target, work, hidden)
    functions = [each for each in snapshot.functions() if concerns(target, snapshot, each)]
    seen = {each.path for each in snapshot.templates() if target.includes(each.path)}
    seen |= {each.template for each in functions}
    outcomes = (snapshot.facts(each).resolution for each in functions)
    unseen = (len(each.unseen) for each in snapshot.templates() if target.includes(each.path))
    undecided = sum(isinstance(outcome, Undecided) for outcome in outcomes) + sum(unseen)
    return Report(len(seen), len(functions), undecided, findings, ignored, written)


def _rows(
    snapshot: WorkspaceSnapshot, target: Target, work: Work, files: Iterable[FileFindings]
) -> tuple[FindingRow, ...]:
    return tuple(
        finding_row(snapshot, target.root, finding, work.edits)
        for file in files
        if target.includes(file.path)
        for finding in file.findings
    )


def concerns(target: Target, snapshot: WorkspaceSnapshot, function: Function) -> bool:
    """Whether a function is declared, or its handler defined, where the user asks about."""
    if target.includes(function.template) or target.includes(function.place.path):
        return True
    resolution = snapshot.facts(function).resolution
    return isinstance(resolution, Resolved) and target.includes(resolution.path)


def _fixed(workspace: Workspace, diagnostics: Diagnostics, target: Target) -> tuple[str, ...]:
    # Most checks change nothing, and should not wait for what only this one needs.
    from .fix import write_safe_fixes

    return tuple(write_safe_fixes(workspace, diagnostics, target))


def _merged(reports: Iterable[Report]) -> Report:
    reports = tuple(reports)
    return Report(
        sum(report.templates for report in reports),
        sum(report.functions for report in reports),
        sum(report.undecided for report in reports),
        _unique(row for report in reports for row in report.findings),
        _unique(row for report in reports for row in report.ignored),
        tuple(line for report in reports for line in report.written),
    )


def _unique(rows: Iterable[FindingRow]) -> tuple[FindingRow, ...]:
    """Rows in their order; a file that several templates include has each finding once."""
    unique = {(row.path, row.start, row.end, row.rule, row.message): row for row in rows}
    return tuple(unique[key] for key in sorted(unique))
