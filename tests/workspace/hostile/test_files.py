from __future__ import annotations

import builtins
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lambda_ls.features.diagnostics import Diagnostics
from lambda_ls.features.event_files import OutsideError, event_file
from lambda_ls.model.finding import CreateFile
from lambda_ls.workspace.disk import LARGEST_FILE
from lambda_ls.workspace.scan import scan
from lambda_ls.workspace.settings import Settings
from lambda_ls.workspace.workspace import Workspace

from tests.workbench import TODAY

from .checking import check, opened, put, rules, sam
from .samples import CODE, TEMPLATES


def test_what_is_no_ordinary_file_is_no_template_and_no_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    os.mkfifo(tmp_path / "app.py")
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    (tmp_path / "folder.yaml").mkdir()
    assert check(monkeypatch, tmp_path, {"template.yaml": sam()})[0] == []


def test_links_that_lead_out_of_the_workspace_are_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "root"
    put(tmp_path, {"secret.yaml": sam(Handler="ap.handler"), "secret/app.py": "def other(): pass"})
    put(root, {"src/other.py": ""})
    (root / "template.yaml").symlink_to(tmp_path / "secret.yaml")
    (root / "src" / "app.py").symlink_to(tmp_path / "secret" / "app.py")
    (root / "code").symlink_to(tmp_path / "secret")
    (root / "src" / "code").symlink_to(tmp_path / "secret")
    files: dict[str, str | bytes] = {
        "a.yaml": sam(CodeUri="src"),
        "b.yaml": sam(CodeUri="code"),
        "c.yaml": sam(CodeUri="src", Handler="code.app.handler"),
    }
    assert check(monkeypatch, root, files)[0] == []


def test_no_file_is_made_behind_a_link_that_leads_out_of_the_workspace(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    outside.mkdir()
    put(root, {"app.py": "", "code.yaml": sam(Handler="src/usercustomize.handler"), "in/a.py": ""})
    put(root, {"inside.yaml": sam(Handler="link/usercustomize.handler")})
    (root / "src").symlink_to(outside)
    (root / "link").symlink_to(root / "in")
    (root / "events").symlink_to(outside)
    snapshot = opened(root).snapshot()
    made = [
        change.path
        for file in Diagnostics().everywhere(snapshot)
        for finding in file.findings
        for fix in finding.fixes
        for change in fix.changes
        if isinstance(change, CreateFile)
    ]
    assert made == [str(root / "link" / "usercustomize.py")]
    with pytest.raises(OutsideError):
        event_file(snapshot, snapshot.functions()[0], None)


def test_links_in_a_circle_come_to_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"src/other.py": ""})
    for name, target in {
        "self": "self",
        "self.py": "self.py",
        "self.yaml": "self.yaml",
        "up": ".",
        "src/up": "..",
        "src/a": "b",
        "src/b": "a",
    }.items():
        (tmp_path / name).symlink_to(target)
    files: dict[str, str | bytes] = {
        "a.yaml": sam(CodeUri="self"),
        "b.yaml": sam(CodeUri="src/up/src/up/src", Handler="other.handler"),
        "c.yaml": sam(CodeUri="src", Handler="ap.handler"),
        "d.yaml": sam(Handler="self.handler"),
        "e.yaml": sam(CodeUri="src/a"),
    }
    found, watched = check(monkeypatch, tmp_path, files)
    assert "handler-module-not-found" in found
    assert watched.count < 2_000


def _forbid(monkeypatch: pytest.MonkeyPatch, forbidden: str, error: type[OSError]) -> None:
    """Root may read everything; this has the system refuse one path and what is below it."""

    def refusing(real: Callable[..., Any]) -> Callable[..., Any]:
        def refuse(path: Any, *arguments: Any, **options: Any) -> Any:
            if isinstance(path, str) and (path + os.sep).startswith(forbidden + os.sep):
                raise error(path)
            return real(path, *arguments, **options)

        return refuse

    for module, name in ((os, "scandir"), (os, "listdir"), (os, "open"), (builtins, "open")):
        monkeypatch.setattr(module, name, refusing(getattr(module, name)))


@pytest.mark.parametrize("error", [PermissionError, OSError, FileNotFoundError, TimeoutError])
@pytest.mark.parametrize(
    ("forbidden", "expected"),
    [
        ("src", ["handler-module-not-found"]),
        ("src/app.py", ["handler-module-not-found"]),
        ("template.yaml", ["handler-module-not-found"]),
        ("", []),
    ],
)
def test_what_may_not_be_read_gives_no_finding(
    forbidden: str,
    expected: list[str],
    error: type[OSError],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put(tmp_path, {"other.yaml": sam(Handler="ap.handler"), "app.py": CODE["src/app.py"]})
    put(tmp_path, {"template.yaml": sam(CodeUri="src"), "src/app.py": CODE["src/app.py"]})
    put(tmp_path, {"src/other.py": ""})
    with monkeypatch.context() as patched:
        _forbid(patched, str(tmp_path / forbidden).rstrip(os.sep), error)
        found = rules(opened(tmp_path))
    if error is not FileNotFoundError:
        assert found == expected


def test_a_folder_that_can_be_read_again_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"template.yaml": sam(CodeUri="src"), "src/other.py": ""})
    workspace = opened(tmp_path)
    with monkeypatch.context() as patched:
        _forbid(patched, str(tmp_path / "src"), PermissionError)
        workspace.disk_changed([str(tmp_path / "src")])
        assert rules(workspace) == []
    workspace.disk_changed([str(tmp_path / "src")])
    assert rules(workspace) == ["handler-module-not-found"]


@pytest.mark.parametrize(
    "victim", ["template.yaml", "src/app.py", "src", "serverless.yml", "other.yml"]
)
@pytest.mark.parametrize("moment", ["scanned", "opening", "reading"])
def test_a_file_that_vanishes_while_it_is_read_is_no_trouble(
    victim: str, moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {**TEMPLATES, **CODE})
    path = tmp_path / victim

    def vanish() -> None:
        if path.exists():
            path.rename(tmp_path.parent / f"{tmp_path.name}-gone")

    found = scan((str(tmp_path),))
    workspace = Workspace((str(tmp_path),), Settings(today=TODAY))
    workspace.adopt(found)
    real_open, real_stat = os.open, os.stat

    def vanishing_open(name: Any, *arguments: Any, **options: Any) -> Any:
        if moment == "opening":
            vanish()
        handle = real_open(name, *arguments, **options)
        if moment == "reading":
            vanish()
        return handle

    if moment == "scanned":
        vanish()
    with monkeypatch.context() as patched:
        patched.setattr(os, "open", vanishing_open)
        rules(workspace)
    assert not path.exists()
    assert real_stat(tmp_path)
    workspace.disk_changed([str(path)])
    assert rules(workspace) == rules(opened(tmp_path))


def test_a_file_that_grows_while_it_is_read_is_not_read_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"template.yaml": sam(), "app.py": CODE["src/app.py"]})
    real = os.open

    def growing(name: Any, *arguments: Any, **options: Any) -> Any:
        if str(name).endswith("app.py"):
            Path(name).write_bytes(b"#" * (3 * LARGEST_FILE))
        return real(name, *arguments, **options)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", growing)
        assert rules(opened(tmp_path)) == []


def test_a_folder_as_deep_as_the_system_allows_is_walked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = "/".join(["d" * 20] * 150)
    files: dict[str, str | bytes] = {
        f"{deep}/template.yaml": sam(Handler="ap.handler"),
        f"{deep}/app.py": CODE["src/app.py"],
    }
    assert check(monkeypatch, tmp_path, files)[0] == ["handler-module-not-found"]
