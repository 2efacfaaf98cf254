"""The project that every editor opens, and what its script saw in it, step by step.

A script prints nothing. It appends to the file RESULTS one line of JSON a step, `{"step": ...}`
with what the user of the editor would see. The folder of the project is in ROOT.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fixture import write
from tests.markdown import Fence, Heading, read

HERE = Path(__file__).parent
PAGES = HERE.parents[1] / "docs" / "editors"
BIN = Path(sys.executable).parent
"""Where the command `lambda-ls` of this checkout is."""

_FILES = {
    # Emacs takes the folder of a repository for the project.
    ".git/HEAD": "ref: refs/heads/main\n",
    "template.yaml": """\
Transform: AWS::Serverless-2016-10-31
Resources:
  OrdersFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Runtime: python3.13
      Handler: "app.handler" # 🚀
      Events:
        Orders: {Type: SQS, Properties: {Queue: "arn:aws:sqs:us-east-1:123456789012:orders"}}
  WrongFunction:
    Type: AWS::Serverless::Function
    Properties: {Description: "🚀", CodeUri: src/, Handler: app.handlr, Runtime: python3.13}
""",
    "src/app.py": """\
def handler(event, context):
    print("🚀", event["Records"][0]["body"])
""",
}
_SECONDS = 120


@dataclass(frozen=True)
class Session:
    """What was seen in one run of an editor."""

    steps: dict[str, dict[str, object]]
    output: str
    exit_code: int

    def saw(self, step: str, what: str) -> object:
        """What a step saw; the test fails with the editor's output if it did not come to it."""
        if what not in self.steps.get(step, {}):
            problem = self.steps.get("problem", {}).get("text", "")
            pytest.fail(f"the editor did not come to {step}: {problem}\n{self.output}")
        return self.steps[step][what]


def configuration(page: str, heading: str) -> str:
    """The first block below a heading of a page of docs/editors/."""
    parts = read((PAGES / page).read_text(encoding="utf-8"))
    below = ""
    for part in parts:
        if isinstance(part, Heading):
            below = part.text
        elif isinstance(part, Fence) and below == heading:
            return part.text
    raise LookupError(f"{page} has no block below {heading!r}")


def program(name: str, path: str | None = None) -> str:
    """Where a program is; without it the test is skipped, in CI it fails."""
    return shutil.which(name, path=path) or missing(f"{name} is not installed")


def missing(reason: str) -> str:
    """Skip the test for a reason; in CI, where everything is installed, fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def drive(command: list[str], folder: Path, before: str = "🚀") -> Session:
    """Run an editor, whose script stops it, in a new project below a folder.

    `before` is what stands in front of the places that the script points to.
    """
    root, results = folder.resolve() / "project", folder / "results"
    write({path: text.replace("🚀", before) for path, text in _FILES.items()}, str(root))
    ended = subprocess.run(
        command,
        cwd=root,
        env={
            **os.environ,
            "PATH": os.pathsep.join([str(BIN), os.environ["PATH"]]),
            "HOME": str(folder),
            "TERM": "xterm",
            "LC_ALL": "C.UTF-8",
            "RESULTS": str(results),
            "ROOT": str(root),
            **{f"XDG_{kind}_HOME": str(folder / kind) for kind in ("CACHE", "CONFIG", "STATE")},
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=_SECONDS,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    lines = results.read_text(encoding="utf-8").splitlines() if results.exists() else []
    steps = {seen["step"]: seen for seen in map(json.loads, lines)}
    return Session(steps, ended.stdout, ended.returncode)
