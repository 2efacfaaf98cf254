"""What becomes of workspaces with many more files than anybody has written.

100,000 files by hand: `python -m benchmarks.growth`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from lambda_ls.features.diagnostics import Diagnostics
from lambda_ls.languages.registry import deep_language
from lambda_ls.workspace.scan import SKIPPED_FOLDERS, scan
from lambda_ls.workspace.workspace import Workspace

from tests.effort import at_most
from tests.fixture import write
from tests.workspace.watching import watch

_TEMPLATE = """\
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src, Handler: app.handlr, Runtime: python3.13}
"""
_CODE = "def handler(event, context):\n    return event\n"
_PROJECT = {"template.yaml": _TEMPLATE, "src/app.py": _CODE}
_MARKS = (
    *("pyvenv.cfg", "conda-meta/history", ".package-lock.json", ".yarn-integrity"),
    ".modules.yaml",
)
_INSTALLED = {"x/template.yaml": _TEMPLATE, "x/src/app.py": _CODE, "x/package.json": "{}"}
_CALLS_PER_FILE = 1_000


def installed(folder: str, mark: str = "package.json") -> dict[str, str]:
    files = {**_INSTALLED, mark: ""}
    return {f"{folder}/{path}": text for path, text in files.items()}


def scanned(root: Path) -> Workspace:
    workspace = Workspace((str(root),))
    workspace.adopt(scan((str(root),)))
    return workspace


def seen(workspace: Workspace) -> tuple[list[str], list[str]]:
    """The templates and the source files, by their paths from the root."""
    python = deep_language("python")
    assert python is not None
    snapshot = workspace.snapshot()
    (root,) = snapshot.roots
    paths = [each.path for each in snapshot.templates()], snapshot.sources(python)
    templates, sources = ([path.removeprefix(f"{root}/") for path in each] for each in paths)
    return templates, sources


@pytest.mark.parametrize("folder", sorted(SKIPPED_FOLDERS))
def test_what_is_in_a_folder_that_tools_fill_is_not_looked_at(tmp_path: Path, folder: str) -> None:
    write({**_PROJECT, **installed(folder), **installed(f"src/{folder}")}, str(tmp_path))
    assert seen(scanned(tmp_path)) == (["template.yaml"], ["src/app.py"])


@pytest.mark.parametrize("mark", _MARKS)
def test_packages_are_known_by_what_their_tool_leaves_whatever_the_folder_is_called(
    tmp_path: Path, mark: str
) -> None:
    write({**_PROJECT, **installed("third", mark), **installed("src/party", mark)}, str(tmp_path))
    assert seen(scanned(tmp_path)) == (["template.yaml"], ["src/app.py"])


@pytest.mark.parametrize("mark", _MARKS)
def test_packages_that_come_and_go_are_never_looked_at(tmp_path: Path, mark: str) -> None:
    write(_PROJECT, str(tmp_path))
    workspace = scanned(tmp_path)
    before = seen(workspace)
    write(installed("third", mark), str(tmp_path))
    workspace.disk_changed([str(tmp_path / "third"), str(tmp_path / "third/x/template.yaml")])
    assert seen(workspace) == before
    top = mark.partition("/")[0]
    (tmp_path / "third" / mark).unlink()
    if top != mark:
        (tmp_path / "third" / top).rmdir()
    workspace.disk_changed([str(tmp_path / "third" / top)])
    assert seen(workspace) == seen(scanned(tmp_path))
    assert len(seen(workspace)[0]) == 2


def test_a_workspace_folder_is_never_taken_for_packages(tmp_path: Path) -> None:
    write({**_PROJECT, **dict.fromkeys(_MARKS, "")}, str(tmp_path))
    assert seen(scanned(tmp_path)) == (["template.yaml"], ["src/app.py"])


def test_installed_packages_cost_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(_PROJECT, str(tmp_path))
    with monkeypatch.context() as patched:
        before = watch(patched, tmp_path)
        scanned(tmp_path)
    packages = {f"node_modules/p{n}/index.js": "" for n in range(500)}
    write({**packages, **installed("third", "pyvenv.cfg")}, str(tmp_path))
    after = watch(monkeypatch, tmp_path)
    scanned(tmp_path)
    # The one more is the folder that has to be listed to be known.
    assert after.count == before.count + 1


def test_the_work_grows_with_the_files_and_no_faster(tmp_path: Path) -> None:
    files = {f"a{n % 40}/b{n % 7}/f{n}.{'yaml' if n % 3 else 'py'}": "a: 1\n" for n in range(3_000)}
    write({**_PROJECT, **files}, str(tmp_path))
    with at_most(_CALLS_PER_FILE * len(files)):
        workspace = scanned(tmp_path)
        assert len(list(Diagnostics().everywhere(workspace.snapshot()))) == 1
