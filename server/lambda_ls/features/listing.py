"""Functions as programs read them: the objects of `lambda-ls list --format json`."""

from __future__ import annotations

from msgspec import Struct

from ..aws.defaults import defaults
from ..model.function import CodeArchive, CodeFolder, Function
from ..model.place import MaybeNumber, likely
from ..model.resolution import External, Resolved, Undecided, status_of
from ..rules.registry import check_function
from ..text.source import SourceText
from ..workspace.facts import FunctionFacts
from ..workspace.paths import relative
from ..workspace.snapshot import Snapshot
from .json_places import point_of
from .unreadable import with_unreadable


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


class ListedFunction(Struct, frozen=True):
    """A function; paths are relative to the workspace folder and have forward slashes."""

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


def listed_function(snapshot: Snapshot, root: str, function: Function) -> ListedFunction:
    """The row of a function of the workspace folder `root`."""
    facts = snapshot.facts(function)
    return ListedFunction(
        template=relative(function.place.path, root),
        line=_line(snapshot, function),
        name=function.name,
        dialect=function.dialect.value,
        runtime=likely(function.runtime),
        language=facts.language,
        handler=likely(function.handler),
        code=_code(function, root),
        status=status_of(facts.resolution),
        reason=_reason(snapshot, facts),
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


def _reason(snapshot: Snapshot, facts: FunctionFacts) -> str | None:
    if isinstance(facts.resolution, Undecided):
        return with_unreadable(snapshot, facts.function, facts.resolution.reason)
    if isinstance(facts.resolution, External):
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
