"""Opening a folder of somebody else runs nothing of it, whatever is asked about it."""

from __future__ import annotations

import json
import stat
import time
from pathlib import Path

import pytest

from .project import write
from .wire import HANG, Server

_TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Python:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: ., Handler: app.handler, Runtime: python3.13}
  Package:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: ., Handler: app.made, Runtime: python3.13}
  Node:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: ., Handler: index.handler, Runtime: nodejs22.x}
  Absent:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: ., Handler: app.absent, Runtime: python3.13}
"""
_PYTHON = ("conftest.py", "setup.py", "sitecustomize.py", "usercustomize.py", "yaml.py", "jedi.py")
_EVIL = ".venv/lib/python3.13/site-packages/evil/__init__.py"
_SCRIPTS = ("esbuild.config.js", "webpack.config.js", "serverless.js", ".eslintrc.js")
_PROGRAMS = (".venv/bin/python", ".venv/bin/python3", "node_modules/.bin/esbuild", "node")


def test_nothing_of_a_workspace_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shop, canary = tmp_path / "shop", tmp_path / "canary"
    _write_traps(shop, canary)
    monkeypatch.chdir(tmp_path)
    server = Server([shop])
    try:
        for path in ("template.yaml", "app.py", "index.js"):
            text = (shop / path).read_text(encoding="utf-8")
            uri = (shop / path).as_uri()
            item = {"uri": uri, "languageId": "x", "version": 1, "text": text}
            server.notify("textDocument/didOpen", {"textDocument": item})
            for line in range(text.count("\n")):
                place = {"line": line, "character": 5}
                for method in ("hover", "completion", "definition", "signatureHelp"):
                    params = {"textDocument": {"uri": uri}, "position": place}
                    server.request(f"textDocument/{method}", params)
            server.request("textDocument/codeLens", {"textDocument": {"uri": uri}})
        assert server.request("workspace/diagnostic", {"previousResultIds": []})["items"]
        # All of it was looked at, down to the installed package.
        _until_found(server, shop / "template.yaml", shop / _EVIL)
        assert server.shut_down() == 0
    finally:
        server.kill()
    assert not canary.exists(), canary.read_text()


def _until_found(server: Server, template: Path, package: Path) -> None:
    """Wait until the handler that comes from a package is followed there, which takes jedi."""
    lines = template.read_text(encoding="utf-8").split("\n")
    line = next(number for number, each in enumerate(lines) if "app.made" in each)
    place = {"line": line, "character": lines[line].index("app.made") + 5}
    params = {"textDocument": {"uri": template.as_uri()}, "position": place}
    end = time.monotonic() + HANG
    while package.as_uri() not in json.dumps(server.request("textDocument/definition", params)):
        assert time.monotonic() < end, "the package was never looked at"
        time.sleep(0.1)


def test_the_traps_would_tell(tmp_path: Path) -> None:
    shop, canary = tmp_path / "shop", tmp_path / "canary"
    _write_traps(shop, canary)
    code = (shop / "conftest.py").read_text(encoding="utf-8")
    exec(compile(code, "conftest.py", "exec"), {"__name__": "conftest"})
    assert canary.read_text() == "conftest"


def _write_traps(shop: Path, canary: Path) -> None:
    python = f"open({str(canary)!r}, 'a').write(__name__)\n"
    node = f"require('fs').appendFileSync({str(canary)!r}, __filename);\n"
    write(shop / "template.yaml", _TEMPLATE)
    write(shop / "app.py", f"{python}from evil import made\n\n\ndef handler(e, c):\n    made(e)\n")
    write(shop / "index.js", f"{node}const x = require('./other');\nexports.handler = x.handle;\n")
    write(shop / "other.js", f"{node}exports.handle = async (e) => e.x;\n")
    write(shop / _EVIL, f"{python}def made(e, c=None):\n    return e\n")
    write((shop / _EVIL).parents[1] / "evil.pth", f"import os; {python}")
    write(shop / ".venv/pyvenv.cfg", "home = /usr/bin\nversion = 3.13.0\n")
    write(shop / "package.json", '{"main": "index.js", "scripts": {"prepare": "./node"}}')
    for name in _PYTHON:
        write(shop / name, python)
    for name in _SCRIPTS:
        write(shop / name, node)
    for name in _PROGRAMS:
        write(shop / name, f"#!/bin/sh\necho {name} >> '{canary}'\n")
        (shop / name).chmod(stat.S_IRWXU)
