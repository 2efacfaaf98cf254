"""Building the packages: the server with hatchling, the extension with vsce."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from .lock import read_lock
from .stage import stage
from .targets import Target
from .wheels import fetch

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LOCK = os.path.join(ROOT, "bundled", "requirements.txt")
_BUILD = os.path.join(ROOT, "build")
_VSCE = os.path.join(ROOT, "node_modules", "@vscode", "vsce", "vsce")


def build_server(folder: str) -> tuple[str, str]:
    """Build the server's wheel and sdist, and give their paths."""
    wheel = _hatchling("wheel", folder)
    return wheel, _hatchling("sdist", folder)


def build_client() -> None:
    """Build the extension's own code."""
    # On Windows npm is a script, which only its whole name starts.
    npm = shutil.which("npm") or "npm"
    subprocess.run([npm, "run", "--silent", "build"], cwd=ROOT, check=True)


def build_extension(target: Target, server: str, folder: str) -> str:
    """Build the extension for a platform around the server's wheel, and give its path.

    It needs what `build_client` makes.
    """
    with open(LOCK, encoding="utf-8") as file:
        lock = read_lock(file.read())
    wheels = fetch(lock, target, os.path.join(_BUILD, "wheels", target.name))
    staged = os.path.join(_BUILD, "extension", target.name)
    stage(ROOT, server, wheels, staged)
    package = os.path.join(os.path.abspath(folder), f"lambda-ls-{target.name}.vsix")
    command = ["node", _VSCE, "package", "--target", target.name, "--out", package]
    # What it depends on is in the bundle already, and where it is published is not decided.
    command += ["--no-dependencies", "--allow-missing-repository"]
    # Looking for passwords in the files of published packages would take four times as long.
    command += ["--allow-package-all-secrets"]
    subprocess.run(command, cwd=staged, check=True, stdout=subprocess.DEVNULL)
    return package


def _hatchling(kind: str, folder: str) -> str:
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", folder]
    result = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    # Hatchling writes the path of what it has built as its last line.
    return os.path.join(ROOT, (result.stdout + result.stderr).strip().splitlines()[-1])
