"""A small project with everything that makes positions hard."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types

from tests.fixture import write

from .client import Client

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  OrdersFunction:
    Type: AWS::Serverless::Function
    Properties: {Description: "🚀 é €", CodeUri: src/, Handler: app.handler, Runtime: python3.13}
  SecondFunction:
    Type: AWS::Serverless::Function
    Properties: {Description: "🚀🚀", CodeUri: src/, Handler: app.handler, Runtime: python3.13}
  WrongFunction:
    Type: AWS::Serverless::Function
    Properties: {Description: "🚀", CodeUri: src/, Handler: app.handlr, Runtime: python3.13}
  AbsentFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: absent.handler
      Runtime: python3.13
"""
CODE = '''\
ROCKET = "🚀 \u2028 é"; SIZE = 1


def handler(event, context):
    """Takes orders 🚀."""
    return event


def other(event, context):
    return event
'''
CRLF_TEMPLATE = """\
Description: "separators \u2028 \u2029 and \x85 🚀"\r
Transform: AWS::Serverless-2016-10-31\r
Resources:\r
  NodeFunction:\r
    Type: AWS::Serverless::Function\r
    Properties:\r
      Handler: index.handlr # 🚀\r
      Runtime: nodejs22.x\r
"""
CRLF_CODE = "/* 🚀\u2028 \f \v */\r\nexports.handler = async (event) => event;\r\n"
SAFE_TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  CaseFunction:
    Type: AWS::Serverless::Function
    Properties: {Description: "🚀", CodeUri: ., Handler: App.handler, Runtime: python3.13}
"""

EVENTS_TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  BatchFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: batch.handler
      Runtime: python3.13
      Events:
        Queue: {Type: SQS, Properties: {Queue: "arn:aws:sqs:us-east-1:123456789012:orders"}}
"""
EVENTS_CODE = """\
def handler(event, context):
    for record in event["Records"]:
        print("🚀 \u2028", record["mesageId"], record["body"], context.aws_request_id)
"""

VARIABLES_TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  TableFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: table.handler
      Runtime: python3.13
      Environment: {Variables: {"TABLE": "🚀 orders"}}
"""
VARIABLES_CODE = """\
import os

ROCKETS = "🚀🚀", os.environ["TABLE"]; MISSING = os.environ["MISSING"]


def handler(event, context):
    return ROCKETS, MISSING
"""

FILES = {
    "template.yaml": TEMPLATE,
    "src/app.py": CODE,
    "crlf/template.yaml": CRLF_TEMPLATE,
    "crlf/index.js": CRLF_CODE,
    "safe/template.yaml": SAFE_TEMPLATE,
    "safe/app.py": CODE,
    "events/template.yaml": EVENTS_TEMPLATE,
    "events/batch.py": EVENTS_CODE,
    "variables/template.yaml": VARIABLES_TEMPLATE,
    "variables/table.py": VARIABLES_CODE,
}


def make_workspace(folder: Path) -> Path:
    """Write the project, and give its folder."""
    write(FILES, str(folder))
    return folder


async def still_works(client: Client) -> None:
    """The server gives the right answer to a request about the project, and has logged nothing."""
    document = client.open("src/app.py")
    scanned = ("crlf/template.yaml", "template.yaml")
    await client.until(lambda: all(map(client.rules, scanned)), "the scan")
    position = client.position("src/app.py", "handler(")
    found = await client.text_document_definition_async(types.DefinitionParams(document, position))
    assert isinstance(found, list) and len(found) == 2
    assert client.log_messages == []
    client.close("src/app.py")
