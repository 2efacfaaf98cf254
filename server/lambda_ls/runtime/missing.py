"""The package that an invocation has failed for, because it is not installed here."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator

from msgspec import Struct

from ..languages.python.removed import removed_modules
from ..workspace.disk import read_folder
from ..workspace.scan import SKIPPED_FOLDERS
from .outcome import Outcome
from .plan import Plan

_PYTHON = re.compile(r"No module named '([^']+)'")
# Node.js says the first of CommonJS modules, the second of ES modules, and esbuild the third.
_NODE = re.compile(
    r"""Cannot find (?:module|package) '([^']+)'|Could not resolve "([^"]+)\"""",
)
_PACKAGE = re.compile(r"(?:@[\w.~-]+/)?[A-Za-z0-9_~-][\w.~-]*")
"""The name of a package for Node.js, at the beginning of what code imports of it."""

_MOST_FOLDERS = 500


class MissingPackage(Struct, frozen=True):
    """A module of Python, or a package for Node.js."""

    name: str
    family: str


def missing_package(
    outcome: Outcome, plan: Plan, roots: tuple[str, ...] = ()
) -> MissingPackage | None:
    """What is not installed; None where something else has failed.

    None also where a module of the user's own is not found, or one of the language itself: that
    fails in Lambda, too. `roots` are the absolute folders of the user's code.
    """
    error = outcome.error
    message = error.get("errorMessage") if isinstance(error, dict) else None
    if not isinstance(message, str):
        return None
    find = _python_module if plan.family == "python" else _node_package
    name = find(message, plan)
    if name is None or _is_own(re.split(r"[./]", name)[0], plan, roots):
        return None
    return MissingPackage(name, plan.family)


def _python_module(message: str, plan: Plan) -> str | None:
    found = _PYTHON.search(message)
    name = found[1] if found else ""
    top = name.partition(".")[0]
    runtime = dict(plan.environment).get("AWS_EXECUTION_ENV", "").removeprefix("AWS_Lambda_")
    is_of_python = top in sys.stdlib_module_names or top in removed_modules(runtime)
    # What begins with `_` is a part of something that is installed, and that is broken.
    is_inner = any(part.startswith("_") for part in name.split("."))
    return None if is_of_python or is_inner else name or None


def _node_package(message: str, plan: Plan) -> str | None:
    found = _NODE.search(message)
    package = _PACKAGE.match(found[1] or found[2]) if found else None
    if package is None:
        return None
    installed = (os.path.join(each, "node_modules", package[0]) for each in _above(plan.folder))
    # Then only something in it is missing, as it will be in Lambda.
    return None if any(map(os.path.isdir, installed)) else package[0]


def _above(folder: str) -> Iterator[str]:
    while folder:
        yield folder
        above = os.path.dirname(folder)
        folder = above if above != folder else ""


def _is_own(name: str, plan: Plan, roots: tuple[str, ...]) -> bool:
    """Whether the user has a file or a folder of that name, or the handler is in it."""
    if name == re.split(r"[./]", plan.handler)[0]:
        return True
    places = (os.path.dirname(plan.template), *roots)
    return _holds(plan.folder, name, _MOST_FOLDERS) or any(_holds(each, name, 1) for each in places)


def _holds(folder: str, name: str, most: int) -> bool:
    """Whether a file or folder of that name is in a folder, or in one of those below it."""
    waiting = [folder] if folder else []
    for path in waiting:
        for entry in read_folder(path) or ():
            if entry.name.partition(".")[0] == name:
                return True
            is_next = entry.kind == "folder" and not entry.is_link and len(waiting) < most
            if is_next and entry.name not in SKIPPED_FOLDERS:
                waiting.append(os.path.join(path, entry.name))
    return False
