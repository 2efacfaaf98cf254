"""Functions by the names that people give on the command line and in commands of the editor."""

from __future__ import annotations

import os

from msgspec import Struct

from ..model.function import Function
from ..model.template import Template
from ..text.similar import nearest
from ..workspace.snapshot import Snapshot
from .shown import shown_path
from .unreadable import unreadable

_WITHIN = "::"
_EVENT = ":"
_SHOWN = 5


class FunctionTarget(Struct, frozen=True):
    """A function, and the event of it that is meant; empty where none is named."""

    function: Function
    event: str = ""


class NoTarget(Struct, frozen=True):
    """Why a name leads to no one function, for the user."""

    reason: str


def function_target(snapshot: Snapshot, text: str, folder: str) -> FunctionTarget | NoTarget:
    """The function that a text names.

    `Orders`, `Orders:QueueEvent`, `path/template.yaml::Orders`, `path/app.py::handler`; paths
    count from `folder`, which is absolute.
    """
    path, _, name = text.rpartition(_WITHIN)
    name, _, event = name.partition(_EVENT)
    if not path:
        found = tuple(each for each in snapshot.functions() if each.name == name)
        if not found and snapshot.exists(os.path.normpath(os.path.join(folder, name))):
            return NoTarget(f"`{name}` is no function; one in a file is `{name}{_WITHIN}NAME`")
        return _only(snapshot, found, event) or _unknown(snapshot, name, snapshot.templates())
    file = os.path.normpath(os.path.join(folder, path))
    template = snapshot.template(file)
    if template is not None:
        named = tuple(each for each in template.functions if each.name == name)
        return _only(snapshot, named, event) or _unknown(snapshot, name, (template,))
    uses = [use for use in snapshot.handlers_in(file) if use.name == name]
    found = tuple(function for use in uses for function in use.functions)
    if found:
        return FunctionTarget(found[0], event)
    if not snapshot.exists(file):
        return NoTarget(f"there is no file `{path}`")
    near = nearest(name, (use.name for use in snapshot.handlers_in(file)))
    hint = f"; did you mean `{near}`?" if near else ""
    return NoTarget(f"no template names a handler `{name}` in `{path}`{hint}")


def _only(
    snapshot: Snapshot, found: tuple[Function, ...], event: str
) -> FunctionTarget | NoTarget | None:
    if len(found) == 1:
        return FunctionTarget(found[0], event)
    if not found:
        return None
    name = found[0].name
    paths = [shown_path(snapshot, function.template) for function in found]
    shown = ", ".join(f"`{path}{_WITHIN}{name}`" for path in paths[:_SHOWN])
    return NoTarget(f"{len(found)} templates have a function `{name}`: name one of {shown}")


def _unknown(snapshot: Snapshot, name: str, templates: tuple[Template, ...]) -> NoTarget:
    near = nearest(name, (each.name for template in templates for each in template.functions))
    broken = (unreadable(snapshot, each) for each in templates)
    hint = f"did you mean `{near}`?" if near else next(filter(None, broken), "")
    hint = hint or "`lambda-ls list` shows all functions"
    return NoTarget(f"there is no function `{name}`; {hint}")
