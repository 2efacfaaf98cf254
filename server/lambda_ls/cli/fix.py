"""Writing safe fixes to disk."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator

from ..features.actions import safe_changes
from ..features.diagnostics import Diagnostics
from ..features.results import FileEdits
from ..text.edits import apply_edits
from ..workspace.files import decode, read_bytes
from ..workspace.workspace import Workspace
from .target import Target, relative

_ROUNDS = 10


def write_safe_fixes(
    workspace: Workspace, diagnostics: Diagnostics, target: Target
) -> Iterator[str]:
    """Make every safe fix below the target; yields what was written, and what could not be.

    Fixes of overlapping texts are made one after the other.
    """
    failed: set[str] = set()
    for _ in range(_ROUNDS):
        snapshot = workspace.snapshot()
        findings = [
            finding
            for file in diagnostics.everywhere(snapshot)
            if target.includes(file.path)
            for finding in file.findings
        ]
        changes = safe_changes(snapshot, findings)
        edits = [each for each in changes if isinstance(each, FileEdits)]
        edits = [each for each in edits if each.path not in failed]
        if not edits:
            return
        for change in edits:
            problem = _write(change)
            shown = relative(change.path, target.root)
            if problem:
                failed.add(change.path)
                yield f"{shown}: not changed: {problem}"
            else:
                yield f"{shown}: changed in {len(change.edits)} place(s)"
        workspace.disk_changed(change.path for change in edits)


def _write(change: FileEdits) -> str | None:
    """Write a file's edits, keeping its encoding and line ends; what went wrong, if it did."""
    data = read_bytes(change.path)
    source = decode(data) if data is not None else None
    if data is None or source is None:
        return "it cannot be read"
    if "\ufffd" in source.text or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "it is not UTF-8"
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    try:
        _replace(change.path, mark + apply_edits(source.text, change.edits).encode())
    except OSError as error:
        return error.strerror or str(error)
    return None


def _replace(path: str, data: bytes) -> None:
    """Write a file so that it is the old or the new one at any moment."""
    temporary = f"{path}.lambda-ls"
    try:
        with open(temporary, "xb") as file:
            file.write(data)
        os.chmod(temporary, os.stat(path).st_mode)
        os.replace(temporary, os.path.realpath(path))
    except OSError:
        if os.path.exists(temporary):
            os.remove(temporary)
        raise
