"""Writing safe fixes to disk."""

from __future__ import annotations

import codecs
import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator

from ..features.actions import safe_changes
from ..features.diagnostics import Diagnostics
from ..features.results import FileEdits
from ..model.finding import Finding, Replace
from ..text.edits import apply_edits
from ..workspace.disk import decode, read_bytes
from ..workspace.workspace import Workspace, WorkspaceSnapshot
from .target import Target, shown

_ROUNDS = 10
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def write_safe_fixes(
    workspace: Workspace, diagnostics: Diagnostics, target: Target
) -> Iterator[str]:
    """Make every safe fix of the target; yields what was changed, and what could not be.

    Only texts are changed: a fix that also makes or moves files is left to the user. Fixes of
    overlapping texts are made one after the other.
    """
    refused: dict[str, str] = {}
    changed: dict[str, int] = {}
    for _ in range(_ROUNDS):
        snapshot = workspace.snapshot()
        found = _mendable(snapshot, diagnostics, target, refused)
        edits = [each for each in safe_changes(snapshot, found) if isinstance(each, FileEdits)]
        for change in edits:
            problem = _write(snapshot, change)
            if problem:
                refused[change.path] = problem
            else:
                changed[change.path] = changed.get(change.path, 0) + len(change.edits)
        if not edits:
            break
        workspace.disk_changed(change.path for change in edits)
    for path in sorted({*changed, *refused}):
        name = shown(path)
        if path in changed:
            places = "1 place" if changed[path] == 1 else f"{changed[path]} places"
            yield f"{name}: changed in {places}"
        if path in refused:
            yield f"{name}: not changed, because {refused[path]}"


def _mendable(
    snapshot: WorkspaceSnapshot, diagnostics: Diagnostics, target: Target, refused: Iterable[str]
) -> list[Finding]:
    """The findings whose safe fixes change texts only, and only texts that can be written."""
    return [
        finding
        for file in diagnostics.everywhere(snapshot)
        if target.includes(file.path)
        for finding in file.findings
        if all(
            isinstance(change, Replace) and change.place.path not in refused
            for fix in finding.fixes
            if fix.safe
            for change in fix.changes
        )
    ]


def _write(snapshot: WorkspaceSnapshot, change: FileEdits) -> str | None:
    """Write a file's edits, keeping its encoding and line ends; why not, if it cannot be."""
    data, known = read_bytes(change.path), snapshot.source(change.path)
    source = decode(data) if data is not None else None
    if data is None or source is None or known is None:
        return "it cannot be read"
    if source.text != known.text:
        return "it has changed meanwhile"
    if "\ufffd" in source.text or data.startswith(_UTF_16):
        return "it is not UTF-8"
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    # A link stays a link to the changed file.
    path = os.path.realpath(change.path)
    if not os.access(path, os.W_OK):
        return "it is read-only"
    try:
        _replace(path, mark + apply_edits(source.text, change.edits).encode())
    except OSError as error:
        return f"writing fails: {error.strerror or error}"
    return None


def _replace(path: str, data: bytes) -> None:
    """Write a file so that it is the old or the new one at any moment, whatever fails."""
    handle, temporary = tempfile.mkstemp(prefix=".lambda-ls-", dir=os.path.dirname(path))
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _copy_rights(path, temporary)
        os.replace(temporary, path)
    except BaseException:
        os.remove(temporary)
        raise


def _copy_rights(path: str, other: str) -> None:
    status = os.stat(path)
    if hasattr(os, "chown"):
        # Only an administrator can give a file away; the writer's own is the next best.
        with contextlib.suppress(PermissionError):
            os.chown(other, status.st_uid, status.st_gid)
    os.chmod(other, status.st_mode)
