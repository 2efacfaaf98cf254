"""The handlers that VS Code offers as snippets are right for the trigger that they are for."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lambda_ls.cli.main import run
from lambda_ls.triggers.catalogue import definition

from tests.fixture import write

SNIPPETS = Path(__file__).parents[1] / "client" / "snippets"
RUNTIMES = {"python": "python3.13", "javascript": "nodejs24.x", "typescript": "nodejs24.x"}
FILES = {"python": "app.py", "javascript": "app.mjs", "typescript": "app.ts"}
EVENTS = {
    "api-gateway-http": "{Type: HttpApi, Properties: {Path: /orders, Method: get}}",
    "api-gateway-rest": "{Type: Api, Properties: {Path: /orders, Method: get}}",
    "sqs": "{Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}",
    "sns": "{Type: SNS, Properties: {Topic: !Ref Topic}}",
    "s3": "{Type: S3, Properties: {Bucket: !Ref Bucket, Events: 's3:ObjectCreated:*'}}",
    "dynamodb": "{Type: DynamoDB, Properties:"
    " {Stream: !GetAtt Table.StreamArn, StartingPosition: LATEST}}",
    "kinesis": "{Type: Kinesis, Properties:"
    " {Stream: !GetAtt Stream.Arn, StartingPosition: LATEST}}",
    "eventbridge": "{Type: EventBridgeRule, Properties: {Pattern: {source: [shop]}}}",
    "schedule": "{Type: Schedule, Properties: {Schedule: rate(1 day)}}",
}
TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Queue: {Type: AWS::SQS::Queue}
  Topic: {Type: AWS::SNS::Topic}
  Bucket: {Type: AWS::S3::Bucket}
  Stream: {Type: AWS::Kinesis::Stream}
  Tried:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: RUNTIME
      CodeUri: src/
      Handler: app.handler
"""
AUTHORIZER = """\
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        Authorizers:
          Own:
            FunctionArn: !GetAtt Tried.Arn
            AuthorizerPayloadFormatVersion: '2.0'
            EnableSimpleResponses: true
"""


def snippets() -> list[Any]:
    return [
        pytest.param(language, snippet, id=f"{language}-{snippet['prefix']}")
        for language in RUNTIMES
        for snippet in json.loads((SNIPPETS / f"{language}.json").read_text("utf-8")).values()
    ]


def code_of(snippet: Any) -> str:
    """What is written where nothing is typed over the placeholders."""
    text = "\n".join(snippet["body"])
    return re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text).replace("$0", "") + "\n"


def template_for(trigger: str, language: str) -> str:
    template = TEMPLATE.replace("RUNTIME", RUNTIMES[language])
    if trigger == "function-url":
        return f"{template}      FunctionUrlConfig: {{AuthType: NONE}}\n"
    if trigger == "http-api-authorizer":
        return template + AUTHORIZER
    return f"{template}      Events:\n        Tried: {EVENTS[trigger]}\n"


@pytest.mark.parametrize(("language", "snippet"), snippets())
def test_a_snippet_has_no_finding_for_its_trigger(
    language: str, snippet: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trigger = snippet["prefix"].removeprefix("handler-")
    assert definition(trigger)
    files = {
        "template.yaml": template_for(trigger, language),
        f"src/{FILES[language]}": code_of(snippet),
    }
    write(files, str(tmp_path))
    run(["list", str(tmp_path), "--format", "json"])
    (listed,) = json.loads(capsys.readouterr().out)["functions"]
    assert listed["status"] == "resolved"
    assert [each["id"] for each in listed["triggers"]] == [trigger]
    run(["check", str(tmp_path), "--format", "json"])
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_each_language_has_a_snippet_for_the_same_triggers() -> None:
    prefixes = [
        [each["prefix"] for each in json.loads(path.read_text("utf-8")).values()]
        for path in sorted(SNIPPETS.iterdir())
    ]
    assert len(prefixes) == len(RUNTIMES)
    assert all(each == prefixes[0] for each in prefixes)
