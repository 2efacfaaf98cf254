"""Handlers that are debugged from the editor."""

from __future__ import annotations

import asyncio
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from tests.fixture import write
from tests.runtime.dap import debugpy

from .client import Client, editor

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.skipif(os.name != "posix", reason="handlers do not run there yet"),
]

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {CodeUri: src/, Timeout: 1}
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler, Runtime: python3.13}
  Node:
    Type: AWS::Serverless::Function
    Properties: {Handler: entry.handler, Runtime: nodejs20.x}
"""
APP = """\
def handler(event, context):
    total = event["count"] + 1
    return {"total": total}
"""
NODE = "exports.handler = async (event) => ({ total: event.count + 1 });\n"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    root = tmp_path.resolve() / "shop"
    write({"template.yaml": TEMPLATE, "src/app.py": APP, "src/entry.js": NODE}, str(root))
    return root


async def command(client: Client, name: str, **arguments: object) -> Any:
    return await client.workspace_execute_command_async(
        types.ExecuteCommandParams(f"lambda-ls.{name}", [arguments])
    )


async def begun(client: Client, target: str) -> Any:
    """What the editor is to start, once the template has been found."""
    params = types.CodeLensParams(client.open("src/app.py"))
    while not await client.text_document_code_lens_async(params):
        await asyncio.sleep(0.05)
    return await command(client, "debug", target=target, event={"count": 41})


async def test_the_configuration_makes_debugpy_stop_in_the_handler(shop: Path) -> None:
    async with editor(shop) as client:
        given = await begun(client, "Orders")
        assert (given["function"], given["runtime"]) == ("Orders", "python3.13")
        waiting = asyncio.ensure_future(command(client, "debugOutcome", session=given["session"]))
        with debugpy() as debugger:
            seen = await asyncio.to_thread(
                debugger.stops_at, shop / "src/app.py", 3, "launch", given["configuration"]
            )
            await asyncio.sleep(1.2)  # Longer than the function's timeout.
            assert not waiting.done()
            debugger.go_on()
            found = await waiting
            await asyncio.to_thread(debugger.event, "terminated")
        assert seen["total"] == "42"
        assert found["invocations"][0]["outcome"] == "success"
        assert found["invocations"][0]["response"] == {"total": 42}


async def test_a_node_process_of_the_configuration_answers_and_leaves(shop: Path) -> None:
    async with editor(shop) as client:
        given = await begun(client, "Node")
        plan = given["configuration"]
        assert plan["type"] == "node"
        process = subprocess.Popen(
            [plan["runtimeExecutable"], *plan["runtimeArgs"], plan["program"], *plan["args"]],
            env={name: value for name, value in plan["env"].items() if value is not None},
            cwd=plan["cwd"],
        )
        found = await command(client, "debugOutcome", session=given["session"])
        assert found["invocations"][0]["response"] == {"total": 42}
        assert await asyncio.to_thread(process.wait) == 0


async def test_variables_of_the_editor_are_taken_from_the_handler(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_PROFILE", "my-own")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "my-own")
    async with editor(shop) as client:
        given = (await begun(client, "Orders"))["configuration"]["env"]
        assert given["AWS_PROFILE"] is None
        assert given["AWS_ACCESS_KEY_ID"] not in {None, "my-own"}


async def test_a_debugger_that_ends_early_ends_the_session(shop: Path) -> None:
    async with editor(shop) as client:
        given = await begun(client, "Orders")
        session = given["session"]
        waiting = asyncio.ensure_future(command(client, "debugOutcome", session=session))
        await asyncio.sleep(0.1)
        await command(client, "debugEnd", session=session)
        with pytest.raises(JsonRpcException, match="debugger has ended before `Orders`"):
            await waiting
        assert not Path(given["configuration"]["env"]["TMPDIR"]).exists()
        with pytest.raises(JsonRpcException, match="no debug session"):
            await command(client, "debugOutcome", session=session)


async def test_nothing_is_debugged_in_a_workspace_that_is_not_trusted(shop: Path) -> None:
    async with editor(shop, options={"trusted": False}) as client:
        with pytest.raises(JsonRpcException, match="trusted workspaces only"):
            await command(client, "debug", target="Orders")
