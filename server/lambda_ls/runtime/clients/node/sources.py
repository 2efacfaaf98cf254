"""Handlers that are written in TypeScript, and the project's own tool that builds them."""

from __future__ import annotations

import os
from collections.abc import Iterator

from ..base import CannotRunError, Wish

_LOADED = ("", ".js", ".mjs", ".cjs")
"""The endings that the runtime tries, in its order."""

_BUILT = (".ts", ".mts", ".cts", ".tsx")


def source_to_build(wish: Wish) -> str | None:
    """The file of a handler that the runtime cannot load before it is built."""
    folder, name = os.path.split(wish.handler)
    module = os.path.join(wish.task_root, folder, name.partition(".")[0])
    if not wish.task_root or any(os.path.exists(module + ending) for ending in _LOADED):
        return None
    return next((module + end for end in _BUILT if os.path.isfile(module + end)), None)


def find_esbuild(source: str, wish: Wish) -> str:
    """The esbuild that is installed nearest to a file.

    Raises:
        CannotRunError: if there is none.
    """
    name = "esbuild.cmd" if os.name == "nt" else "esbuild"
    for folder in (*_above(source), *wish.folders):
        tool = os.path.join(folder, "node_modules", ".bin", name)
        if os.path.isfile(tool):
            return tool
    raise CannotRunError(
        f"{os.path.basename(source)} is TypeScript, and no esbuild that builds it is installed "
        "above it; `npm install --save-dev esbuild` installs one"
    )


def package_folders(wish: Wish) -> tuple[str, ...]:
    """The folders with packages that the code finds."""
    start = os.path.join(wish.task_root, wish.handler) if wish.task_root else ""
    folders = (os.path.join(folder, "node_modules") for folder in (*_above(start), *wish.folders))
    return tuple(dict.fromkeys(folder for folder in folders if os.path.isdir(folder)))


def _above(path: str) -> Iterator[str]:
    while (parent := os.path.dirname(path)) not in {path, ""}:
        yield parent
        path = parent
