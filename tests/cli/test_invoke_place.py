"""Where a handler finds itself when it is run locally: its region and its account."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import Command
from tests.fixture import write

SAM = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: app.handler
      Runtime: python3.13
      Environment:
        Variables:
          REGION: !Ref AWS::Region
          QUEUE: !Sub "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:jobs"
          STACK: !Sub "${AWS::Region}-${AWS::StackName}"
"""
NAMED = """\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String, Default: dev}
Resources:
  Api:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: app.handler
      Runtime: python3.13
      Environment:
        Variables:
          REGION: !Ref Orders
          QUEUE: !Ref Jobs
          STACK: !Ref Mails
  Orders: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders}}
  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "jobs-${Stage}"}}
  Mails: {Type: AWS::SQS::Queue}
"""
SERVERLESS = """\
service: shop
provider:
  name: aws
  runtime: python3.13
  region: eu-central-1
  environment:
    REGION: ${aws:region}
    QUEUE: !Ref Jobs
resources:
  Resources:
    Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: "jobs-${sls:stage}"}}
functions:
  api:
    handler: app.handler
"""
APP = """\
import os

NAMES = ("AWS_REGION", "REGION", "QUEUE", "STACK")


def handler(event, context):
    return [os.environ.get(each) for each in NAMES] + [context.invoked_function_arn.split(":")[3]]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    write({"app.py": APP}, str(tmp_path))
    return tmp_path


def test_the_template_means_the_region_and_the_account_of_the_run(
    command: Command, folder: Path
) -> None:
    write({"template.yaml": SAM}, str(folder))
    region = "eu-west-1"
    queue = f"arn:aws:sqs:{region}:123456789012:jobs"
    found = command("invoke", "Api")
    assert found.json == [region, region, queue, "unknown-STACK", region]
    assert "`STACK`" in found.err
    assert "`REGION`" not in found.err
    assert "`QUEUE`" not in found.err


def test_what_the_template_names_is_known(command: Command, folder: Path) -> None:
    write({"template.yaml": NAMED}, str(folder))
    found = command("invoke", "Api")
    url = "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs-dev"
    assert found.json[1:4] == ["orders", url, "unknown-STACK"]
    assert "`QUEUE`" not in found.err
    assert "`STACK` is `unknown-STACK`" in found.err


def test_the_account_of_real_credentials_is_not_known(command: Command, folder: Path) -> None:
    write({"template.yaml": SAM}, str(folder))
    found = command("invoke", "Api", "--aws-credentials")
    assert found.json[1:3] == ["eu-west-1", "unknown-QUEUE"]


def test_a_serverless_function_runs_in_the_region_of_its_service(
    command: Command, folder: Path
) -> None:
    write({"serverless.yml": SERVERLESS}, str(folder))
    region = "eu-central-1"
    url = f"https://sqs.{region}.amazonaws.com/123456789012/jobs-dev"
    assert command("invoke", "api").json == [region, region, url, None, region]
