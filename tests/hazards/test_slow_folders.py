"""What becomes of typing and of questions while a disk does not answer."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import pytest
from lambda_ls.features.diagnostics import Diagnostics
from lambda_ls.workspace.scan import scan
from lambda_ls.workspace.workspace import Workspace

from tests.fixture import write
from tests.torture.wire import HANG, Server
from tests.workspace.watching import watch

_TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src, Handler: app.handlr, Runtime: python3.13}
"""
_FILES = {
    "template.yaml": _TEMPLATE,
    "src/app.py": "def handler(event, context):\n    return event\n",
    "slow/template.yaml": _TEMPLATE,
    "slow/src/app.py": "def handler(event, context):\n    return event\n",
}


def test_the_server_answers_while_a_folder_cannot_be_listed(tmp_path: Path) -> None:
    project, go = tmp_path / "project", tmp_path / "go"
    write(_FILES, str(project))
    start = str(Path(__file__).with_name("slow_start.py"))
    server = Server([project], [sys.executable, start, str(go)])
    try:
        uri = (project / "template.yaml").as_uri()
        item = {"uri": uri, "languageId": "yaml", "version": 1, "text": _TEMPLATE}
        server.notify("textDocument/didOpen", {"textDocument": item})
        assert _found(server, uri) == ["handler-function-not-found"]
        place = {"line": 4, "character": _TEMPLATE.splitlines()[4].index("app")}
        params = {"textDocument": {"uri": uri}, "position": place}
        assert server.request("textDocument/hover", params)
        assert server.request("textDocument/definition", params)
        slow = (project / "slow" / "template.yaml").as_uri()
        assert slow not in _everywhere(server)
        go.touch()
        end = time.monotonic() + HANG
        while slow not in _everywhere(server):
            assert time.monotonic() < end, "the slow folder was never looked at"
            time.sleep(0.05)
        assert server.shut_down() == 0
    finally:
        go.touch()
        server.kill()


def _found(server: Server, uri: str) -> list[str]:
    report = server.request("textDocument/diagnostic", {"textDocument": {"uri": uri}})
    return [item["code"] for item in report["items"]]


def _everywhere(server: Server) -> dict[str, Any]:
    report = server.request("workspace/diagnostic", {"previousResultIds": []})
    return {each["uri"]: each["items"] for each in report["items"] if each["items"]}


@pytest.mark.parametrize("path", ["template.yaml", "src/app.py"])
def test_typing_asks_the_disk_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    write(_FILES, str(tmp_path))
    workspace = Workspace((str(tmp_path),))
    workspace.adopt(scan((str(tmp_path),)))
    diagnostics = Diagnostics()
    full, text = str(tmp_path / path), _FILES[path]
    workspace.open(full, text)
    assert len(list(diagnostics.everywhere(workspace.snapshot()))) == 2
    watched = watch(monkeypatch, tmp_path)
    for typed in ("#", "# ", "# a", "# ab"):
        workspace.open(full, text + typed)
        assert len(list(diagnostics.everywhere(workspace.snapshot()))) == 2
    assert watched.count == 0
