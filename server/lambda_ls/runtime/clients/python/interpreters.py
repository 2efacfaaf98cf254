"""Which Python runs a project's handlers."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator

from msgspec import Struct

from ....workspace.disk import read_bytes
from ..base import Wish

_VENV_NAMES = (".venv", "venv")
_VERSION = re.compile(r"^version(?:_info)?\s*=\s*(\d{1,3})\.(\d{1,3})(?!\d)", re.MULTILINE)
_RUNTIME = re.compile(r"python(\d+)\.(\d+)")
_NUMBER = re.compile(r"\d+")
_SHIMS = "shims"


class Interpreter(Struct, frozen=True):
    """A Python; `environment` is the folder of its virtual environment, empty where it has none."""

    program: str
    version: tuple[int, int]
    environment: str = ""


def interpreter(wish: Wish) -> Interpreter:
    """The project's own Python, else one that is like the template's runtime, else the server's."""
    places = (wish.host.get("VIRTUAL_ENV", ""), *_beside(wish.folders))
    for folder in places:
        found = _environment(folder) if folder else None
        if found is not None:
            return found
    return _like(wish) or Interpreter(sys.executable, sys.version_info[:2])


def runtime_of(found: Interpreter) -> str:
    """The identifier of the runtime that has the interpreter's version."""
    return "python{}.{}".format(*found.version)


def _beside(folders: tuple[str, ...]) -> Iterator[str]:
    return (os.path.join(folder, name) for folder in folders for name in _VENV_NAMES)


def _environment(folder: str) -> Interpreter | None:
    """The interpreter of a virtual environment; None where the folder is none."""
    data = read_bytes(os.path.join(folder, "pyvenv.cfg")) or b""
    version = _VERSION.search(data.decode("utf-8", "replace"))
    program = os.path.join(
        folder, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python"))
    )
    if version is None or not os.access(program, os.X_OK):
        return None
    return Interpreter(program, (int(version[1]), int(version[2])), folder)


def _like(wish: Wish) -> Interpreter | None:
    """A Python of the runtime's version on the path, or kept by pyenv."""
    wanted = _RUNTIME.fullmatch(wish.runtime)
    if wanted is None:
        return None
    version = (int(wanted[1]), int(wanted[2]))
    if version == sys.version_info[:2] and sys.prefix == sys.base_prefix:
        return Interpreter(sys.executable, version)
    for folder in wish.host.get("PATH", "").split(os.pathsep):
        # A version manager's shim stands there also for versions that it does not have.
        if os.path.basename(folder) != _SHIMS:
            program = shutil.which(wish.runtime, path=folder)
            if program is not None:
                return Interpreter(program, version)
    kept = max(_kept_by_pyenv(wish), default=None)
    return Interpreter(kept[1], version) if kept else None


def _kept_by_pyenv(wish: Wish) -> Iterator[tuple[list[int], str]]:
    """The Pythons of the version, each with the numbers of its release."""
    # Most handlers find another Python before, and are not to wait for this.
    import glob

    default = os.path.join(os.path.expanduser("~"), ".pyenv")
    folder = os.path.join(wish.host.get("PYENV_ROOT", default), "versions")
    release = f"{wish.runtime.removeprefix('python')}.*"
    for program in glob.glob(os.path.join(glob.escape(folder), release, "bin", "python")):
        if os.access(program, os.X_OK):
            name = program[len(folder) :].split(os.sep)[1]
            yield [int(each) for each in _NUMBER.findall(name)], program
