"""The server in Neovim, which attaches to it as its users' configurations do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fixture import write

HERE = Path(__file__).parent
FILES = {
    "template.yaml": """\
Transform: AWS::Serverless-2016-10-31
Resources:
  OrdersFunction:
    Type: AWS::Serverless::Function
    Properties: {Description: "🚀", CodeUri: src/, Handler: app.handler, Runtime: python3.13}
  WrongFunction:
    Type: AWS::Serverless::Function
    Properties: {Description: "🚀", CodeUri: src/, Handler: app.handlr, Runtime: python3.13}
""",
    "src/app.py": "def handler(event, context):\n    return event\n",
}


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim (nvim) is not installed")
def test_neovim_shows_and_does_everything(tmp_path: Path) -> None:
    root = tmp_path.resolve() / "project"
    write(FILES, str(root))
    server = os.pathsep.join([str(HERE.parents[1] / "server"), os.environ.get("PYTHONPATH", "")])
    result = subprocess.run(
        ["nvim", "--headless", "--clean", "-c", f"luafile {HERE / 'neovim.lua'}"],
        env={
            **os.environ,
            "COMMAND": "\n".join([sys.executable, "-m", "lambda_ls", "serve"]),
            "HOME": str(tmp_path),
            "PYTHONPATH": server,
            "ROOT": str(root),
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
            "XDG_STATE_HOME": str(tmp_path / "state"),
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
        encoding="utf-8",
    )
    lines = [line for line in result.stdout.splitlines() if line.startswith(("PASS", "FAIL"))]
    assert [line for line in lines if not line.startswith("PASS")] == [], result.stdout
    assert len(lines) == 10, result.stdout
    assert result.returncode == 0, result.stdout
