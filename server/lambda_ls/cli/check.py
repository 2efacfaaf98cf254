"""`lambda-ls check`: the findings of the editor, in the terminal."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from .. import __version__
from ..features.diagnostics import Diagnostics
from ..model.finding import Severity
from ..rules.base import Rule
from ..rules.registry import RULES, by_name
from ..workspace.scan import Scan
from .errors import FINE, FOUND, UsageError
from .explain import no_such_rule
from .fix import write_safe_fixes
from .rows import FindingRow, finding_row
from .target import Target, open_workspace, scanned, target_of

_ORDER = tuple(severity.value for severity in Severity)


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """The arguments of `check`."""

    paths: tuple[str, ...]
    root: str | None
    format: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: str
    fix: bool
    jobs: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, and how much it looked at."""

    templates: int
    functions: int
    findings: tuple[FindingRow, ...]


def check(options: CheckOptions) -> int:
    """Check the paths, print the findings, and say by the exit code whether there are any."""
    rules = _rules(options.select, options.ignore)
    target = target_of(options.paths, options.root)
    found = scanned(target)
    if options.fix:
        for line in write_safe_fixes(open_workspace(target, found), Diagnostics(rules), target):
            print(line, file=sys.stderr)
        found = scanned(target)
    report = _checked(target, found, rules, options.jobs)
    _print(report, target.root, options.format)
    return FOUND if _fails(report, options.fail_on) else FINE


def report_on(target: Target, found: Scan, names: tuple[str, ...]) -> Report:
    """Check the templates of a scan by the rules of these names."""
    workspace = open_workspace(target, found)
    rules = [rule for rule in map(by_name, names) if rule]
    snapshot = workspace.snapshot()
    findings = tuple(
        finding_row(snapshot, target.root, finding)
        for file in Diagnostics(rules).everywhere(snapshot)
        if target.includes(file.path)
        for finding in file.findings
    )
    return Report(len(snapshot.templates()), len(snapshot.functions()), findings)


def _checked(target: Target, found: Scan, rules: Iterable[Rule], jobs: int) -> Report:
    names = tuple(rule.name for rule in rules)
    if jobs == 1 or len(found.candidates) < 2:
        return report_on(target, found, names)
    shares = [Scan(found.candidates[part::jobs], found.listings) for part in range(jobs)]
    with ProcessPoolExecutor(jobs) as pool:
        reports = list(pool.map(report_on, [target] * jobs, shares, [names] * jobs))
    return _merged(reports)


def _merged(reports: Iterable[Report]) -> Report:
    reports = tuple(reports)
    findings = {finding for report in reports for finding in report.findings}
    return Report(
        sum(report.templates for report in reports),
        sum(report.functions for report in reports),
        tuple(sorted(findings, key=lambda row: (row.path, row.start, row.rule))),
    )


def _rules(select: tuple[str, ...], ignore: tuple[str, ...]) -> tuple[Rule, ...]:
    for name in (*select, *ignore):
        if by_name(name) is None:
            raise UsageError(no_such_rule(name))
    return tuple(
        rule for rule in RULES if (not select or rule.name in select) and rule.name not in ignore
    )


def _fails(report: Report, fail_on: str) -> bool:
    if fail_on == "never":
        return False
    failing = _ORDER[: _ORDER.index(fail_on) + 1]
    return any(finding.severity in failing for finding in report.findings)


def _print(report: Report, root: str, form: str) -> None:
    if form == "json":
        tool = {"name": "lambda-ls", "version": __version__}
        data = {"tool": tool, "root": root, **dataclasses.asdict(report)}
        print(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for finding in report.findings:
        place = f"{finding.path}:{finding.start.line}:{finding.start.column}"
        print(f"{place}: {finding.severity}[{finding.rule}] {finding.message}")
    print(_summary(report), file=sys.stderr)


def _summary(report: Report) -> str:
    looked_at = (
        f"{_counted(report.functions, 'function')} in {_counted(report.templates, 'template')}"
    )
    if not report.findings:
        return f"No problems in {looked_at}."
    fixable = sum(any(fix.safe for fix in finding.fixes) for finding in report.findings)
    hint = f"; {fixable} can be mended with --fix" if fixable else ""
    return f"{_counted(len(report.findings), 'problem')} in {looked_at}{hint}."


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
