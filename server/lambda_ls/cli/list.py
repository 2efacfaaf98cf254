"""`lambda-ls list`: every function, where its handler resolves and what triggers it."""

from __future__ import annotations

import json

from msgspec import to_builtins

from ..features.listing import ListedFunction, listed_function
from ..features.unreadable import unreadable, unseen
from ..workspace.settings import Settings
from .candidates import candidates
from .errors import FINE
from .output import emit, in_one_line, note
from .progress import Progress
from .report import concerns
from .target import absolute_of, open_workspace, shown, target_of


def list_functions(path: str, root: str | None, form: str) -> int:
    """Print the functions below a path."""
    target = target_of((path,), root, Settings())
    with Progress() as progress:
        templates = candidates(target, progress, tells_all=True)
        progress.tell(f"reading {len(templates)} templates ...")
        workspace = open_workspace(target, templates)
        workspace.decide()
        snapshot = workspace.snapshot()
        rows = [
            listed_function(snapshot, target.root, function)
            for function in snapshot.functions()
            if concerns(target, snapshot, function)
        ]
        remarks = [
            told(snapshot, template)
            for template in snapshot.templates()
            if target.includes(template.path)
            for told in (unreadable, unseen)
        ]
    if form == "json":
        emit(_json(rows, target.root))
    elif rows:
        emit(_table(rows, target.root))
    else:
        note("No functions.")
    for each in filter(None, remarks):
        note(f"lambda-ls: {each}")
    return FINE


def _json(rows: list[ListedFunction], root: str) -> str:
    functions = [to_builtins(row) for row in rows]
    return json.dumps({"root": root, "functions": functions}, ensure_ascii=False, indent=2)


def _table(rows: list[ListedFunction], root: str) -> str:
    """One line a function, under a line for each template."""
    width = max((len(row.name) for row in rows), default=0)
    handler_width = max((len(row.handler or "-") for row in rows), default=0)
    lines: list[str] = []
    template = None
    for row in rows:
        if row.template != template:
            template = row.template
            lines.append(shown(absolute_of(template, root)))
        handler = row.handler or "-"
        triggers = ", ".join(dict.fromkeys(trigger.id for trigger in row.triggers))
        line = f"  {row.name:<{width}}  {handler:<{handler_width}}  {_outcome(row, root)}"
        lines.append(f"{line}  [{triggers}]" if triggers else line)
    return "\n".join(map(in_one_line, lines))


def _outcome(row: ListedFunction, root: str) -> str:
    if row.target is not None:
        return f"-> {shown(absolute_of(row.target.path, root))}:{row.target.line}"
    return f"{row.status}: {row.reason}" if row.reason else row.status
