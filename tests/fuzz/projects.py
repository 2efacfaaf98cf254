"""The whole pipeline: a workspace in which one file is damaged, its findings, fixes and answers."""

from __future__ import annotations

import ast
import os
import warnings

from lambda_ls.features.actions import code_actions, fix_all
from lambda_ls.features.completion import complete
from lambda_ls.features.definition import definitions
from lambda_ls.features.diagnostics import Diagnostics
from lambda_ls.features.hover import hover
from lambda_ls.features.inlay_hints import inlay_hints
from lambda_ls.features.lenses import code_lenses
from lambda_ls.features.links import document_links
from lambda_ls.features.references import references
from lambda_ls.features.rename import prepare_rename, rename
from lambda_ls.features.results import FileEdits, Refusal, WorkspaceChange
from lambda_ls.features.run_lenses import run_lenses
from lambda_ls.features.signatures import signature
from lambda_ls.features.symbols import document_symbols, workspace_symbols
from lambda_ls.languages.registry import language_of_path
from lambda_ls.text.edits import apply_edits
from lambda_ls.text.reader import DocumentReader
from lambda_ls.text.source import SourceText
from lambda_ls.text.span import Span
from lambda_ls.workspace.workspace import WorkspaceSnapshot

from .answers import assert_inside, leaves
from .seeds import Project
from .workspaces import opened


def check_project(project: Project, path: str, text: str, offset: int) -> object:
    """Everything that is found and answered; what it offers to change can be changed."""
    snapshot, full = opened(project, path, text)
    found = tuple(Diagnostics().everywhere(snapshot))
    for file in found:
        source = _source(snapshot, file.path)
        spans = [snapshot.span(finding.place) for finding in file.findings]
        assert_inside(spans, len(source))
        everything = Span(0, len(source))
        for action in code_actions(snapshot, file.findings, file.path, everything):
            _make(snapshot, action.changes)
        at_once = fix_all(snapshot, file.findings, file.path)
        _make(snapshot, at_once.changes if at_once else ())
    return [*leaves(found), *leaves(_answers(snapshot, full, offset % (len(text) + 1)))]


def _answers(snapshot: WorkspaceSnapshot, path: str, offset: int) -> object:
    """What an editor asks of a file, and of one place in it."""
    length = len(_source(snapshot, path))
    renamed = rename(snapshot, path, offset, "renamed")
    if not isinstance(renamed, Refusal):
        _make(snapshot, renamed.changes)
    here = [
        hover(snapshot, path, offset),
        complete(snapshot, path, offset),
        prepare_rename(snapshot, path, offset),
        signature(snapshot, path, offset),
        document_symbols(snapshot, path),
        inlay_hints(snapshot, path),
        document_links(snapshot, path),
    ]
    assert_inside(here, length)
    return [
        *(here, renamed, definitions(snapshot, path, offset)),
        references(snapshot, path, offset, declaration=True),
        *(code_lenses(snapshot, path), run_lenses(snapshot, path, lambda _: True, debugs=True)),
        workspace_symbols(snapshot, ""),
    ]


def _source(snapshot: WorkspaceSnapshot, path: str) -> SourceText:
    source = snapshot.source(path)
    assert source is not None
    return source


def _make(snapshot: WorkspaceSnapshot, changes: tuple[WorkspaceChange, ...]) -> None:
    """Make changes; what could be read before them can be read after them."""
    for change in changes:
        if isinstance(change, FileEdits):
            before = _source(snapshot, change.path).text
            assert_inside(change.edits, len(before))
            after = apply_edits(before, change.edits)
            assert parses(change.path, after) or not parses(change.path, before), (before, after)


def parses(path: str, text: str) -> bool:
    """Whether a text is one of its language."""
    if path.endswith(".py"):
        return _is_python(text)
    language = language_of_path(path)
    if language is not None:
        return not language.read(SourceText(text), os.path.basename(path)).broken
    blocks = DocumentReader().read(SourceText(text)).blocks
    return not any(block.parsed.problems for block in blocks)


def _is_python(text: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            return False
    return True
