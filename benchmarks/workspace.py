"""Workspaces as teams have them: many services, three dialects, two languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

_SERVICES = 380
_FUNCTIONS = 550
_FILES = 13_000
_COPIES = 4
_HUGE = 100_000
_INSTALLATIONS = (
    ("node_modules", ".package-lock.json"),
    ("product0/vendored", ".package-lock.json"),
    ("product1/python", "pyvenv.cfg"),
    ("product2/.venv", "pyvenv.cfg"),
)
"""Folders of packages, with the file by which each is known."""

_PYTHON = '''\
import json
import os

import boto3

TABLE = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])


def handler(event, context):
    """Stores what comes in."""
    for record in event.get("Records", []):
        TABLE.put_item(Item=json.loads(record["body"]))
    return {"statusCode": 200, "body": json.dumps({"stored": True})}


def second(event, context):
    return handler(event, context)
'''
_NODE = """\
const { DynamoDBClient, PutItemCommand } = require("@aws-sdk/client-dynamodb");

const client = new DynamoDBClient({});

exports.handler = async (event) => {
  for (const record of event.Records ?? []) {
    await client.send(new PutItemCommand({ TableName: process.env.TABLE_NAME, Item: record }));
  }
  return { statusCode: 200, body: JSON.stringify({ stored: true }) };
};

exports.second = async (event) => exports.handler(event);
"""
_RESOURCES = """\
  Table{number}:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - AttributeName: id
          AttributeType: S
      KeySchema:
        - AttributeName: id
          KeyType: HASH
      PointInTimeRecoverySpecification:
        PointInTimeRecoveryEnabled: true
  Queue{number}:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub "${{AWS::StackName}}-orders-{number}"
      VisibilityTimeout: 180
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt DeadLetters{number}.Arn
        maxReceiveCount: 5
  DeadLetters{number}:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
      Tags:
        - Key: Service
          Value: !Ref AWS::StackName
"""
_SAM = """\
  Function{number}:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: {handler}
      Runtime: {runtime}
      MemorySize: 256
      Timeout: 30
      Policies:
        - DynamoDBCrudPolicy:
            TableName: !Ref Table{number}
      Environment:
        Variables:
          TABLE_NAME: !Ref Table{number}
      Events:
        Queue:
          Type: SQS
          Properties:
            Queue: !GetAtt Queue{number}.Arn
            BatchSize: 10
"""
_CLOUDFORMATION = """\
  Role{number}:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: {{ Service: lambda.amazonaws.com }}
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
  Function{number}:
    Type: AWS::Lambda::Function
    Properties:
      Code: src/
      Handler: {handler}
      Runtime: {runtime}
      Role: !GetAtt Role{number}.Arn
      Environment:
        Variables: {{ TABLE_NAME: !Ref Table{number} }}
"""
_SERVERLESS = """\
service: orders-{service}
frameworkVersion: "4"
provider:
  name: aws
  runtime: {runtime}
  stage: ${{opt:stage, 'dev'}}
  environment:
    TABLE_NAME: orders-${{self:provider.stage}}
  iam:
    role:
      statements:
        - Effect: Allow
          Action: [dynamodb:PutItem, dynamodb:Query]
          Resource: "*"
functions:
"""
_SERVERLESS_FUNCTION = """\
  function{number}:
    handler: src/{handler}
    timeout: 30
    events:
      - sqs:
          arn: !GetAtt Queue{number}.Arn
          batchSize: 10
      - httpApi: POST /orders/{number}
"""


def write_small(root: Path) -> None:
    """A project of one SAM template with three Python functions."""
    _write(root / "template.yaml", _resources_template(0, 3, "python", _SAM))
    _write(root / "src" / "app.py", _PYTHON)
    _write(root / "README.md", "# Orders\n")


def write_large(root: Path) -> None:
    """A workspace of 13,000 files: 380 services with 550 functions, and what lies around them.

    Half of the services are SAM, a quarter each CloudFormation and Serverless Framework; every
    second one is Python, the others Node.
    """
    written = 0
    dialects: Iterator[Callable[[int, int, str], str]] = cycle(
        (_sam, _cloudformation, _sam, _serverless)
    )
    for service, template in enumerate(islice(dialects, _SERVICES)):
        language = "python" if service // 2 % 2 else "node"
        functions = 2 if service < _FUNCTIONS - _SERVICES else 1
        folder = root / f"team{service % 12}" / f"service{service}"
        name = "serverless.yml" if template is _serverless else "template.yaml"
        _write(folder / name, template(service, functions, language))
        code = ("app.py", _PYTHON) if language == "python" else ("app.js", _NODE)
        _write(folder / "src" / code[0], code[1])
        written += 2
    for number in range(_FILES - written):
        service = number % _SERVICES
        folder = root / f"team{service % 12}" / f"service{service}"
        _write(folder / _other_file(number // _SERVICES), _other_text(number // _SERVICES))


def write_huge(root: Path) -> None:
    """A workspace of 100,000 files: the large one four times, and packages that were installed.

    Those are in `node_modules`, in folders that hide what they are but for the mark of their tool,
    and in virtual environments.
    """
    for copy in range(_COPIES):
        write_large(root / f"product{copy}")
    for number in range(_HUGE - _COPIES * _FILES - len(_INSTALLATIONS)):
        folder, _ = _INSTALLATIONS[number % len(_INSTALLATIONS)]
        name = _other_file(number // len(_INSTALLATIONS) // 20)
        _write(root / folder / f"package{number // len(_INSTALLATIONS) % 20}" / name, _NODE)
    for folder, mark in _INSTALLATIONS:
        _write(root / folder / mark, "")


def _sam(service: int, functions: int, language: str) -> str:
    return _resources_template(service, functions, language, _SAM)


def _cloudformation(service: int, functions: int, language: str) -> str:
    return _resources_template(service, functions, language, _CLOUDFORMATION)


def _resources_template(service: int, functions: int, language: str, function: str) -> str:
    transform = "Transform: AWS::Serverless-2016-10-31\n" if function is _SAM else ""
    head = f'AWSTemplateFormatVersion: "2010-09-09"\n{transform}Description: Service {service}\n'
    resources = (
        function.format(number=number, handler=_handler(number), runtime=_runtime(language))
        + _RESOURCES.format(number=number)
        for number in range(functions)
    )
    return f"{head}Resources:\n{''.join(resources)}"


def _serverless(service: int, functions: int, language: str) -> str:
    head = _SERVERLESS.format(service=service, runtime=_runtime(language))
    numbers = range(functions)
    declared = (_SERVERLESS_FUNCTION.format(number=n, handler=_handler(n)) for n in numbers)
    resources = "".join(_RESOURCES.format(number=number) for number in numbers)
    indented = "".join(f"  {line}\n" for line in resources.splitlines())
    return f"{head}{''.join(declared)}resources:\n  Resources:\n{indented}"


def _handler(number: int) -> str:
    return "app.second" if number % 2 else "app.handler"


def _runtime(language: str) -> str:
    return "python3.13" if language == "python" else "nodejs22.x"


def _other_file(number: int) -> str:
    names = (
        "lib/part{}.py",
        "lib/part{}.ts",
        "test/case{}.json",
        "docs/page{}.md",
        "k8s/pod{}.yaml",
    )
    return names[number % len(names)].format(number)


def _other_text(number: int) -> str:
    texts = (
        _PYTHON,
        _NODE,
        '{"Records": [{"body": "{}", "eventSource": "aws:sqs"}]}\n',
        "# Page\n\nText.\n" * 20,
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n",
    )
    return texts[number % len(texts)]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
