"""A checkout: all files are others at once, and of each somebody tells later, in any order."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from lambda_ls.features.diagnostics import Diagnostics
from lambda_ls.workspace.scan import scan
from lambda_ls.workspace.settings import Settings
from lambda_ls.workspace.workspace import Workspace

from tests.fixture import write
from tests.fuzz.seeds import Project, projects
from tests.workbench import TODAY

# What is a folder in most branches is a file in this one, and the other way round.
_ODD: Project = {
    "src": "no folder\n",
    "events": "{}",
    "app.py/template.yaml": "Resources: {F: {Type: AWS::Lambda::Function}}\n",
    "index.js/index.js": "exports.handler = 1;\n",
    "template.yaml/app.py": "handler = 1\n",
}
BRANCHES = st.sampled_from((*projects(), *[_ODD] * 20))


def scanned(root: str) -> Workspace:
    workspace = Workspace((root,), Settings(today=TODAY))
    workspace.adopt(scan((root,)))
    return workspace


def said(workspace: Workspace, diagnostics: Diagnostics) -> list[tuple[object, ...]]:
    """Everything that is found."""
    snapshot = workspace.snapshot()
    return [
        (file.path, finding.rule, snapshot.span(finding.place), finding.message)
        for file in diagnostics.everywhere(snapshot)
        for finding in file.findings
    ]


def check_out(root: str, branch: Project) -> list[str]:
    """Put other files below a folder; everything that has come, changed or gone."""
    before = {str(path) for path in Path(root).rglob("*")}
    for name in os.listdir(root):
        path = os.path.join(root, name)
        shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)
    write(branch, root)
    return sorted(before | {str(path) for path in Path(root).rglob("*")})


@settings(max_examples=40, derandomize=True)
@given(st.lists(BRANCHES, min_size=2, max_size=4), st.integers(1, 5), st.randoms())
def test_after_a_checkout_is_found_what_a_new_start_finds(
    branches: list[Project], portion: int, random: Random
) -> None:
    with tempfile.TemporaryDirectory() as root:
        write(branches[0], root)
        workspace, diagnostics = scanned(root), Diagnostics()
        said(workspace, diagnostics)
        for branch in branches[1:]:
            told = check_out(root, branch)
            random.shuffle(told)
            for at in range(0, len(told), portion):
                workspace.disk_changed(told[at : at + portion])
                said(workspace, diagnostics)
            assert said(workspace, diagnostics) == said(scanned(root), Diagnostics())


@settings(max_examples=20, derandomize=True)
@given(BRANCHES, BRANCHES, st.data())
def test_a_file_in_the_editor_keeps_its_text_through_a_checkout(
    before: Project, after: Project, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as root:
        write(before, root)
        workspace, diagnostics = scanned(root), Diagnostics()
        name = data.draw(st.sampled_from(sorted(before)))
        path = os.path.join(root, *name.split("/"))
        workspace.open(path, before[name])
        said(workspace, diagnostics)
        workspace.disk_changed(check_out(root, after))
        fresh = scanned(root)
        fresh.open(path, before[name])
        assert said(workspace, diagnostics) == said(fresh, Diagnostics())
