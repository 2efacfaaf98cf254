from __future__ import annotations

import pytest
from lambda_ls.lsp.uris import path_of, uri_of


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///home/user/template.yaml", "/home/user/template.yaml"),
        ("file:///home/user/", "/home/user"),
        ("file:///", "/"),
        ("file://localhost/tmp/a.py", "/tmp/a.py"),
        ("FILE:///tmp/a.py", "/tmp/a.py"),
        ("file:///tmp/a%20b%23c%3Fd%25.py", "/tmp/a b#c?d%.py"),
        ("file:///tmp/caf%C3%A9/%F0%9F%9A%80.py", "/tmp/café/🚀.py"),
        ("file:///tmp/café/🚀.py", "/tmp/café/🚀.py"),
        ("file:///tmp/./x/../a.py", "/tmp/a.py"),
        ("file:///tmp/a:b.py", "/tmp/a:b.py"),
        ("file:////tmp/a.py", "/tmp/a.py"),
    ],
)
def test_a_file_uri_names_a_posix_path(uri: str, path: str) -> None:
    assert path_of(uri, windows=False) == path


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///c%3A/work/a.py", "C:\\work\\a.py"),
        ("file:///C:/work/a%20b.py", "C:\\work\\a b.py"),
        ("file:///c:", "C:\\"),
        ("file:///c:/", "C:\\"),
        ("file://server/share/dir/a.py", "\\\\server\\share\\dir\\a.py"),
        ("file://wsl%24/Ubuntu/home/a.py", "\\\\wsl$\\Ubuntu\\home\\a.py"),
    ],
)
def test_a_file_uri_names_a_windows_path(uri: str, path: str) -> None:
    assert path_of(uri, windows=True) == path


@pytest.mark.parametrize("windows", [False, True])
@pytest.mark.parametrize(
    "uri",
    [
        "untitled:Untitled-1",
        "git:/c%3A/work/a.py?ref",
        "vscode-notebook-cell:/home/a.ipynb#x",
        "https://example.com/template.yaml",
        "template.yaml",
        "",
        "file:",
        "file://[half/an/address",
        "file:///tmp/a%00b",
    ],
)
def test_other_uris_name_no_path(uri: str, windows: bool) -> None:
    assert path_of(uri, windows) is None


def test_a_share_is_no_posix_path_and_a_path_without_drive_no_windows_path() -> None:
    assert path_of("file://server/share/a.py", windows=False) is None
    assert path_of("file:///work/a.py", windows=True) is None


@pytest.mark.parametrize(
    "path",
    ["/", "/tmp/a b#c?d%.py", "/tmp/café/🚀.py", "/tmp/{{cookiecutter.x}}/a.py", "/tmp/\udcff.py"],
)
def test_a_posix_path_survives_being_an_uri(path: str) -> None:
    assert path_of(uri_of(path, windows=False), windows=False) == path


@pytest.mark.parametrize("path", ["C:\\work\\a b.py", "D:\\", "\\\\server\\share\\é\\a.py"])
def test_a_windows_path_survives_being_an_uri(path: str) -> None:
    assert path_of(uri_of(path, windows=True), windows=True) == path


def test_the_drive_of_an_uri_is_encoded_as_editors_do() -> None:
    assert uri_of("C:\\work\\a.py", windows=True) == "file:///C%3A/work/a.py"
