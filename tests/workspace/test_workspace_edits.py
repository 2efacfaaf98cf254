"""An edit has little looked at again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lambda_ls.model.function import Function
from lambda_ls.model.resolution import FolderMissing
from lambda_ls.workspace.facts import FunctionFacts
from lambda_ls.workspace.resolve import Outcome, Resolver
from lambda_ls.workspace.scan import scan
from lambda_ls.workspace.workspace import Workspace

from .keeping import PYTHON, SAM, TWO_FOLDERS, by_name, put, said, scanned


@pytest.fixture
def resolved(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the functions whose handlers have been looked for, in order."""
    names: list[str] = []
    real = Resolver.resolve

    def resolve(self: Resolver, function: Function) -> Outcome:
        names.append(function.name)
        return real(self, function)

    monkeypatch.setattr(Resolver, "resolve", resolve)
    return names


def test_what_is_not_edited_stays_the_same_object(project: Path) -> None:
    workspace = scanned(project)
    before = by_name(workspace)
    facts = {name: workspace.facts(function) for name, function in before.items()}
    text = TWO_FOLDERS.replace("  B:", "  # A comment.\n  B:").replace("CodeUri: a", "CodeUri: b")
    workspace.open(str(project / "template.yaml"), text)
    after = by_name(workspace)
    assert after["B"] is before["B"]
    assert after["A"] is not before["A"]
    assert workspace.facts(after["B"]) is facts["B"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("edit", ["A"]),
        ("save", ["A"]),
        ("save as it was", []),
        ("open", []),
        ("open and close", []),
        ("save while open", []),
        ("delete", ["A"]),
        ("delete folder", ["A"]),
        ("new file in the workspace folder", []),
        ("new file beside", []),
    ],
)
def test_a_change_of_code_looks_again_for_those_handlers_only_that_depend_on_it(
    change: str, expected: list[str], project: Path, resolved: list[str]
) -> None:
    workspace = scanned(project)
    said(workspace)
    resolved.clear()
    path = project / "a" / "app.py"
    if change == "edit":
        workspace.open(str(path), PYTHON + "\n")
    if change in ("open", "open and close", "save while open"):
        workspace.open(str(path), PYTHON)
    if change == "open and close":
        workspace.close(str(path))
    if change == "delete":
        path.unlink()
    if change == "delete folder":
        shutil.rmtree(path.parent)
    if change == "save":
        path.write_text("handler = None\n")
    touched = {
        "delete folder": path.parent,
        "new file in the workspace folder": project / "new.py",
        "new file beside": path.parent / "new.py",
    }.get(change, path)
    if change.startswith("new file"):
        touched.write_text("")
    if change not in ("edit", "open", "open and close"):
        workspace.disk_changed([str(touched)])
    said(workspace)
    assert resolved == expected


def test_every_keystroke_in_one_function_looks_for_its_handler_only(
    project: Path, resolved: list[str]
) -> None:
    workspace = scanned(project)
    said(workspace)
    resolved.clear()
    for number in range(20):
        text = TWO_FOLDERS.replace("app.handler", f"app{'x' * number}.handler", 1)
        workspace.open(str(project / "template.yaml"), text)
        said(workspace)
    assert set(resolved) == {"A"}


def test_an_edit_of_one_function_leaves_alone_what_is_wrong_with_others(tmp_path: Path) -> None:
    template = SAM.replace("src", "srx", 1).replace(
        "items.handler}", "app.handler, Environment: {Variables: {UNUSED: x}}}"
    )
    (tmp_path / "template.yaml").write_text(f"{template}{_OTHER}")
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "app.py").write_text(PYTHON)
    workspace = Workspace((str(tmp_path),))
    workspace.adopt(scan((str(tmp_path),)))
    path = str(tmp_path / "template.yaml")

    def facts() -> tuple[FunctionFacts, ...]:
        snapshot = workspace.snapshot()
        (found,) = snapshot.templates()
        return snapshot.facts_of(found)

    before = facts()
    assert isinstance(before[0].resolution, FolderMissing)
    assert before[1].environment.unused
    workspace.open(path, f"{template}{_OTHER.replace('app.handler', 'app.handle')}")
    after = facts()
    assert after[:2] == before[:2]
    assert after[2] is not before[2]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("serverless.yml", "STOCK: b", "STOCK: c"),
        ("other.py", "return None", "return event"),
    ],
)
def test_typing_in_the_folder_of_all_code_concerns_one_function(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    texts = {"serverless.yml": _SHARED_FOLDER, "app.py": PYTHON, "other.py": PYTHON}
    put(tmp_path, texts)
    workspace = scanned(tmp_path)
    path = str(tmp_path / file)

    def facts() -> tuple[FunctionFacts, ...]:
        (found,) = workspace.snapshot().templates()
        return workspace.snapshot().facts_of(found)

    # The first look at a file that the editor shows is as at one on the disk.
    workspace.open(path, texts[file] + "\n")
    before = facts()
    assert [len(each.environment.unused) for each in before] == [1, 1]
    workspace.open(path, texts[file].replace(old, new))
    after = facts()
    assert after[0] is before[0]
    assert after[1] is not before[1]
    workspace.open(str(tmp_path / "other.py"), PYTHON + "TABLE = 'ORDERS'\n")
    assert [len(each.environment.unused) for each in facts()] == [0, 1]


_SHARED_FOLDER = """\
service: shop
provider: {name: aws, runtime: python3.13}
functions:
  app:
    handler: app.handler
    environment: {ORDERS: a}
  other:
    handler: other.handler
    environment: {STOCK: b}
"""
_OTHER = """\
  Other:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, CodeUri: src, Handler: app.handler}
"""
