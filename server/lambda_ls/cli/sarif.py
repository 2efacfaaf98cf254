"""Findings in the Static Analysis Results Interchange Format, which code scanning reads.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

from .. import __version__
from ..features.json_places import Point
from ..rules.base import Rule
from ..rules.pages import page, summary
from ..rules.registry import RULES
from .report import Report
from .rows import EditRow, FindingRow, FixRow, FunctionRow

Json: TypeAlias = dict[str, Any]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"error": "error", "warning": "warning", "information": "note", "hint": "note"}
_ROOT = "%SRCROOT%"
_FINGERPRINT = "lambda-ls/v1"
_REFERENCE = re.compile(r"## References\n.*?\]\((https://[^)\s]+)\)", re.DOTALL)
_INDEX = {rule.name: index for index, rule in enumerate(RULES)}


def sarif_log(report: Report, root: str) -> Json:
    """The log of one check. What comments ignore is there as well, marked as suppressed."""
    driver = {
        "name": "lambda-ls",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in RULES],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"uri": f"{Path(root).as_uri().rstrip('/')}/"}},
        "invocations": [{"executionSuccessful": True}],
        "results": list(_results(report)),
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> Json:
    text = page(rule)
    described: Json = {
        "id": rule.name,
        "shortDescription": {"text": summary(rule)},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity.value]},
    }
    reference = _REFERENCE.search(text)
    if reference:
        described["helpUri"] = reference[1]
    return described


def _results(report: Report) -> Iterator[Json]:
    """The results in the order of the files, so that ignoring one renames no other of its kind."""
    rows = [(row, False) for row in report.findings] + [(row, True) for row in report.ignored]
    seen: Counter[str] = Counter()
    for row, is_ignored in sorted(rows, key=lambda each: (each[0].path, each[0].start)):
        same = _fingerprint(row)
        seen[same] += 1
        yield {
            "ruleId": row.rule,
            "ruleIndex": _INDEX[row.rule],
            "level": _LEVELS[row.severity],
            "message": {"text": row.message},
            "locations": [_location(row)],
            "partialFingerprints": {_FINGERPRINT: f"{same}:{seen[same]}"},
            "fixes": list(_fixes(row.fixes)),
            "suppressions": [{"kind": "inSource"}] if is_ignored else [],
        }


def _fingerprint(row: FindingRow) -> str:
    """What stays the same while lines move: the rule, the file, the function, the text found."""
    function = row.function.name if row.function else ""
    parts = "\0".join((row.rule, row.path, function, row.text))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _location(row: FindingRow) -> Json:
    region = _region(row.start, row.end)
    if row.text:
        region["snippet"] = {"text": row.text}
    location: Json = {
        "physicalLocation": {"artifactLocation": _artifact(row.path), "region": region}
    }
    if row.function:
        location["logicalLocations"] = [_logical(row.function)]
    return location


def _logical(function: FunctionRow) -> Json:
    full = f"{function.template}::{function.name}"
    return {"name": function.name, "fullyQualifiedName": full, "kind": "function"}


def _fixes(fixes: Iterable[FixRow]) -> Iterator[Json]:
    for fix in fixes:
        by_path: dict[str, list[Json]] = {}
        for edit in fix.edits:
            by_path.setdefault(edit.path, []).append(_replacement(edit))
        changes = [
            {"artifactLocation": _artifact(path), "replacements": replacements}
            for path, replacements in by_path.items()
        ]
        if changes:
            yield {"description": {"text": fix.title}, "artifactChanges": changes}


def _replacement(edit: EditRow) -> Json:
    return {
        "deletedRegion": _region(edit.start, edit.end),
        "insertedContent": {"text": edit.text},
    }


def _region(start: Point, end: Point) -> Json:
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _artifact(path: str) -> Json:
    return {"uri": quote(path), "uriBaseId": _ROOT}
