"""Handlers that only jedi can follow, on the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fixture import write

from .command import CLEAN, SERVER, Command

STAR = {
    **CLEAN,
    "src/app.py": "from shop import *\n",
    ".venv/pyvenv.cfg": "",
    ".venv/lib/python3.12/site-packages/shop.py": "def handler(event, context): ...\n",
}


def test_list_follows_a_star_import_into_an_installed_package(
    command: Command, tmp_path: Path
) -> None:
    write(STAR, str(tmp_path))
    (row,) = command("list", "--format", "json", str(tmp_path)).json["functions"]
    assert row["status"] == "resolved"
    assert row["target"]["path"].endswith("site-packages/shop.py")


def test_check_can_judge_a_handler_of_an_installed_package(
    command: Command, tmp_path: Path
) -> None:
    write(STAR, str(tmp_path))
    outcome = command("check", str(tmp_path))
    assert (outcome.code, "could not be judged" in outcome.err) == (0, False)


@pytest.mark.parametrize(
    "code", [CLEAN["src/app.py"], "def handler(event, context:\n", "from shop import handler\n"]
)
def test_check_does_not_load_jedi_where_nothing_hangs_on_it(code: str, tmp_path: Path) -> None:
    write({**STAR, "src/app.py": code}, str(tmp_path))
    program = "import sys; from lambda_ls.cli.main import run; run(['check', '.'])"
    loaded = subprocess.run(
        [sys.executable, "-c", f"{program}; print('jedi' in sys.modules)"],
        cwd=tmp_path,
        env={"PYTHONPATH": SERVER},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert loaded.stdout.split() == ["False"]
