"""Workspaces that are kept up to date while their files change."""

from __future__ import annotations

from pathlib import Path

from lambda_ls.features.diagnostics import Diagnostics
from lambda_ls.model.function import Function
from lambda_ls.workspace.scan import scan
from lambda_ls.workspace.settings import Settings
from lambda_ls.workspace.workspace import Workspace

from tests.workbench import TODAY

SAM = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, CodeUri: src, Handler: app.handler}
  Items:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, CodeUri: src, Handler: items.handler}
"""
PYTHON = "def handler(event, context):\n    return None\n"


def put(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def scanned(*roots: Path) -> Workspace:
    names = [str(root) for root in roots]
    workspace = Workspace(names, Settings(today=TODAY))
    workspace.adopt(scan(names))
    return workspace


def said(workspace: Workspace) -> dict[object, object]:
    """All that a workspace says: its findings, and what became of every handler."""
    snapshot = workspace.snapshot()
    found: dict[object, object] = {
        (file.path, number): (finding.rule, snapshot.span(finding.place), finding.message)
        for file in Diagnostics().everywhere(snapshot)
        for number, finding in enumerate(file.findings)
    }
    for function in snapshot.functions():
        found[function.template, function.name] = snapshot.facts(function).resolution
    return found


TWO_FOLDERS = """\
Resources:
  A:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, CodeUri: a, Handler: app.handler}
  B:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, CodeUri: b, Handler: app.handler}
"""


def by_name(workspace: Workspace) -> dict[str, Function]:
    return {each.name: each for each in workspace.snapshot().functions()}
