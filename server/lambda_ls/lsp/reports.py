"""What was last said of each file's findings, so that only news is sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lsprotocol import types
from msgspec import Struct

from ..features.diagnostics import Diagnostics, in_order
from ..model.finding import Finding
from ..text.source import SourceText
from ..workspace.workspace import WorkspaceSnapshot
from .convert import Converter
from .documents import OpenDocuments
from .run_errors import RunErrors


class Report(Struct, frozen=True):
    """The findings of one file as they were last converted.

    `uri` is what the client called the file then. `id` changes whenever the items do. `version` is
    the document's, None if the file is not open. `errors` are those of the items that a run has
    left.
    """

    uri: str
    id: str
    version: int | None
    items: tuple[types.Diagnostic, ...]
    findings: tuple[Finding, ...]
    source: SourceText
    errors: tuple[types.Diagnostic, ...] = ()


class Reports:
    """The findings of all files, kept template by template.

    The findings of a file can come from several templates: all that include it.
    """

    def __init__(self, documents: OpenDocuments, converter: Converter) -> None:
        self.run_errors = RunErrors(converter)
        self._diagnostics = Diagnostics()
        self._documents = documents
        self._converter = converter
        self._found: dict[str, dict[str, tuple[Finding, ...]]] = {}
        self._reports: dict[str, Report] = {}
        self._issued = 0

    def __iter__(self) -> Iterator[tuple[str, Report]]:
        """The files that have findings or had some, with their reports."""
        return iter(self._reports.items())

    def get(self, path: str) -> Report | None:
        """The last report of a file; None if it never had a finding."""
        return self._reports.get(path)

    def templates(self) -> tuple[str, ...]:
        """The templates that have findings."""
        return tuple(self._found)

    def check(self, snapshot: WorkspaceSnapshot, path: str) -> set[str]:
        """Check the template at a path, and tell the files whose findings have changed by that."""
        # What is excluded by now may have findings in code that is not.
        template = None if snapshot.settings.excludes(path) else snapshot.template(path)
        lists: dict[str, list[Finding]] = {}
        for finding in self._diagnostics.of_template(snapshot, template) if template else ():
            lists.setdefault(finding.place.path, []).append(finding)
        found = {file: tuple(findings) for file, findings in lists.items()}
        before = self._found.pop(path, {})
        if found:
            self._found[path] = found
        return {file for file in {*before, *found} if before.get(file) != found.get(file)}

    def findings(self, snapshot: WorkspaceSnapshot, path: str) -> tuple[Finding, ...]:
        """What is known to be wrong in a file."""
        return in_order(
            snapshot, (each for found in self._found.values() for each in found.get(path, ()))
        )

    def counts(self) -> Counter[tuple[str, str]]:
        """How many findings the functions have, by template and name."""
        everything = (each for found in self._found.values() for each in found.values())
        return Counter(
            finding.function for findings in everything for finding in findings if finding.function
        )

    def renew(self, snapshot: WorkspaceSnapshot, path: str) -> Report | None:
        """The new report of a file; None if the last one still holds."""
        last = self._reports.get(path)
        findings, errors = self.findings(snapshot, path), self.run_errors.in_file(path)
        if not findings and not errors and (last is None or not last.items):
            return None
        document = self._documents.get(path)
        version, source = document.version if document else None, self._converter.source(path)
        uri = self._converter.uri(path)
        known = (last.findings, last.version, last.errors, last.uri) if last else None
        if last and last.source is source and known == (findings, version, errors, uri):
            return None
        items = tuple(
            self._converter.diagnostic(path, each, snapshot.span(each.place)) for each in findings
        )
        items = (*items, *errors)
        report = Report(uri, self._id(last, items), version, items, findings, source, errors)
        self._reports[path] = report
        told = (last.id, last.version, last.uri) if last else None
        return None if told == (report.id, version, uri) else report

    def _id(self, last: Report | None, items: tuple[types.Diagnostic, ...]) -> str:
        if last is not None and last.items == items:
            return last.id
        self._issued += 1
        return str(self._issued)
