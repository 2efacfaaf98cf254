"""Findings for which no fix is offered, because it would leave code that does something else."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.workbench import bench

API = "{Type: Api, Properties: {Path: /orders, Method: get}}"
QUEUE = "{Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}"
SIGN_UP = "{Type: Cognito, Properties: {UserPool: !Ref Users, Trigger: PreSignUp}}"
TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Jobs:
    Type: AWS::SQS::Queue
  Users:
    Type: AWS::Cognito::UserPool
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Events:
        Event: EVENT
"""


@dataclass(frozen=True)
class Unmended:
    """A handler with one finding of a rule, and why nothing is offered."""

    rule: str
    why: str
    event: str
    code: str


UNMENDED = [
    Unmended(
        "response-shape",
        "the body is one of several values",
        API,
        """\
def handler(event, context):
    return {"statusCode": 200, "body": {"a": 1} if event["path"] else {"b": 2}}
""",
    ),
    Unmended(
        "response-shape",
        "the body is set in two places",
        API,
        """\
def handler(event, context):
    response = {"statusCode": 200, "body": {}}
    if event["path"] == "/a":
        response["body"] = []
    return response
""",
    ),
    Unmended(
        "response-shape",
        "the body holds an error",
        API,
        """\
def handler(event, context):
    try:
        return {"statusCode": 200, "body": event["path"]}
    except ValueError as error:
        return {"statusCode": 500, "body": {"error": error}}
""",
    ),
    Unmended(
        "response-shape",
        "a variable hides the module",
        API,
        """\
import json


def handler(event, context):
    json = event["path"]
    return {"statusCode": 200, "body": {"path": json}}
""",
    ),
    Unmended(
        "response-shape",
        "a parameter hides the module",
        API,
        """\
def made(json):
    return {"statusCode": 200, "body": {"path": json}}


def handler(event, context):
    return made(event["path"])
""",
    ),
    Unmended(
        "cognito-event-not-returned",
        "the name has another value at the end",
        SIGN_UP,
        """\
def handler(event, context):
    event = event["request"]
    print(event)
""",
    ),
    Unmended(
        "cognito-event-not-returned",
        "the name has another value where something is returned",
        SIGN_UP,
        """\
def handler(event, context):
    event = event["request"]
    return {"seen": True}
""",
    ),
    Unmended(
        "error-returned",
        "a clause around catches everything",
        QUEUE,
        """\
def handler(event, context):
    try:
        try:
            print(event["Records"])
        except ValueError as e:
            return {"error": str(e)}
    except Exception:
        print("that went wrong")
""",
    ),
    Unmended(
        "error-returned",
        "what is raised is suppressed",
        QUEUE,
        """\
from contextlib import suppress


def handler(event, context):
    with suppress(Exception):
        if not event["Records"][0]["body"]:
            return {"error": "no body"}
""",
    ),
    Unmended(
        "error-returned",
        "whoever calls the function catches everything",
        QUEUE,
        """\
def work(event):
    try:
        print(event["Records"])
    except ValueError as e:
        return {"error": str(e)}


def handler(event, context):
    try:
        return work(event)
    except Exception:
        print("that went wrong")
""",
    ),
    Unmended(
        "client-in-handler",
        "it connects anew in each invocation",
        QUEUE,
        """\
import redis


def handler(event, context):
    cache = redis.Redis(host="cache")
    cache.connect()
    return cache.get("key")
""",
    ),
]


def id_of(unmended: Unmended) -> str:
    return f"{unmended.rule}: {unmended.why}"


@pytest.mark.parametrize("unmended", UNMENDED, ids=id_of)
def test_no_fix_is_offered(unmended: Unmended, tmp_path: Path) -> None:
    files = {"template.yaml": TEMPLATE.replace("EVENT", unmended.event), "app.py": unmended.code}
    found = bench(files, os.fspath(tmp_path)).findings()
    assert [(each.rule, each.fixes) for each in found] == [(unmended.rule, ())]


def test_a_name_that_was_probably_misspelt_is_not_added_to_the_template(tmp_path: Path) -> None:
    template = TEMPLATE.replace("EVENT", QUEUE) + (
        "      Environment:\n        Variables:\n          TABLE_NAME: orders\n"
    )
    code = 'import os\n\n\ndef handler(event, context):\n    return os.environ["TABEL_NAME"]\n'
    found = bench({"template.yaml": template, "app.py": code}, os.fspath(tmp_path)).findings()
    titles = [fix.title for each in found for fix in each.fixes]
    assert "Change to `TABLE_NAME`" in titles
    assert not any(title.startswith("Add `TABEL_NAME`") for title in titles)


@pytest.mark.parametrize(
    ("runtime", "name", "code"),
    [
        (
            "python3.13",
            "app.py",
            "from datetime import datetime\n\n\ndef handler(event, context):\n"
            '    return {"statusCode": 200, "body": {"orders": [{"at": datetime.now()}]}}\n',
        ),
        (
            "nodejs22.x",
            "app.mjs",
            "export const handler = async () => ({ statusCode: 200, body: { n: BigInt(1) } });\n",
        ),
    ],
)
def test_nothing_is_made_json_text_that_holds_what_json_has_no_word_for(
    runtime: str, name: str, code: str, tmp_path: Path
) -> None:
    template = TEMPLATE.replace("EVENT", API).replace("python3.13", runtime)
    found = bench({"template.yaml": template, name: code}, os.fspath(tmp_path)).findings()
    said = sorted((each.rule, each.fixes) for each in found)
    assert said == [("response-not-serializable", ()), ("response-shape", ())]
