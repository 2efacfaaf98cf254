"""`lambda-ls check`: the findings of the editor, in the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from .. import __version__
from ..features.rule_names import no_such_rule
from ..model.finding import Severity
from ..workspace.settings import Settings
from .candidates import candidates
from .errors import FINE, FOUND, CommandError
from .output import emit, has_colours, in_one_line, note
from .progress import Progress
from .report import Report, Work, report_on
from .target import absolute_of, shown, target_of

_ORDER = tuple(severity.value for severity in Severity)
_NOTHING = "Nothing was checked: there is no template of SAM, CloudFormation or Serverless."
# More of them take memory and hardly any time.
_MOST_BY_ITSELF = 4
_COLOURS = {"error": "31", "warning": "33", "information": "36", "hint": "2"}


class CheckOptions(Struct, frozen=True):
    """The arguments of `check`; without `jobs` there are as many as the processors are worth."""

    paths: tuple[str, ...]
    root: str | None
    format: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: str
    fix: bool
    jobs: int | None


def check(options: CheckOptions) -> int:
    """Check the paths, print the findings, and say by the exit code whether there are any."""
    for name in (*options.select, *options.ignore):
        problem = no_such_rule(name)
        if problem:
            raise CommandError(problem)
    chosen = Settings(options.select, options.ignore)
    target = target_of(options.paths, options.root, chosen)
    work = Work(
        options.jobs or min(_processors(), _MOST_BY_ITSELF),
        options.fix,
        edits=options.format in ("json", "sarif"),
        ignored=options.format == "sarif",
    )
    with Progress() as progress:
        report = report_on(
            target, candidates(target, progress, tells_all=True), work, progress.tell
        )
    for line in report.written:
        note(line)
    _PRINTERS[options.format](report, target.root)
    return FOUND if _fails(report, options.fail_on) else FINE


def _processors() -> int:
    """How many processors this process may use."""
    if sys.platform != "linux":
        return os.cpu_count() or 1
    return len(os.sched_getaffinity(0))


def _fails(report: Report, fail_on: str) -> bool:
    if fail_on == "never":
        return False
    failing = _ORDER[: _ORDER.index(fail_on) + 1]
    return any(finding.severity in failing for finding in report.findings)


def _print_json(report: Report, root: str) -> None:
    # Most checks print text, and should not wait for what only this one needs.
    import json

    from msgspec import to_builtins

    findings = [to_builtins(finding) for finding in report.findings]
    for finding in findings:
        del finding["text"]
    data = {
        "tool": {"name": "lambda-ls", "version": __version__},
        "root": root,
        "templates": report.templates,
        "functions": report.functions,
        "findings": findings,
    }
    emit(json.dumps(data, ensure_ascii=False, indent=2))


def _print_sarif(report: Report, root: str) -> None:
    import json

    from .sarif import sarif_log

    emit(json.dumps(sarif_log(report, root), ensure_ascii=False, indent=2))


def _print_github(report: Report, root: str) -> None:
    from .github import workflow_commands

    _emit_lines(list(workflow_commands(report, root)))
    note(_summary(report))


def _print_text(report: Report, root: str) -> None:
    coloured = has_colours()
    lines = []
    for finding in report.findings:
        severity = finding.severity
        if coloured:
            severity = f"\x1b[{_COLOURS[severity]}m{severity}\x1b[0m"
        path = in_one_line(shown(absolute_of(finding.path, root)))
        place = f"{path}:{finding.start.line}:{finding.start.column}"
        lines.append(f"{place}: {severity}[{finding.rule}] {in_one_line(finding.message)}")
    _emit_lines(lines)
    note(_summary(report))


def _emit_lines(lines: Sequence[str]) -> None:
    if lines:
        emit("\n".join(lines))


def _summary(report: Report) -> str:
    functions = _counted(report.functions, "function")
    looked_at = f"{functions} in {_counted(report.templates, 'template')}"
    unjudged = ""
    if report.undecided:
        unjudged = f"; {report.undecided} could not be judged (`lambda-ls list` says why)"
    if not report.findings and not report.templates:
        return _NOTHING
    if not report.findings:
        return f"No problems in {looked_at}{unjudged}."
    fixable = sum(any(fix.safe for fix in finding.fixes) for finding in report.findings)
    hint = f"; {fixable} can be fixed with --fix" if fixable else ""
    return f"{_counted(len(report.findings), 'problem')} in {looked_at}{hint}{unjudged}."


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


_PRINTERS: Mapping[str, Callable[[Report, str], None]] = {
    "text": _print_text,
    "json": _print_json,
    "sarif": _print_sarif,
    "github": _print_github,
}
