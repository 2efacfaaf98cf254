"""A workspace that is kept up to date says what a new one would say."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from lambda_ls.workspace.scan import scan
from lambda_ls.workspace.settings import Settings
from lambda_ls.workspace.workspace import Workspace

from tests.workbench import TODAY

from .keeping import PYTHON, SAM, by_name, put, said, scanned

TEMPLATE_TEXTS = (
    SAM,
    SAM.replace("src", "src/deep"),
    SAM.replace("app.handler", "deep/app.main").replace("python3.13", "nodejs22.x"),
    SAM.replace("src", "lib"),
    SAM.replace("    Properties", "  Properties"),
    "kind: Pod\n",
    "",
)
SERVERLESS_TEXTS = (
    "provider: {name: aws, runtime: python3.13}\nfunctions: ${file(parts.yml)}\n",
    "provider: {name: aws, runtime: python3.13}\nfunctions: ${file(deep/parts.yml):functions}\n",
    "provider: {name: google}\nfunctions: {a: {handler: app.handler}}\n",
)
PART_TEXTS = (
    "a: {handler: src/app.handler}\n",
    "functions: {b: {handler: src/deep/app.main}}\n",
    "a: {handler: [}\n",
)
CODE_TEXTS = (
    PYTHON,
    "def main(event, context): pass\n",
    "from app import *\n",
    "from deep.app import main as handler\n",
    "def handler(",
    "handler = 1\n",
)
TEXTS = {
    "template.yaml": TEMPLATE_TEXTS,
    "src/template.json": TEMPLATE_TEXTS,
    "node_modules/x/template.yaml": TEMPLATE_TEXTS,
    "env/template.yaml": TEMPLATE_TEXTS,
    "env/pyvenv.cfg": ("",),
    "serverless.yml": SERVERLESS_TEXTS,
    "parts.yml": PART_TEXTS,
    "deep/parts.yml": PART_TEXTS,
    "src/app.py": CODE_TEXTS,
    "src/App.py": CODE_TEXTS,
    "src/items.py": CODE_TEXTS,
    "src/deep/app.py": CODE_TEXTS,
    "src/deep/app.js": ("exports.main = async () => 1;\n", "exports.handler = 1;\n"),
    "lib/app.py": CODE_TEXTS,
    ".gitignore": ("lib\n", "*.log\n"),
}
FOLDERS = ("src", "src/deep", "deep", "lib", "node_modules", "env", "moved", "moved/src")
PATHS = st.sampled_from([*TEXTS])


class Editing(RuleBasedStateMachine):
    """A user who edits, saves, moves and deletes files, in the editor and beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp()).resolve()
        put(self.root, {"template.yaml": SAM, "src/app.py": PYTHON, "src/template.json": SAM})
        self.workspace = scanned(self.root)
        self.opened: dict[str, str] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    def changed(self, *names: str) -> None:
        self.workspace.disk_changed([os.path.join(self.root, *name.split("/")) for name in names])

    @rule(name=PATHS.filter(lambda name: name != "env/pyvenv.cfg"), data=st.data())
    def type(self, name: str, data: st.DataObject) -> None:
        text = data.draw(st.sampled_from(TEXTS[name]))
        text = text[: data.draw(st.integers(max(0, len(text) - 5), len(text)))]
        self.opened[name] = text
        self.workspace.open(str(self.root / name), text)

    @rule(name=PATHS)
    def close(self, name: str) -> None:
        self.opened.pop(name, None)
        self.workspace.close(str(self.root / name))

    @rule(name=PATHS)
    def save(self, name: str) -> None:
        if name in self.opened and not (self.root / name).is_dir():
            self._write(name, self.opened[name])

    @rule(name=PATHS, data=st.data())
    def write(self, name: str, data: st.DataObject) -> None:
        self._write(name, data.draw(st.sampled_from(TEXTS[name])))

    def _write(self, name: str, text: str) -> None:
        parents = [str(each) for each in Path(name).parents if not (self.root / each).exists()]
        is_blocked = any((self.root / each).is_file() for each in Path(name).parents)
        if not is_blocked:
            put(self.root, {name: text})
            self.changed(*parents, name)

    @rule(name=PATHS)
    def delete(self, name: str) -> None:
        if (self.root / name).exists():
            (self.root / name).unlink()
            self.changed(name)

    @rule(old=PATHS, new=PATHS)
    def move(self, old: str, new: str) -> None:
        if (self.root / old).exists() and (self.root / new).parent.is_dir():
            (self.root / old).replace(self.root / new)
            self.changed(old, new)

    @rule(name=st.sampled_from(FOLDERS))
    def delete_folder(self, name: str) -> None:
        if (self.root / name).is_dir():
            shutil.rmtree(self.root / name)
            self.changed(name)

    @rule(old=st.sampled_from(FOLDERS), new=st.sampled_from(FOLDERS), backwards=st.booleans())
    def move_folder(self, old: str, new: str, backwards: bool) -> None:
        target = self.root / new
        is_possible = (self.root / old).is_dir() and target.parent.is_dir() and not target.exists()
        if is_possible and not f"{new}/".startswith(f"{old}/"):
            (self.root / old).rename(target)
            self.changed(*((new, old) if backwards else (old, new)))

    @rule(names=st.lists(PATHS, max_size=3))
    def tell_of_nothing(self, names: list[str]) -> None:
        self.changed(*names)

    @invariant()
    def says_what_a_new_workspace_says(self) -> None:
        fresh = scanned(self.root)
        for name, text in self.opened.items():
            fresh.open(str(self.root / name), text)
        assert said(self.workspace) == said(fresh)


