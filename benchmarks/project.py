"""Projects with a template of any size to measure with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_FUNCTIONS_IN_A_FILE = 4


def write_project(root: Path, functions: int, roles: int = 0) -> Path:
    """Write a SAM template with its code, and give the template's path.

    For every function there are a queue that triggers it and a table that it names, so that a
    third of the resources are functions: 160 functions make 480 resources and 3,700 lines. Roles
    are resources between them that have nothing to do with them.
    """
    for number in range(0, functions, _FUNCTIONS_IN_A_FILE):
        file = root / "src" / f"service{number // _FUNCTIONS_IN_A_FILE}" / "app.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n\n".join(_handlers()), encoding="utf-8")
    template = root / "template.yaml"
    others = [_ROLE.format(number) for number in range(roles)]
    parts = ("".join([_resources(n), *others[n::functions]]) for n in range(functions))
    template.write_text(_HEAD + "".join(parts), encoding="utf-8")
    return template


def write_service(root: Path, functions: int) -> Path:
    """Write a service of Serverless Framework, and give its path; all code is in its own folder.

    Each function has a file, a queue and a route, and a variable that only its code reads.
    """
    parts = []
    for number in range(functions):
        code = root / "src" / f"orders{number}" / "app.py"
        code.parent.mkdir(parents=True)
        code.write_text(_SERVICE_CODE.format(number=number), encoding="utf-8")
        parts.append(_SERVICE_FUNCTION.format(number=number))
    service = root / "serverless.yml"
    service.write_text(_SERVICE_HEAD + "".join(parts), encoding="utf-8")
    return service


def _handlers() -> Iterator[str]:
    yield "import json\nimport os"
    for number in range(_FUNCTIONS_IN_A_FILE):
        yield (
            f"def handle{number}(event, context):\n"
            f'    """Takes orders {number}."""\n'
            f'    table = os.environ["TABLE_NAME"]\n'
            f'    return [json.loads(record["body"]) for record in event["Records"]], table\n'
        )


def _resources(number: int) -> str:
    service, handler = divmod(number, _FUNCTIONS_IN_A_FILE)
    return _RESOURCES.format(number=number, service=service, handler=handler)


_HEAD = """\
Transform: AWS::Serverless-2016-10-31
AWSTemplateFormatVersion: "2010-09-09"

Globals:
  Function:
    Runtime: python3.13
    Timeout: 10

Resources:
"""
_RESOURCES = """\
  Orders{number}Function:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/service{service}/
      Handler: app.handle{handler}
      MemorySize: 256
      Environment:
        Variables:
          TABLE_NAME: !Ref Orders{number}Table
      Events:
        Queue:
          Type: SQS
          Properties:
            Queue: !GetAtt Orders{number}Queue.Arn
  Orders{number}Queue:
    Type: AWS::SQS::Queue
    Properties: {{VisibilityTimeout: 60}}
  Orders{number}Table:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{{AttributeName: id, AttributeType: S}}]
      KeySchema: [{{AttributeName: id, KeyType: HASH}}]
"""
_ROLE = """\
  Team{0}Role:
    Type: AWS::IAM::Role
    Properties:
      Description: What team {0} may do in this account
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: ecs-tasks.amazonaws.com
            Action: sts:AssumeRole
      Policies:
        - PolicyName: records
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Sid: Read
                Effect: Allow
                Action:
                  - s3:GetObject
                  - s3:ListBucket
                Resource:
                  - !Sub arn:${{AWS::Partition}}:s3:::team-{0}-records
                  - !Sub arn:${{AWS::Partition}}:s3:::team-{0}-records/*
              - Sid: Write
                Effect: Allow
                Action: s3:PutObject
                Resource: !Sub arn:${{AWS::Partition}}:s3:::team-{0}-records/*
      Tags:
        - {{Key: Team, Value: team-{0}}}
"""
_SERVICE_HEAD = """\
service: orders
provider:
  name: aws
  runtime: python3.13
functions:
"""
_SERVICE_FUNCTION = """\
  orders{number}:
    handler: src/orders{number}/app.handle
    timeout: 10
    environment:
      TABLE_{number}: orders{number}
    events:
      - sqs: arn:aws:sqs:eu-west-1:123456789012:orders{number}
      - httpApi: GET /orders{number}/{{id}}
"""
_SERVICE_CODE = """\
import os


def handle(event, context):
    return {{"table": os.environ["TABLE_{number}"], "body": event.get("body")}}
"""
