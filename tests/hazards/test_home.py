"""What becomes of the user's own folder, which may be read-only, or not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.torture.wire import Server

from .project import lambda_ls, make_project

_COMMANDS = (
    ("check", "--fail-on", "never"),
    ("list",),
    ("event", "sqs"),
    ("invoke", "src/app.py::handler", "--event", "event.json"),
)
_STAR = {"src/app.py": "from helpers import *\n", "src/helpers.py": "def handler(e, c): return e\n"}
_CACHES = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


@pytest.fixture(autouse=True)
def without_other_places(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _CACHES:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("command", _COMMANDS, ids=lambda command: command[0])
def test_a_home_that_takes_no_files_is_no_trouble(tmp_path: Path, command: tuple[str, ...]) -> None:
    found = lambda_ls(*command, folder=make_project(tmp_path), HOME=os.devnull)
    assert found.returncode == 0
    assert found.stdout


def test_no_command_writes_into_the_home_folder(tmp_path: Path) -> None:
    project, home = make_project(tmp_path), tmp_path / "home"
    home.mkdir()
    for path, text in _STAR.items():
        (project / path).write_text(text)
    for command in _COMMANDS:
        lambda_ls(*command, folder=project, HOME=str(home))
    assert os.listdir(home) == []


def test_the_server_writes_neither_into_the_home_folder_nor_into_the_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, home = make_project(tmp_path), tmp_path / "home"
    home.mkdir()
    for path, text in _STAR.items():
        (project / path).write_text(text)
    before = sorted(project.rglob("*"))
    monkeypatch.setenv("HOME", str(home))
    server = Server([project])
    try:
        uri = (project / "template.yaml").as_uri()
        place = {"line": 4, "character": 45}
        params = {"textDocument": {"uri": uri}, "position": place}
        for method in ("hover", "definition", "completion"):
            server.request(f"textDocument/{method}", params)
        server.request("workspace/diagnostic", {"previousResultIds": []})
        assert server.shut_down() == 0
    finally:
        server.kill()
    assert os.listdir(home) == []
    assert sorted(project.rglob("*")) == before
