"""Paths as Windows has them, tested where only the path functions can be those of Windows."""

from __future__ import annotations

import ntpath
import os
from types import SimpleNamespace

import pytest
from lambda_ls.text.source import SourceText
from lambda_ls.workspace import disk, files, paths, scan
from lambda_ls.workspace.disk import Entry
from lambda_ls.workspace.files import Files

ROOT = "C:\\work\\app"
FOLDERS: dict[str, list[Entry]] = {
    ROOT: [Entry("src", "folder", False), Entry("template.yaml", "file", False)],
    ROOT + "\\src": [Entry("app.py", "file", False), Entry("Other.py", "file", False)],
    "D:\\": [Entry("app.py", "file", False)],
}


def _absent(path: str) -> None:
    raise FileNotFoundError(path)


@pytest.fixture(autouse=True)
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    functions = SimpleNamespace(**{name: getattr(ntpath, name) for name in dir(ntpath)})
    functions.realpath = ntpath.normpath
    system = SimpleNamespace(sep="\\", curdir=".", path=functions, stat=_absent)
    for module in (disk, files, paths, scan):
        monkeypatch.setattr(module, "os", system)
    monkeypatch.setattr(files, "read_folder", lambda path: FOLDERS.get(path, []))
    monkeypatch.setattr(scan, "read_folder", lambda path: FOLDERS.get(path, []))


def test_what_stands_at_a_path_is_found_from_the_workspace_folder_on() -> None:
    there = Files((ROOT, "D:\\"))
    assert there.kind(ROOT) == "folder"
    assert there.kind(ROOT + "\\src\\app.py") == "file"
    assert there.kind(ROOT + "\\src\\other.py") is None
    assert there.kind(ROOT + "\\src\\app.py\\x") is None
    assert there.kind("D:\\app.py") == "file"
    assert there.folder(ROOT + "\\src") == {"app.py": "file", "Other.py": "file"}


@pytest.mark.parametrize(
    "path",
    [
        "C:\\work\\application\\app.py",
        "C:\\work",
        "D:\\work\\app",
        "\\\\server\\share\\app",
        "\\\\.\\PhysicalDrive0",
        "C:app.py",
        "\\work\\app",
    ],
)
def test_other_drives_shares_and_devices_are_outside(path: str) -> None:
    assert not Files((ROOT,)).contains(path)
    assert Files((ROOT,)).source(path) is None


def test_the_innermost_workspace_folder_holds_a_path() -> None:
    there = Files((ROOT, "C:\\", ROOT + "\\src"))
    assert there.root_of(ROOT + "\\src\\app.py") == ROOT + "\\src"
    assert there.root_of(ROOT + "\\template.yaml") == ROOT
    assert there.root_of("C:\\other") == "C:\\"
    assert there.folders_above("C:\\a\\b") == ["C:\\a", "C:\\"]


def test_a_file_that_is_only_in_the_editor_makes_its_folders() -> None:
    there = Files((ROOT,))
    there.open(ROOT + "\\new\\deep\\app.py", SourceText(""))
    assert there.kind(ROOT + "\\new\\deep\\app.py") == "file"
    assert there.kind(ROOT + "\\new") == "folder"
    there.close(ROOT + "\\new\\deep\\app.py")
    assert there.kind(ROOT + "\\new") is None


def test_a_change_of_a_folder_reaches_what_is_below_it() -> None:
    there = Files((ROOT,))
    with there.recording() as seen:
        there.kind(ROOT + "\\src\\app.py")
    then = there.revision
    there.disk_changed(ROOT + "\\srcs")
    assert there.unchanged(seen, then)
    there.disk_changed(ROOT + "\\src")
    assert not there.unchanged(seen, then)


@pytest.mark.parametrize(
    ("path", "folder", "expected"),
    [
        (ROOT + "\\src\\app.py", ROOT, "src/app.py"),
        (ROOT, ROOT, "."),
        (ROOT, ROOT + "\\src", ".."),
        ("C:\\work\\b\\c", ROOT, "../b/c"),
        ("D:\\app.py", "D:\\", "app.py"),
        ("D:\\lib\\app.py", ROOT, "D:/lib/app.py"),
    ],
)
def test_paths_are_shown_with_forward_slashes(path: str, folder: str, expected: str) -> None:
    assert paths.relative(path, folder) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("src/app.py", ROOT + "\\src\\app.py"),
        (".", ROOT),
        ("../b", "C:\\work\\b"),
        ("./src/", ROOT + "\\src"),
    ],
)
def test_what_is_written_with_forward_slashes_becomes_a_path(path: str, expected: str) -> None:
    assert paths.join(ROOT, path) == expected


def test_a_scan_walks_folders_of_windows() -> None:
    found = scan.scan((ROOT,))
    assert list(found.listings) == [ROOT, ROOT + "\\src"]


def test_the_tests_above_leave_the_real_system_alone() -> None:
    assert os.path is not ntpath
