"""The schema by which an editor of JSON completes and validates the events that a project keeps."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from lambda_ls.triggers.sample import sample_event
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
      Handler: app.handler
      Events:
        Jobs: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}
        Get: {Type: HttpApi, Properties: {Path: /orders, Method: get}}
  Queue: {Type: AWS::SQS::Queue}
"""


async def schema(client: Client) -> Any:
    await client.until(lambda: client.statuses and not client.statuses[-1].scanning, "the scan")
    command = types.ExecuteCommandParams("lambda-ls.eventsSchema")
    return await client.workspace_execute_command_async(command)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    root = tmp_path.resolve() / "shop"
    write({"template.yaml": TEMPLATE}, str(root))
    return root


@pytest.mark.asyncio
async def test_what_looks_like_the_event_of_a_trigger_must_be_one(shop: Path) -> None:
    async with editor(shop, options={"status": True}) as client:
        found = await schema(client)
    Draft7Validator.check_schema(found)
    valid = Draft7Validator(found).is_valid
    assert all(valid(sample_event(trigger)) for trigger in ("sqs", "api-gateway-http"))
    assert not valid({"Records": [{"eventSource": "aws:sqs", "mesageId": "1"}]})
    assert not valid({"version": "2.0", "body": {"id": 1}})


@pytest.mark.asyncio
async def test_whatever_else_a_project_keeps_is_valid(shop: Path) -> None:
    async with editor(shop, options={"status": True}) as client:
        valid = Draft7Validator(await schema(client)).is_valid
    assert valid({"orderId": 1}) and valid([]) and valid(sample_event("s3"))


@pytest.mark.asyncio
async def test_an_empty_file_is_completed_with_a_sample_of_each_trigger(shop: Path) -> None:
    async with editor(shop, options={"status": True}) as client:
        found = await schema(client)
    texts = {each["label"]: each["bodyText"] for each in found["defaultSnippets"]}
    assert list(texts) == ["Orders · SQS Queue", "Orders · API Gateway HTTP GET /orders"]
    text = texts["Orders · API Gateway HTTP GET /orders"]
    for sign in ("$", "}", "\\"):
        text = text.replace(f"\\{sign}", sign)
    assert json.loads(text)["rawPath"] == "/orders"


@pytest.mark.asyncio
async def test_an_input_that_is_no_json_yet_takes_nothing_from_the_other_samples(
    shop: Path,
) -> None:
    schedule = "{Type: Schedule, Properties: {Schedule: rate(1 day), Input: '{'}}"
    text = TEMPLATE.replace("        Jobs:", f"        Day: {schedule}\n        Jobs:")
    (shop / "template.yaml").write_text(text, encoding="utf-8")
    async with editor(shop, options={"status": True}) as client:
        found = await schema(client)
    labels = [each["label"] for each in found["defaultSnippets"]]
    assert labels == ["Orders · SQS Queue", "Orders · API Gateway HTTP GET /orders"]


@pytest.mark.asyncio
async def test_a_project_without_triggers_has_no_schema(tmp_path: Path) -> None:
    async with editor(tmp_path, options={"status": True}) as client:
        assert await schema(client) == {}
