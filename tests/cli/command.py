"""The command line as a user runs it, and a project to run it on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lambda_ls.cli.main import run

SERVER = str(Path(__file__).parents[2] / "server")

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      CodeUri: src/
      Handler: app.handler
      Environment:
        Variables: {LOG_LEVEL: INFO}
      Events:
        Queue:
          Type: SQS
          Properties: {Queue: arn}
  Wrong:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      CodeUri: src/
      Handler: app.handlr
  Capital:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      CodeUri: src/
      Handler: App.handler
  Old:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python2.7
      CodeUri: src/
      Handler: app.handler
"""
APP = '"""Wörter."""\n\n\ndef handler(event, context):\n    return event\n'
FILES = {"template.yaml": TEMPLATE, "src/app.py": APP}
CLEAN = {
    "template.yaml": TEMPLATE[: TEMPLATE.index("  Wrong:")],
    "src/app.py": APP,
}
RULES_FOUND = ["handler-function-not-found", "handler-case-mismatch", "runtime-end-of-life"]
"""The rules of the findings in `FILES`, in the order of the template."""


@dataclass(frozen=True)
class Outcome:
    """What a command has printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Stdout as JSON."""
        return json.loads(self.out)

    @property
    def rules(self) -> list[str]:
        """The rules of the findings of `check --format json`."""
        return [finding["rule"] for finding in self.json["findings"]]


class Command:
    """Runs commands in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Outcome:
        """Run one command."""
        self._capsys.readouterr()
        code = run(arguments)
        printed = self._capsys.readouterr()
        assert "Traceback" not in printed.err
        return Outcome(code, printed.out, printed.err)

    def check(self, *arguments: str) -> Outcome:
        """Run `check --format json`."""
        return self("check", "--format", "json", *arguments)


def run_process(*arguments: str, cwd: Path, given: str = "", **environment: str) -> Outcome:
    """Run one command in a process of its own, with `given` on its stdin."""
    result = subprocess.run(
        [sys.executable, "-m", "lambda_ls", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": SERVER, **environment},
        input=given,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert "Traceback" not in result.stderr
    return Outcome(result.returncode, result.stdout, result.stderr)
