"""A fixture in a workspace with a question at its cursor, and answers as short text."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from lambda_ls.features.results import FileEdits, WorkspaceChange
from lambda_ls.model.finding import CreateFile, MoveFile
from lambda_ls.text.edits import apply_edits
from lambda_ls.text.span import Span
from lambda_ls.workspace.workspace import WorkspaceSnapshot

from tests.fixture import parse
from tests.workbench import Bench, bench


@dataclass(frozen=True)
class Asked:
    """A workspace, and where in it the cursor is."""

    bench: Bench
    path: str
    offset: int

    @property
    def snapshot(self) -> WorkspaceSnapshot:
        return self.bench.snapshot

    def absolute(self, path: str) -> str:
        return os.path.join(self.bench.root, *path.split("/"))

    def shown(self, path: str, span: Span) -> str:
        """`path:line: text`, as tests expect places; lines count from 1."""
        source = self.snapshot.source(path)
        assert source is not None
        line = source.position(span.start).line + 1
        return f"{self.bench.relative(path)}:{line}: {source.slice(span)}"

    def after(self, changes: Iterable[WorkspaceChange]) -> dict[str, str]:
        """The changed files with their new texts; a moved file gives `old: -> new`."""
        files: dict[str, str] = {}
        for change in changes:
            if isinstance(change, FileEdits):
                source = self.snapshot.source(change.path)
                assert source is not None
                text = apply_edits(source.text, change.edits)
                files[self.bench.relative(change.path)] = text
            elif isinstance(change, MoveFile):
                files[self.bench.relative(change.old)] = f"-> {self.bench.relative(change.new)}"
            else:
                assert isinstance(change, CreateFile)
                files[self.bench.relative(change.path)] = change.text
        return files


def ask(text: str, root: str) -> Asked:
    """Put a fixture on disk; without a cursor the question is about its first file's start."""
    fixture = parse(text)
    there = bench(fixture.files, root)
    path = fixture.cursor.path if fixture.cursor else next(iter(fixture.files))
    offset = fixture.cursor.offset if fixture.cursor else 0
    return Asked(there, os.path.join(root, *path.split("/")), offset)


def changed_lines(before: str, after: str) -> list[str]:
    """The lines of a text that are not the same any more."""
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    return [new.strip() for old, new in pairs if old != new]
