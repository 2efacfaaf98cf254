"""Fetching the wheels of one platform, for every version of Python, whatever runs here."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile

from .lock import Locked, needed
from .targets import Target

_DONE = "fetched"


def fetch(lock: tuple[Locked, ...], target: Target, folder: str) -> tuple[str, ...]:
    """Have all wheels of a platform in a folder of their own, and give their paths.

    Raises:
        subprocess.CalledProcessError: if pip cannot get one of them, or its hash is another.
    """
    pins = {python: _pins(lock, target, python) for python in target.pythons}
    wanted = hashlib.sha256(repr(pins).encode()).hexdigest()
    done = os.path.join(folder, f"{_DONE}-{wanted}")
    if not os.path.exists(done):
        os.makedirs(folder, exist_ok=True)
        for name in os.listdir(folder):
            os.remove(os.path.join(folder, name))
        for python, text in pins.items():
            _download(text, target, python, folder)
        with open(done, "w", encoding="utf-8"):
            pass
    names = sorted(name for name in os.listdir(folder) if name.endswith(".whl"))
    return tuple(os.path.join(folder, name) for name in names)


def _pins(lock: tuple[Locked, ...], target: Target, python: str) -> str:
    return "\n".join(locked.pin for locked in needed(lock, target, python))


def _download(pins: str, target: Target, python: str, folder: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        requirements = os.path.join(scratch, "requirements.txt")
        with open(requirements, "w", encoding="utf-8") as file:
            file.write(pins)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--disable-pip-version-check", "--only-binary=:all:", "--require-hashes"]
        command += ["--implementation=cp", f"--python-version={python}", f"--dest={folder}"]
        command += (f"--platform={tag}" for tag in target.tags)
        subprocess.run([*command, f"--requirement={requirements}"], check=True)
