"""Every template of the examples and of the tests, typed as a person would.

Covered are all templates that `typed_templates` finds: those of the examples, of the rules' cases
and of every fixture that is a literal of a test. Each is typed from its first character to its
last, with deletes of one to five characters at one place in eight, which a hash of the template
and the place chooses. In each, every line is deleted and typed again, character by character, with
the rest of the template below it. Looked at after each character are the functions and the
findings of the whole workspace.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from pathlib import Path
from zlib import crc32

import pytest
from lambda_ls.features.diagnostics import Diagnostics
from lambda_ls.text.source import SourceText
from lambda_ls.workspace.scan import scan
from lambda_ls.workspace.settings import Settings
from lambda_ls.workspace.workspace import Workspace

from tests.fixture import write
from tests.workbench import TODAY, check_fixture

from .typed import Typed, typed_templates

HALF_TYPED = """
-- serverless.yml --
service: orders
provider:
  name: aws
  runtime: python3.13
functions:
  typed:
    handler: app.handler
    runtime: [python3.13
                       ^ error[template-syntax]: ...
  orders:
    handler: app.handlr
             ^^^^^^^^^^ error[handler-function-not-found]: `app` has no function `handlr`; ...
-- app.py --
def handler(event, context):
    return None
"""
_PLACES_PER_DELETE = 8
_MOST_DELETED = 5
CASES = list(typed_templates())
# Blocks that an alias joins are read as one.
APART = [case for case in CASES if ": &" not in case.text]


def _workspace(case: Typed, root: Path) -> Workspace:
    write(case.files, str(root))
    workspace = Workspace((str(root),), Settings(today=TODAY))
    workspace.adopt(scan((str(root),)))
    return workspace


def _findings(workspace: Workspace, path: str) -> list[tuple[object, ...]]:
    snapshot = workspace.snapshot()
    return [
        (finding.rule, snapshot.span(finding.place), finding.message)
        for file in Diagnostics().everywhere(snapshot)
        if file.path == path
        for finding in file.findings
    ]


def _findings_in(
    diagnostics: Diagnostics, workspace: Workspace, path: str, blocks: Set[str]
) -> list[tuple[object, ...]]:
    """The findings in some blocks, with places that stay when another block changes."""
    return [
        (finding.rule, finding.place, finding.message)
        for file in diagnostics.everywhere(workspace.snapshot())
        if file.path == path
        for finding in file.findings
        if finding.place.block in blocks
    ]


def _functions(workspace: Workspace, path: str) -> set[str]:
    return {each.name for each in workspace.snapshot().functions() if each.place.path == path}


def _ends(case: Typed) -> Iterator[int]:
    """How far the text reaches after each character that is typed or deleted."""
    length = len(case.text)
    for end in range(length + 1):
        yield end
        chosen = crc32(f"{case.name} {end}".encode())
        if chosen % _PLACES_PER_DELETE == 0 or end == length:
            start = max(0, end - 1 - chosen // _PLACES_PER_DELETE % _MOST_DELETED)
            yield from range(end - 1, start, -1)
            yield from range(start, end + 1)


def _spans(workspace: Workspace, path: str) -> dict[str, tuple[int, int]]:
    """Where the functions of a template stand in it."""
    snapshot = workspace.snapshot()
    spans = {
        each.name: snapshot.span(each.extent)
        for each in snapshot.functions()
        if each.extent.path == path
    }
    return {name: (span.start, span.end) for name, span in spans.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_typing_a_template_keeps_what_is_typed_and_ends_in_what_opening_it_finds(
    case: Typed, tmp_path: Path
) -> None:
    path = str(tmp_path / case.template)
    opened = _workspace(case, tmp_path)
    expected = _findings(opened, path)
    spans = _spans(opened, path)

    workspace = _workspace(case, tmp_path)
    text = case.text
    there: set[str] = set()
    for end in _ends(case):
        workspace.open(path, text[:end])
        found = _findings(workspace, path)
        line = text.rfind("\n", 0, end) + 1
        typed = {name for name, (_, last) in spans.items() if last <= line}
        there = (there | _functions(workspace, path)) & typed
        assert there <= _functions(workspace, path), text[:end]

    assert found == expected


@pytest.mark.parametrize("case", APART, ids=lambda case: case.name)
def test_retyping_a_line_changes_nothing_of_another_function(case: Typed, tmp_path: Path) -> None:
    path = str(tmp_path / case.template)
    workspace = _workspace(case, tmp_path)
    diagnostics = Diagnostics()
    snapshot = workspace.snapshot()
    extents = {each.name: each.extent for each in snapshot.functions() if each.extent.path == path}
    spans = {name: snapshot.span(extent) for name, extent in extents.items()}
    whole = _findings(workspace, path)
    is_wired = any(each.callers for each in snapshot.functions())
    text = case.text
    source = SourceText(text)
    for start, end in map(source.line_span, range(source.line_count)):
        line = text[start:end]
        margin = start + len(line) - len(line.lstrip(" "))
        # A key at the margin, and what all functions share, decide about every function.
        is_shared = start == margin or not any(start >= span.start for span in spans.values())
        others = {name for name, span in spans.items() if not span.start <= start < span.end}
        others = set() if is_shared else others
        # Without its key, the lines of a block belong to the block before.
        before = {name for name, span in spans.items() if span.end in (start, margin)}
        # What is wired to a function decides about it as well.
        is_alone = not (is_wired and others == set(spans))
        blocks = {extents[name].block for name in others - before if is_alone}
        expected = _findings_in(diagnostics, workspace, path, blocks)
        for stop in (*range(end, margin, -1), *range(margin, end)):
            workspace.open(path, text[:stop] + text[end:])
            typed = text[:stop] + "|" + text[end:]
            assert others <= _functions(workspace, path), typed
            assert _findings_in(diagnostics, workspace, path, blocks) == expected, typed
        workspace.open(path, text)
    assert _findings(workspace, path) == whole


def test_a_half_typed_function_silences_no_other_one(tmp_path: Path) -> None:
    check_fixture(HALF_TYPED, str(tmp_path))
