from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from lambda_ls.runtime.clients.base import Wish
from lambda_ls.runtime.clients.python.interpreters import interpreter

pytestmark = pytest.mark.skipif(os.name != "posix", reason="programs are laid out otherwise")


def program(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def environment(folder: Path, version: str) -> str:
    """A virtual environment as far as anybody looks."""
    found = program(folder / "bin" / "python")
    (folder / "pyvenv.cfg").write_text(f"home = /usr/bin\nversion = {version}\n")
    return found


def wish(*folders: Path, runtime: str = "python3.9", **host: str) -> Wish:
    return Wish(runtime, "app.handler", "", tuple(map(str, folders)), host=host)


def test_the_active_environment_comes_first(tmp_path: Path) -> None:
    active = environment(tmp_path / "active", "3.12.1")
    environment(tmp_path / "code" / ".venv", "3.11.0")
    found = interpreter(wish(tmp_path / "code", VIRTUAL_ENV=str(tmp_path / "active")))
    assert (found.program, found.version) == (active, (3, 12))


def test_the_nearest_environment_is_the_projects_own(tmp_path: Path) -> None:
    near = environment(tmp_path / "code" / "venv", "3.10.2")
    environment(tmp_path / ".venv", "3.11.0")
    found = interpreter(wish(tmp_path / "code", tmp_path, VIRTUAL_ENV=str(tmp_path / "gone")))
    assert (found.program, found.version) == (near, (3, 10))


def test_a_pipe_is_no_environment_and_is_not_waited_for(tmp_path: Path) -> None:
    environment(tmp_path / ".venv", "3.11.0")
    (tmp_path / ".venv" / "pyvenv.cfg").unlink()
    os.mkfifo(tmp_path / ".venv" / "pyvenv.cfg")
    assert interpreter(wish(tmp_path)).environment == ""


@pytest.mark.parametrize("version", ["3." + "9" * 5_000, "", "three.eleven", "\0"])
def test_an_environment_of_no_version_is_none(tmp_path: Path, version: str) -> None:
    environment(tmp_path / ".venv", version)
    assert interpreter(wish(tmp_path)).environment == ""


def test_without_an_environment_a_python_of_the_runtimes_version_runs(tmp_path: Path) -> None:
    program(tmp_path / "shims" / "python3.9")
    wanted = program(tmp_path / "bin" / "python3.9")
    path = os.pathsep.join((str(tmp_path / "shims"), str(tmp_path / "bin")))
    assert interpreter(wish(tmp_path, PATH=path)).program == wanted


def test_pyenvs_newest_python_of_the_version_is_found_behind_its_shim(tmp_path: Path) -> None:
    program(tmp_path / "versions" / "3.9.9" / "bin" / "python")
    newest = program(tmp_path / "versions" / "3.9.18" / "bin" / "python")
    program(tmp_path / "versions" / "3.9.0rc1" / "bin" / "python")
    program(tmp_path / "versions" / "3.91.0" / "bin" / "python")
    found = interpreter(wish(tmp_path, PATH=str(tmp_path / "shims"), PYENV_ROOT=str(tmp_path)))
    assert found.program == newest


@pytest.mark.parametrize("runtime", ["", "python3.99", "nodejs22.x"])
def test_else_the_servers_own_runs(tmp_path: Path, runtime: str) -> None:
    found = interpreter(wish(tmp_path, runtime=runtime, PYENV_ROOT=str(tmp_path)))
    assert (found.program, found.version) == (sys.executable, sys.version_info[:2])
