"""Which Node.js runs a function."""

from __future__ import annotations

import glob
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

_SECONDS_TO_ANSWER = 10.0
_VERSION = re.compile(r"v?(\d+)\.(\d+)\.(\d+)")

_MANAGERS = (
    ("NVM_DIR", "~/.nvm", "versions/node/v{}.*/bin/node"),
    ("NVM_HOME", "", "v{}.*/node.exe"),
    ("FNM_DIR", "~/.local/share/fnm", "node-versions/v{}.*/installation/bin/node"),
    ("VOLTA_HOME", "~/.volta", "tools/image/node/{}.*/bin/node"),
    ("ASDF_DATA_DIR", "~/.asdf", "installs/nodejs/{}.*/bin/node"),
    ("MISE_DATA_DIR", "~/.local/share/mise", "installs/node/{}.*/bin/node"),
    ("NODENV_ROOT", "~/.nodenv", "versions/{}.*/bin/node"),
    ("N_PREFIX", "/usr/local", "n/versions/node/{}.*/bin/node"),
)
"""Where version managers keep Node.js: the variable that says it, the usual place, the pattern."""


class Node(Struct, frozen=True, order=True):
    """An installed Node.js."""

    version: tuple[int, int, int]
    path: str

    @property
    def major(self) -> int:
        """The number that names a runtime of Lambda."""
        return self.version[0]

    @property
    def label(self) -> str:
        """The version as people write it."""
        return ".".join(map(str, self.version))


def find_node(major: int | None, host: Mapping[str, str], folder: str) -> Node | None:
    """The Node.js of the wanted release if there is one, else the one that the user's shell starts.

    `folder` is where the shell would start it: the programs that some version managers put on the
    search path choose a version by it.
    """
    usual = _on_search_path(host, folder)
    if major is None or (usual is not None and usual.major == major):
        return usual
    return max(_managed(major, host), default=usual)


def _on_search_path(host: Mapping[str, str], folder: str) -> Node | None:
    path = shutil.which("node", path=host.get("PATH"))
    if path is None:
        return None
    version = _version_of(path, os.stat(path).st_mtime_ns, folder, tuple(sorted(host.items())))
    return Node(version, path) if version is not None else None


@lru_cache(maxsize=16)
def _version_of(
    path: str, _changed: int, folder: str, host: tuple[tuple[str, str], ...]
) -> tuple[int, int, int] | None:
    try:
        answer = subprocess.run(
            [path, "--version"],
            cwd=folder or None,
            env=dict(host),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS_TO_ANSWER,
            encoding="utf-8",
            errors="replace",
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return _parsed(answer.stdout)


def _managed(major: int, host: Mapping[str, str]) -> Iterator[Node]:
    home = host.get("HOME") or host.get("USERPROFILE") or os.path.expanduser("~")
    for variable, usual, pattern in _MANAGERS:
        root = host.get(variable) or usual.replace("~", home, 1)
        if not root:
            continue
        for path in glob.glob(os.path.join(glob.escape(root), pattern.format(major))):
            version = _parsed(path[len(root) :])
            if version is not None and os.access(path, os.X_OK):
                yield Node(version, path)


def _parsed(text: str) -> tuple[int, int, int] | None:
    match = _VERSION.search(text)
    return (int(match[1]), int(match[2]), int(match[3])) if match is not None else None
