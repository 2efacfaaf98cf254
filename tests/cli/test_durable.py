from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.cli.command import Command
from tests.fixture import write

pytest.importorskip("aws_durable_execution_sdk_python", reason="it needs Python 3.11")

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Timeout: 10
      DurableConfig: {ExecutionTimeout: 86400}
      Events:
        Get: {Type: Api, Properties: {Path: "/orders/{id}", Method: get}}
  Plain:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src/, Handler: app.handler, Runtime: python3.13, Timeout: 10}
  Queued:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.approved
      Runtime: python3.13
      Timeout: 10
      DurableConfig: {ExecutionTimeout: 60}
      Events:
        Queue: {Type: SQS, Properties: {Queue: !GetAtt Mails.Arn}}
  Late:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.late
      Runtime: python3.13
      Timeout: 10
      DurableConfig: {ExecutionTimeout: 86400}
      Events:
        Queue: {Type: SQS, Properties: {Queue: !GetAtt Mails.Arn}}
  Mails: {Type: AWS::SQS::Queue}
"""
APP = """\
from aws_durable_execution_sdk_python import durable_execution, durable_step
from aws_durable_execution_sdk_python.config import Duration

tries = 0


@durable_step
def charge(step):
    global tries
    tries += 1
    if tries == 1:
        raise ValueError("the bank is away")


@durable_execution
def handler(event, context):
    context.step(charge())
    context.wait(Duration.from_hours(1), name="cooldown")
    return {"status": 200}


@durable_execution
def late(event, context):
    context.wait(Duration.from_hours(1))


@durable_execution
def bare(event, context):
    return event


@durable_execution
def approved(event, context):
    return context.wait_for_callback(lambda callback, wait: None, name="approval")
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "shop"
    write({"template.yaml": TEMPLATE, "src/app.py": APP}, str(folder))
    monkeypatch.chdir(folder)
    # The tests run in the environment that has the SDK.
    monkeypatch.setenv("VIRTUAL_ENV", sys.prefix)
    return folder


def test_the_log_tells_why_lambda_invokes_again(command: Command, shop: Path) -> None:
    found = command("invoke", "Orders", "--times", "2", "--format", "json")
    first, second = (each["logs"] for each in found.json["invocations"])
    end = "before it invokes again; here it does so at once"
    wait = f"note: Lambda waits 3600 s for `cooldown` {end}"
    assert told(second) == ["START", "REPORT", wait, "START", "REPORT"]
    start, report, retry, *others = told(first)
    assert [start, report, *others] == ["START", "REPORT", *told(second)]
    # How long the SDK waits before it tries again is up to chance.
    assert re.fullmatch(rf"note: Lambda waits \d s for attempt 2 of step `charge` {end}", retry)


def told(log: str) -> list[str]:
    """The notes of a log, and where its invocations begin and end."""
    return re.findall(r"^(?:START|REPORT|note: .*)", log, re.MULTILINE)


def test_what_the_execution_gives_is_held_against_the_trigger(command: Command, shop: Path) -> None:
    found = command("invoke", "Orders", "--format", "json")
    (invocation,) = found.json["invocations"]
    assert (invocation["outcome"], invocation["response"]) == ("success", {"status": 200})
    assert [each["rule"] for each in invocation["findings"]] == ["response-shape"]
    assert invocation["event"]["resource"] == "/orders/{id}"
    assert " waits no longer than 29 s, and in Lambda the execution takes 36" in invocation["next"]
    execution = invocation["execution"]
    assert list(execution) == ["arn", "status", "skipped_seconds", "invocations", "operations"]
    assert execution["status"] == "SUCCEEDED"
    assert ":function:Orders:$LATEST/durable-execution/" in execution["arn"]
    assert 3500 < execution["skipped_seconds"] < 3700
    assert [each["cold"] for each in execution["invocations"]] == [True, False, False]
    assert invocation["request_id"] == execution["invocations"][-1]["request_id"]
    assert execution["operations"] == [
        {"name": "charge", "type": "STEP", "status": "SUCCEEDED", "attempts": 2},
        {"name": "cooldown", "type": "WAIT", "status": "SUCCEEDED", "attempts": 0},
    ]


def test_an_execution_that_waits_for_others_is_no_failure_for_its_trigger(
    command: Command, shop: Path
) -> None:
    found = command("invoke", "Queued", "--format", "json")
    assert found.code == 1
    (invocation,) = found.json["invocations"]
    assert (invocation["outcome"], invocation["next"]) == ("error", "")
    assert invocation["error"] == {
        "errorType": "LocalRun.Unended",
        "errorMessage": "the execution waits for callback `approval`, which nobody sends here",
    }
    assert invocation["execution"]["status"] == "RUNNING"


def test_a_durable_handler_without_a_template_that_says_so_fails_as_in_lambda(
    command: Command, shop: Path
) -> None:
    for target, name in (("Plain", "Plain"), ("src/app.py::bare", "bare")):
        found = command("invoke", target, "--format", "json")
        assert found.code == 1
        (invocation,) = found.json["invocations"]
        message = invocation["error"]["errorMessage"]
        assert message.startswith("Unexpected payload provided to start the durable execution.")
        hint = f"the handler is durable, but no template gives `{name}` a `DurableConfig`"
        assert (invocation["hint"], invocation["execution"]) == (hint, None)


def test_an_sdk_that_is_not_there_is_explained(command: Command, shop: Path) -> None:
    missing = "No module named 'aws_durable_execution_sdk_python'"
    (shop / "src" / "app.py").write_text(f'raise ModuleNotFoundError("{missing}")\n')
    found = command("invoke", "Orders", "--format", "json")
    (invocation,) = found.json["invocations"]
    assert invocation["outcome"] == "init-error"
    assert invocation["execution"]["status"] == "FAILED"
    assert invocation["hint"].startswith(
        "`aws_durable_execution_sdk_python` is a part of Lambda's image; here, install it for"
    )


def test_a_batch_is_not_done_by_an_execution_that_its_queue_does_not_wait_for(
    command: Command, shop: Path
) -> None:
    found = command("invoke", "Late", "--redeliver", "--format", "json")
    (first, *_) = found.json["invocations"]
    assert (first["batch"]["done"], len(first["batch"]["again"])) == ([], 1)
    late, failed = first["batch"]["notes"]
    assert " waits no longer than 900 s, and in Lambda the execution takes 36" in late
    assert failed == "all messages count as failed: the invocation failed"
