"""A project with a function to run and mistakes to mend, and commands on it in a hostile system."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.fixture import write

SERVER = str(Path(__file__).parents[2] / "server")

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src, Handler: App.handler, Runtime: python3.13}
  Inline:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: python3.13
      InlineCode: |
        def handler(event, context):
            return "inline"
"""
MENDED = TEMPLATE.replace("App.handler", "app.handler")
FILES = {
    "template.yaml": TEMPLATE,
    "src/app.py": "def handler(event, context):\n    return event\n",
    "event.json": "{}",
}


def make_project(folder: Path) -> Path:
    """The project in a folder of its own."""
    write(FILES, str(folder / "project"))
    return folder / "project"


def lambda_ls(
    *arguments: str, folder: Path, before: Callable[[], None] | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command, which never fails in a way that it does not know of.

    `before` is called in its process before it starts, which leaves no compiled module behind: one
    that could not be written to its end would fail whoever loads it next.
    """
    result = subprocess.run(
        [sys.executable, "-m", "lambda_ls", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": SERVER, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        preexec_fn=before,
    )
    assert "Traceback" not in result.stderr, result.stderr
    assert "internal error" not in result.stderr, result.stderr
    return result
