"""Fixtures in a real workspace: their findings, and what their fixes make of the files."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lambda_ls.features.changes import located
from lambda_ls.features.diagnostics import Diagnostics
from lambda_ls.features.results import FileEdits
from lambda_ls.model.finding import CreateFile, Finding, Fix
from lambda_ls.text.edits import apply_edits
from lambda_ls.workspace.scan import scan
from lambda_ls.workspace.settings import Settings
from lambda_ls.workspace.workspace import Workspace, WorkspaceSnapshot

from tests.fixture import Expectation, Fixture, at, differences, parse, write

TODAY = date(2026, 11, 23)
"""The day on which all fixtures are judged, so that the end of a runtime breaks no test."""


@dataclass(frozen=True)
class Bench:
    """A workspace on disk."""

    root: str
    snapshot: WorkspaceSnapshot

    def findings(self) -> tuple[Finding, ...]:
        """All findings of all rules."""
        files = Diagnostics().everywhere(self.snapshot)
        return tuple(finding for file in files for finding in file.findings)

    def found(self) -> list[Expectation]:
        """All findings of all rules, as a fixture states them."""
        return [self.stated(finding) for finding in self.findings()]

    def stated(self, finding: Finding) -> Expectation:
        """A finding as a fixture states it."""
        source = self.snapshot.source(finding.place.path)
        assert source is not None
        where = at(self.relative(finding.place.path), source, self.snapshot.span(finding.place))
        return Expectation(*where, finding.severity.value, finding.rule, finding.message)

    def relative(self, path: str) -> str:
        """A path as a fixture writes it."""
        return os.path.relpath(path, self.root).replace(os.sep, "/")

    def after(self, fix: Fix) -> dict[str, str]:
        """The files that a fix changes or makes, with their new texts."""
        files: dict[str, str] = {}
        for change in located(self.snapshot, fix.changes):
            if isinstance(change, FileEdits):
                source = self.snapshot.source(change.path)
                assert source is not None
                files[self.relative(change.path)] = apply_edits(source.text, change.edits)
            else:
                assert isinstance(change, CreateFile), "no rule moves files"
                files[self.relative(change.path)] = change.text
        return files


def bench(files: dict[str, str], root: str) -> Bench:
    """A workspace with these files below an empty folder."""
    write(files, root)
    workspace = Workspace((root,), Settings(today=TODAY))
    workspace.adopt(scan((root,)))
    return Bench(root, workspace.snapshot())


def check_fixture(text: str, root: str) -> tuple[Fixture, Bench]:
    """Assert that a fixture gives the findings that it states, and none besides, by all rules."""
    fixture = parse(text)
    there = bench(fixture.files, root)
    assert_findings(fixture.expectations, there.found())
    return fixture, there


def assert_findings(expected: Iterable[Expectation], found: Iterable[Expectation]) -> None:
    """Assert that exactly the expected findings were found."""
    missing, unexpected = differences(expected, found)
    lines = [f"missing:    {each}" for each in missing]
    lines += [f"unexpected: {each}" for each in unexpected]
    assert not lines, "\n" + "\n".join(lines)
