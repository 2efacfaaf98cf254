"""Every template of the examples and of the rules' cases, typed as a person would."""

from __future__ import annotations

import os
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path

import pytest
from lambda_ls.features.diagnostics import Diagnostics
from lambda_ls.text.source import SourceText
from lambda_ls.workspace.scan import may_be_template, scan
from lambda_ls.workspace.settings import Settings
from lambda_ls.workspace.workspace import Workspace

from tests.fixture import parse, write
from tests.rules.cases import all_cases
from tests.workbench import TODAY, check_fixture

EXAMPLES = Path(__file__).parents[2] / "examples"
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
_RETYPED = 3


@dataclass(frozen=True)
class Typed:
    """A template to type, and the files around it."""

    name: str
    files: dict[str, str]
    template: str

    @property
    def text(self) -> str:
        return self.files[self.template]


def _cases() -> Iterator[Typed]:
    for case in all_cases():
        yield from _templates(f"{case.rule}: {case.title}", parse(case.fixture).files)
    for example in sorted(EXAMPLES.iterdir()):
        files = {
            path.relative_to(example).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(example.rglob("*"))
            if path.is_file() and "__pycache__" not in path.parts
        }
        yield from _templates(example.name, files)


def _templates(name: str, files: dict[str, str]) -> Iterator[Typed]:
    for path in files:
        if may_be_template(os.path.basename(path)):
            yield Typed(f"{name}: {path}", files, path)


CASES = list(_cases())


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


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_typing_a_template_ends_in_the_findings_of_opening_it(case: Typed, tmp_path: Path) -> None:
    path = str(tmp_path / case.template)
    expected = _findings(_workspace(case, tmp_path), path)

    workspace = _workspace(case, tmp_path)
    text = case.text
    for end in range(len(text) + 1):
        workspace.open(path, text[:end])
        _findings(workspace, path)
    for end in (len(text) - _RETYPED, len(text)):
        workspace.open(path, text[: max(0, end)])
        found = _findings(workspace, path)

    assert found == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_retyping_a_line_changes_nothing_of_another_function(case: Typed, tmp_path: Path) -> None:
    path = str(tmp_path / case.template)
    workspace = _workspace(case, tmp_path)
    diagnostics = Diagnostics()
    snapshot = workspace.snapshot()
    extents = {each.name: each.extent for each in snapshot.functions() if each.extent.path == path}
    spans = {name: snapshot.span(extent) for name, extent in extents.items()}
    text = case.text
    source = SourceText(text)
    for start, end in map(source.line_span, range(source.line_count)):
        line = text[start:end]
        margin = start + len(line) - len(line.lstrip(" "))
        others = {name for name, span in spans.items() if not span.start <= start < span.end}
        if start == margin or not any(start >= span.start for span in spans.values()):
            # A key at the margin, and what all functions share, decide about every function.
            continue
        # Without its key, the lines of a block belong to the block before.
        before = {name for name, span in spans.items() if span.end in (start, margin)}
        blocks = {extents[name].block for name in others - before}
        expected = _findings_in(diagnostics, workspace, path, blocks)
        for stop in range(end, margin, -1):
            workspace.open(path, text[:stop] + text[end:])
            assert others <= _functions(workspace, path), text[:stop] + "|" + text[end:]
        for stop in range(margin, end):
            workspace.open(path, text[:stop] + text[end:])
            typed = text[:stop] + "|" + text[end:]
            assert others <= _functions(workspace, path), typed
            assert _findings_in(diagnostics, workspace, path, blocks) == expected, typed
        workspace.open(path, text)


def test_a_half_typed_function_silences_no_other_one(tmp_path: Path) -> None:
    check_fixture(HALF_TYPED, str(tmp_path))
