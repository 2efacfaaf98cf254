"""Where a Python name comes from, across files, with jedi.

This is the one file of the languages that reads the disk, and it only reads: no interpreter is
started, and nothing of the workspace is imported or executed.

Jedi is not made for several threads: whoever calls `infer` does so from one worker, one call at a
time. A call takes 0.1 to 3 seconds, so it never belongs on the path of a keystroke.
"""

from __future__ import annotations

import glob
import logging
import os
import sys
from collections.abc import Iterable
from importlib.machinery import ModuleSpec, PathFinder
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from .describe import clipped

if TYPE_CHECKING:
    from jedi import Script
    from jedi.api.classes import Name
    from jedi.api.environment import InterpreterEnvironment

_LOG = logging.getLogger(__name__)
_LARGEST_FILE = 5_000_000
"""Bytes; jedi reads a file as a whole, and no module that a person has written is as large."""

_CALLABLES = frozenset({"class", "function"})
_KEYWORDS = {"class": "class ", "function": "def "}


class InferredDefinition(Struct, frozen=True):
    """Where a name is really defined: 0-based line, and column in code points, of its name.

    `path` is absolute, and outside the workspace for packages that are installed there. `signature`
    and `documentation` are as in `Export`. `read` are the files that led there.
    """

    path: str
    line: int
    column: int
    name: str
    signature: str
    documentation: str
    read: frozenset[str] = frozenset()


def infer(
    source: str,
    path: str,
    name: str,
    project_root: str,
    extra_paths: tuple[str, ...] = (),
    interpreter: str | None = None,
) -> InferredDefinition | None:
    """Follow the module-level `name` of the file at `path` through imports, stars and factories.

    `source` is the file's text, which need not be saved. Imports count from `project_root` (the
    code folder), then from `extra_paths` (layers), then from the packages of `interpreter`. Files
    elsewhere are not read. None where there is no one definition.
    """
    if not name.isidentifier():
        return None
    roots = (project_root, *extra_paths, *_packages(interpreter), os.path.dirname(os.__file__))
    try:
        return _definition(source, path, name, tuple(map(os.path.abspath, roots)))
    # Jedi raises anything from AttributeError to RecursionError on code it was not made for, and
    # a server that cannot follow one name still answers everything else.
    except Exception:
        _LOG.debug("jedi cannot follow %s in %s", name, path, exc_info=True)
        return None


def _definition(
    source: str, path: str, name: str, roots: tuple[str, ...]
) -> InferredDefinition | None:
    # Importing jedi takes 0.1 to 0.3 seconds, and most sessions never need it.
    import jedi
    from parso.utils import split_lines

    project = jedi.Project(roots[0], sys_path=roots, smart_sys_path=False)
    # Used at the end of the file, the name means what it does once the module is imported.
    code = f"{source}\n{name}"
    read = {path}
    script = jedi.Script(code, path=path, project=project, environment=_environment(roots, read))
    found = _followed(script, (len(split_lines(code)), 0))
    return replace(found, read=frozenset(read)) if found else None


def _followed(script: Script, place: tuple[int, int]) -> InferredDefinition | None:
    found = script.goto(*place, follow_imports=True)
    if len(found) != 1 or found[0].type not in _CALLABLES:
        made = _only([*found, *script.infer(*place)])
        return made or (_described(found[0]) if len(found) == 1 else None)
    return _described(found[0])


def _only(names: Iterable[Name]) -> InferredDefinition | None:
    """The one function or class among several answers."""
    made = {_described(name) for name in names if name.type in _CALLABLES}
    return made.pop() if len(made) == 1 else None


def _described(name: Name) -> InferredDefinition | None:
    """None for what has no source of its own: compiled modules, type stubs, whole modules."""
    path = name.module_path
    if path is None or path.suffix != ".py" or name.line is None or name.type == "module":
        return None
    written: str = name.description
    if name.type in _CALLABLES:
        signatures = name.get_signatures()
        written = _KEYWORDS[name.type] + (signatures[0].to_string() if signatures else name.name)
    return InferredDefinition(
        path=str(path),
        line=name.line - 1,
        column=name.column or 0,
        name=name.name,
        signature=clipped(written),
        documentation=name.docstring(raw=True),
    )


def _packages(interpreter: str | None) -> list[str]:
    """The folders of installed packages of an interpreter, found without starting it."""
    if not interpreter:
        return []
    prefix = glob.escape(os.path.dirname(os.path.dirname(os.path.abspath(interpreter))))
    patterns = (("lib", "python3*", "site-packages"), ("Lib", "site-packages"))
    return [folder for parts in patterns for folder in glob.glob(os.path.join(prefix, *parts))]


def _environment(roots: tuple[str, ...], read: set[str]) -> InterpreterEnvironment:
    """An environment of jedi that finds modules in `roots` only, and imports none.

    It adds to `read` where it finds them.

    Jedi's own either starts an interpreter or swaps `sys.path` and imports compiled modules in this
    process, where another thread may be importing something at that moment.
    """
    from jedi.api.environment import InterpreterEnvironment
    from jedi.inference.compiled import access
    from jedi.inference.compiled.subprocess import InferenceStateSameProcess, functions

    # Jedi has no types of its own for these two.
    class ReadOnlyProcess(InferenceStateSameProcess):  # type: ignore[misc]
        def load_module(self, dotted_name: str, sys_path: object) -> object:
            own = dotted_name.partition(".")[0] in sys.stdlib_module_names
            module = sys.modules.get(dotted_name) if own else None
            state = self._inference_state_weakref()
            return access.create_access_path(state, module) if module else None

        def get_module_info(
            self,
            string: str,
            sys_path: list[str] | None = None,
            full_name: str | None = None,
            path: list[str] | None = None,
            is_global_search: bool = True,
        ) -> tuple[object, bool | None]:
            searched = path if path is not None else sys_path
            inside = [folder for folder in searched or () if _is_inside(folder, roots)]
            spec = PathFinder.find_spec(string, inside)
            if spec is None:
                known = path is None and string in sys.builtin_module_names
                return None, False if known else None
            if spec.origin is not None:
                read.add(spec.origin)
            if _is_too_large(spec):
                return None, None
            if spec.loader is None:
                folders = list(spec.submodule_search_locations or ())
                return functions.ImplicitNSInfo(full_name or string, folders), True
            found: tuple[object, bool | None] = functions._from_loader(spec.loader, string)
            return found

    class ReadOnlyEnvironment(InterpreterEnvironment):  # type: ignore[misc]
        def get_inference_state_subprocess(self, inference_state: object) -> ReadOnlyProcess:
            return ReadOnlyProcess(inference_state)

        def get_sys_path(self) -> list[str]:
            return list(roots)

    return ReadOnlyEnvironment()


def _is_too_large(spec: ModuleSpec) -> bool:
    try:
        return spec.has_location and os.path.getsize(spec.origin or "") > _LARGEST_FILE
    except OSError:  # It has gone meanwhile.
        return True


def _is_inside(folder: str, roots: tuple[str, ...]) -> bool:
    folder = os.path.abspath(folder)
    return any(folder == root or folder.startswith(root.rstrip(os.sep) + os.sep) for root in roots)