Editing.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestEditing = Editing.TestCase


def test_a_file_that_becomes_a_template_is_found_and_forgotten_again(tmp_path: Path) -> None:
    workspace = scanned(tmp_path)
    path = tmp_path / "new.yaml"
    for text, names in (("a: b\n", []), (SAM, ["Orders", "Items"]), ("kind: Pod\n", [])):
        path.write_text(text)
        workspace.disk_changed([str(path)])
        assert list(by_name(workspace)) == names
    path.write_text(SAM)
    workspace.disk_changed([str(path)])
    path.unlink()
    workspace.disk_changed([str(path)])
    assert list(by_name(workspace)) == []
    assert workspace.snapshot().candidates() == ()


def test_templates_come_and_go_with_a_folder_of_which_alone_is_told(tmp_path: Path) -> None:
    workspace = scanned(tmp_path)
    put(tmp_path, {"service/deep/template.yaml": SAM})
    workspace.disk_changed([str(tmp_path / "service")])
    assert list(by_name(workspace)) == ["Orders", "Items"]
    (tmp_path / "service").rename(tmp_path / "moved")
    workspace.disk_changed([str(tmp_path / "service"), str(tmp_path / "moved")])
    assert [each.path for each in workspace.snapshot().templates()] == [
        str(tmp_path / "moved" / "deep" / "template.yaml")
    ]


@pytest.mark.parametrize("folder", [".aws-sam/build", "node_modules/x", "cdk.out", "env"])
def test_what_tools_make_is_no_template_however_it_is_told_of(folder: str, tmp_path: Path) -> None:
    put(tmp_path, {f"{folder}/template.yaml": SAM, "env/pyvenv.cfg": ""})
    workspace = scanned(tmp_path)
    path = str(tmp_path / folder / "template.yaml")
    top = str(tmp_path / folder.partition("/")[0])
    workspace.disk_changed([path, os.path.dirname(path), top])
    workspace.open(path, SAM)
    assert workspace.snapshot().templates() == ()
    assert workspace.snapshot().template(path) is None


def test_a_file_that_is_not_saved_yet_counts_with_the_folders_it_will_be_in(tmp_path: Path) -> None:
    put(tmp_path, {"template.yaml": SAM.replace("src", "new/src"), "other.py": ""})
    workspace = scanned(tmp_path)
    path = str(tmp_path / "new" / "src" / "app.py")
    before = said(workspace)
    workspace.open(path, PYTHON)
    orders = workspace.facts(by_name(workspace)["Orders"])
    assert type(orders.resolution).__name__ == "Resolved"
    assert workspace.snapshot().list_folder(str(tmp_path / "new")) == (("src", True),)
    workspace.close(path)
    assert said(workspace) == before


