"""The Pythons of this machine that the extension is made for."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

VERSIONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
_PYENV = Path(os.environ.get("PYENV_ROOT", str(Path.home() / ".pyenv")))


def pythons() -> dict[str, str]:
    """The first interpreter of each version, on the path or kept by pyenv."""
    found = ((version, _first(version)) for version in VERSIONS)
    return {version: program for version, program in found if program}


def _first(version: str) -> str | None:
    kept = sorted(map(str, _PYENV.glob(f"versions/{version}.*/bin/python")))
    return next(filter(_runs, (*kept, f"python{version}")), None)


def _runs(program: str) -> bool:
    """Whether it really runs: a version manager's shim can stand for a Python that is not there."""
    try:
        return (
            subprocess.run([program, "-Ic", ""], capture_output=True, check=False).returncode == 0
        )
    except OSError:
        return False
