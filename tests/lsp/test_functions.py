"""What an editor that shows the functions of a workspace is told of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lambda_ls.cli.main import run
from lsprotocol import types

from tests.fixture import write

from .client import Client, editor

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      CodeUri: src/
      Handler: app.handlr
      Events:
        Jobs: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}
  Elsewhere:
    Type: AWS::Serverless::Function
    Properties: {Runtime: java21, CodeUri: s3://bucket/key, Handler: shop.Main}
"""
APP = "def handler(event, context):\n    return event\n"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    root = tmp_path.resolve() / "shop"
    write({"template.yaml": TEMPLATE, "src/app.py": APP}, str(root))
    return root


async def folders(client: Client) -> Any:
    await client.until(lambda: client.statuses and not client.statuses[-1].scanning, "the scan")
    return await client.workspace_execute_command_async(
        types.ExecuteCommandParams("lambda-ls.functions")
    )


@pytest.mark.asyncio
async def test_the_editor_lists_what_the_command_line_lists(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with editor(shop, options={"status": True}) as client:
        (folder,) = await folders(client)
    run(["list", "--format", "json", str(shop)])
    printed = json.loads(capsys.readouterr().out)
    own = {"id", "runnable", "events", "problems"}
    listed = [
        {key: value for key, value in each.items() if key not in own}
        for each in folder["functions"]
    ]
    assert {"root": folder["root"], "functions": listed} == printed


@pytest.mark.asyncio
async def test_each_function_says_how_it_is_run_and_how_many_problems_it_has(shop: Path) -> None:
    write({"events/Orders-big.json": "{}"}, str(shop))
    async with editor(shop, options={"status": True}) as client:
        (folder,) = await folders(client)
        orders, elsewhere = folder["functions"]
        assert orders["id"] == f"{shop / 'template.yaml'}::Orders"
        assert (orders["runnable"], orders["problems"]) == (True, 1)
        assert orders["events"] == [
            {
                "name": "events/Orders-big.json",
                "title": "events/Orders-big.json",
                "path": str(shop / "events" / "Orders-big.json"),
            },
            {"name": "Jobs", "title": "SQS Queue", "path": None},
        ]
        assert (elsewhere["runnable"], elsewhere["problems"]) == (False, 0)


@pytest.mark.asyncio
async def test_news_come_once_until_the_functions_are_asked_for_again(shop: Path) -> None:
    async with editor(shop, options={"status": True}) as client:
        await folders(client)
        client.open("template.yaml")
        client.replace("template.yaml", "app.handlr", "app.handler")
        await client.until(lambda: client.function_news, "the news")
        client.replace("template.yaml", "app.handler", "app.handle")
        await client.until(lambda: client.statuses[-1].problems == 1, "the problem")
        assert client.function_news == 1
        (folder,) = await folders(client)
        assert folder["functions"][0]["handler"] == "app.handle"


@pytest.mark.asyncio
async def test_an_edit_that_leaves_the_functions_as_they_are_is_no_news(shop: Path) -> None:
    async with editor(shop, options={"status": True}) as client:
        await folders(client)
        client.open("template.yaml")
        version = client.replace("template.yaml", "Transform:", "# Orders.\nTransform:")
        await client.until_version("template.yaml", version)
        assert client.function_news == 0
        client.write("events/new.json", "{}")
        await client.until(lambda: client.function_news, "the news of an event")
