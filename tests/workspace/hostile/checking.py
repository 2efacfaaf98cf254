"""Checking hostile projects, with an eye on what is read and how much is done."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from lambda_ls.features.diagnostics import Diagnostics
from lambda_ls.workspace.scan import scan
from lambda_ls.workspace.settings import Settings
from lambda_ls.workspace.workspace import Workspace

from tests.effort import at_most
from tests.workbench import TODAY
from tests.workspace.watching import Watch, watch

MOST_CALLS = 20_000_000
"""Each of these makes a fraction of them, and endlessly many where something grows too fast."""


def sam(**properties: object) -> str:
    """A template with one function, as JSON so that any text can be written."""
    function = {"Runtime": "python3.13", "Handler": "app.handler", **properties}
    resource = {"Type": "AWS::Serverless::Function", "Properties": function}
    return json.dumps({"Resources": {"Orders": resource}})


def put(root: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def opened(root: Path) -> Workspace:
    workspace = Workspace((str(root),), Settings(today=TODAY))
    workspace.adopt(scan((str(root),)))
    return workspace


def rules(workspace: Workspace) -> list[str]:
    """The rules of all findings, after looking at everything else that is asked for as well."""
    snapshot = workspace.snapshot()
    found = [finding for file in Diagnostics().everywhere(snapshot) for finding in file.findings]
    for finding in found:
        source = snapshot.source(finding.place.path)
        assert source is not None
        span = snapshot.span(finding.place)
        assert 0 <= span.start <= span.end <= len(source)
        assert len(finding.message) < 2_000
    for function in snapshot.functions():
        snapshot.span(snapshot.facts(function).function.extent)
        snapshot.function_at(function.template, 0)
        snapshot.handlers_in(function.template)
    return [finding.rule for finding in found]


def check(
    monkeypatch: pytest.MonkeyPatch, root: Path, files: Mapping[str, str | bytes]
) -> tuple[list[str], Watch]:
    """The rules found in a project, and what was read for them; nothing of it outside."""
    put(root, files)
    with monkeypatch.context() as patched, at_most(MOST_CALLS):
        watched = watch(patched, root)
        found = rules(opened(root))
    assert watched.outside == []
    assert watched.count > 0
    return found, watched
