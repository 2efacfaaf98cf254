"""The command of the long fuzzing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

# A module that is None in `sys.modules` is one that is not there.
WITHOUT_ATHERIS = """\
import runpy, sys
sys.modules["atheris"] = None
sys.argv = ["tests.fuzz"]
runpy.run_module("tests.fuzz", run_name="__main__")
"""


def test_who_has_no_fuzzer_is_told_how_to_install_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WITHOUT_ATHERIS]
    root = Path(__file__).parents[2]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=root, timeout=60)
    assert ended.returncode == 2
    assert ended.stderr == "atheris is missing: `pip install --group fuzz` installs it\n"