def test_an_included_file_that_comes_later_changes_or_goes_is_read_again(tmp_path: Path) -> None:
    put(tmp_path, {"serverless.yml": SERVERLESS_TEXTS[1], "src/app.py": PYTHON})
    workspace = scanned(tmp_path)
    assert list(by_name(workspace)) == []
    put(tmp_path, {"deep/parts.yml": "functions: {a: {handler: src/app.handler}}\n"})
    workspace.disk_changed([str(tmp_path / "deep")])
    assert list(by_name(workspace)) == ["a"]
    parts = str(tmp_path / "deep" / "parts.yml")
    workspace.open(parts, "functions: {a: {handler: src/app.handler}, b: {handler: x.y}}\n")
    assert list(by_name(workspace)) == ["a", "b"]
    assert [each.path for each in workspace.snapshot().templates_reading(parts)] == [
        str(tmp_path / "serverless.yml")
    ]
    workspace.close(parts)
    assert list(by_name(workspace)) == ["a"]
    shutil.rmtree(tmp_path / "deep")
    workspace.disk_changed([str(tmp_path / "deep")])
    assert list(by_name(workspace)) == []


def test_workspace_folders_do_not_see_each_other_unless_one_holds_the_other(
    tmp_path: Path,
) -> None:
    one, two, inner = tmp_path / "one", tmp_path / "two", tmp_path / "one" / "inner"
    put(one, {"template.yaml": SAM.replace("src", "../two"), "app.py": PYTHON})
    put(two, {"template.yaml": SAM.replace("src", "."), "app.py": PYTHON, "items.py": PYTHON})
    put(inner, {"template.yaml": SAM.replace("src", "..")})
    for roots, expected in (
        ((one,), 2),
        ((one, two), 3),
        ((two, one, inner), 3),
        ((inner, one), 2),
        ((inner,), 1),
    ):
        snapshot = scanned(*roots).snapshot()
        assert len(snapshot.templates()) == expected
        inside = {each.template for each in snapshot.functions()}
        assert inside == {each.path for each in snapshot.templates()}
    both = {
        each[0]: type(value).__name__
        for each, value in said(scanned(one, two)).items()
        if isinstance(each, tuple) and each[1] == "Orders"
    }
    assert both[str(one / "template.yaml")] == "Resolved"
    alone = said(scanned(one))[str(one / "template.yaml"), "Orders"]
    assert type(alone).__name__ == "Undecided"


def test_a_workspace_folder_that_is_a_link_or_ends_in_a_slash_is_the_folder(tmp_path: Path) -> None:
    put(tmp_path / "real", {"template.yaml": SAM, "src/app.py": PYTHON, "src/items.py": PYTHON})
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for root in (f"{tmp_path}/real/", f"{tmp_path}/link", f"{tmp_path}/link/../real"):
        workspace = Workspace((root,), Settings(today=TODAY))
        workspace.adopt(scan(workspace.files.roots))
        names = {type(each).__name__ for each in said(workspace).values()}
        assert names == {"Resolved"}


def test_what_changes_while_the_workspace_is_scanned_is_not_overwritten(project: Path) -> None:
    workspace = Workspace((str(project),), Settings(today=TODAY))
    old = scan((str(project),))
    said(workspace)
    put(project, {"a/new.py": PYTHON, "c/app.py": PYTHON})
    (project / "b" / "app.py").unlink()
    workspace.disk_changed(
        [str(project / "a" / "new.py"), str(project / "c"), str(project / "b" / "app.py")]
    )
    workspace.adopt(old)
    snapshot = workspace.snapshot()
    assert snapshot.exists(str(project / "a" / "new.py"))
    assert snapshot.exists(str(project / "c" / "app.py"))
    assert not snapshot.exists(str(project / "b" / "app.py"))
    assert said(workspace) == said(scanned(project))


def test_a_later_scan_finds_what_nobody_has_told_of(project: Path) -> None:
    workspace = scanned(project)
    said(workspace)
    put(project, {"a/new.py": PYTHON})
    workspace.adopt(scan((str(project),)))
    assert workspace.snapshot().exists(str(project / "a" / "new.py"))
