"""Findings as workflow commands of GitHub Actions, which shows them beside the changed lines."""

from __future__ import annotations

import os
from collections.abc import Iterator

from .report import Report
from .rows import FindingRow
from .target import absolute_of

_COMMANDS = {"error": "error", "warning": "warning", "information": "notice", "hint": "notice"}


def workflow_commands(report: Report, root: str) -> Iterator[str]:
    """A line for each finding.

    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    """
    for finding in report.findings:
        properties = ",".join(
            f"{name}={_property(str(value))}" for name, value in _properties(finding, root)
        )
        yield f"::{_COMMANDS[finding.severity]} {properties}::{_data(finding.message)}"


def _properties(finding: FindingRow, root: str) -> Iterator[tuple[str, str | int]]:
    start, end = finding.start, finding.end
    # GitHub makes an absolute path relative to the repository, wherever the workspace lies in it.
    yield "file", absolute_of(finding.path, root).replace(os.sep, "/")
    yield "line", start.line
    yield "endLine", end.line
    # Columns of a range of several lines are refused.
    if start.line == end.line:
        yield "col", start.column
        yield "endColumn", end.column
    yield "title", finding.rule


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
