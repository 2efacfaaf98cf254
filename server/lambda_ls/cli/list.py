"""`lambda-ls list`: every function, where its handler resolves and what triggers it."""

from __future__ import annotations

import json

from msgspec import Struct, to_builtins

from ..aws.defaults import defaults
from ..model.function import CodeArchive, CodeFolder, Function
from ..model.place import MaybeNumber, likely
from ..model.resolution import External, Resolved, Undecided, status_of
from ..rules.registry import check_function
from ..text.source import SourceText
from ..workspace.facts import FunctionFacts
from ..workspace.settings import Settings
from ..workspace.snapshot import Snapshot
from .candidates import candidates
from .errors import FINE
from .output import emit, note
from .progress import Progress
from .report import concerns
from .rows import point_of
from .target import absolute_of, open_workspace, relative, shown, target_of


class TargetRow(Struct, frozen=True):
    """Where a handler is defined; 1-based, the column in code points."""

    path: str
    line: int
    column: int
    symbol: str


class TriggerRow(Struct, frozen=True):
    """A trigger of a function; the name is its logical id, or empty."""

    id: str
    name: str


class Row(Struct, frozen=True):
    """A function; paths are relative to the workspace and have forward slashes."""

    template: str
    line: int
    name: str
    dialect: str
    runtime: str | None
    language: str | None
    handler: str | None
    code: str | None
    status: str
    reason: str | None
    target: TargetRow | None
    triggers: tuple[TriggerRow, ...]
    environment: tuple[str, ...]
    timeout: int | None
    memory: int | None


def list_functions(path: str, root: str | None, form: str) -> int:
    """Print the functions below a path."""
    target = target_of((path,), root, Settings())
    with Progress() as progress:
        templates = candidates(target, progress)
        progress.tell(f"reading {len(templates)} templates ...")
        workspace = open_workspace(target, templates)
        workspace.decide()
        snapshot = workspace.snapshot()
        rows = [
            _row(snapshot, target.root, function)
            for function in snapshot.functions()
            if concerns(target, snapshot, function)
        ]
    if form == "json":
        emit(_json(rows, target.root))
    elif rows:
        emit(_table(rows, target.root))
    else:
        note("No functions.")
    return FINE


def _json(rows: list[Row], root: str) -> str:
    functions = [to_builtins(row) for row in rows]
    return json.dumps({"root": root, "functions": functions}, ensure_ascii=False, indent=2)


def _row(snapshot: Snapshot, root: str, function: Function) -> Row:
    facts = snapshot.facts(function)
    return Row(
        template=relative(function.place.path, root),
        line=_line(snapshot, function),
        name=function.name,
        dialect=function.dialect.value,
        runtime=likely(function.runtime),
        language=facts.language,
        handler=likely(function.handler),
        code=_code(function, root),
        status=status_of(facts.resolution),
        reason=_reason(facts),
        target=_target(snapshot, root, facts),
        triggers=tuple(TriggerRow(trigger.id, trigger.name) for trigger in facts.triggers),
        environment=tuple(variable.name.value for variable in function.environment),
        timeout=_number(function.timeout, defaults(function.dialect).timeout),
        memory=_number(function.memory, defaults(function.dialect).memory),
    )


def _line(snapshot: Snapshot, function: Function) -> int:
    source = snapshot.source(function.place.path) or SourceText("")
    return point_of(source, snapshot.span(function.place).start).line


def _code(function: Function, root: str) -> str | None:
    if isinstance(function.code, CodeFolder):
        return relative(function.code.folder, root)
    return relative(function.code.path, root) if isinstance(function.code, CodeArchive) else None


def _reason(facts: FunctionFacts) -> str | None:
    if isinstance(facts.resolution, (External, Undecided)):
        return facts.resolution.reason
    if isinstance(facts.resolution, Resolved):
        return None
    return next((finding.message for finding in check_function(facts)), None)


def _target(snapshot: Snapshot, root: str, facts: FunctionFacts) -> TargetRow | None:
    found = facts.resolution
    if not isinstance(found, Resolved):
        return None
    source = snapshot.source(found.path) or SourceText("")
    point = point_of(source, snapshot.span(found.place).start)
    return TargetRow(relative(found.path, root), point.line, point.column, found.symbol)


def _number(value: MaybeNumber | None, default: int) -> int | None:
    """The number that will hold, None where that cannot be known."""
    if value is None:
        return default
    if isinstance(value.value, int):
        return value.value
    text = value.value.likely or ""
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _table(rows: list[Row], root: str) -> str:
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
    return "\n".join(lines)


def _outcome(row: Row, root: str) -> str:
    if row.target is not None:
        return f"-> {shown(absolute_of(row.target.path, root))}:{row.target.line}"
    return f"{row.status}: {row.reason}" if row.reason else row.status
