"""The files that are worked on, and what may stand in them."""

from __future__ import annotations

from pathlib import Path

_SAM = """\
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: python3.13
    Environment: {Variables: {TABLE_NAME: orders, "NAME 🚀": "é"}}
Resources:
  Queue: {Type: AWS::SQS::Queue}
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Events:
        Api: {Type: Api, Properties: {Path: /orders, Method: get}}
        Queue: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}
  Resize:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: images.resize
      Runtime: nodejs22.x
      Events:
        Upload: {Type: S3, Properties: {Bucket: !Ref Images, Events: "s3:ObjectCreated:*"}}
  Absent:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src/, Handler: absent.handler}
  Images: {Type: AWS::S3::Bucket}
"""
_SERVERLESS = """\
service: shop
provider:
  name: aws
  runtime: nodejs22.x
  environment: {TABLE_NAME: orders}
functions:
  notify:
    handler: src/images.notify
    events:
      - sns: ${self:custom.topic}
      - http: GET /notify
  orders:
    handler: src/app.other
    runtime: python3.13
    events: [{schedule: rate(1 minute)}]
custom: {topic: orders-topic}
"""
_PYTHON = '''\
import json
import os

from helpers import respond

TABLE = os.environ["TABLE_NAME"]


def handler(event, context):
    """Takes orders 🚀 é."""
    if "Records" in event:
        for record in event["Records"]:
            body = json.loads(record["body"])
            print(body, record["mesageId"])
        return
    try:
        return respond(200, event["queryStringParameters"])
    except ValueError as error:
        return {"statusCode": 500, "body": {"error": str(error)}}


async def other(event, context):
    return {"remaining": context.get_remaining_time_in_millis(), "id": context.aws_request_id}
'''
_HELPERS = """\
import json


def respond(status, body):
    return {"statusCode": status, "body": json.dumps(body)}
"""
_NODE = """\
const { S3Client } = require("@aws-sdk/client-s3");

exports.resize = async (event, context) => {
  const client = new S3Client({});
  for (const { s3 } of event.Records) {
    console.log(s3.bucket.name, s3.object.key, process.env.TABEL_NAME);
  }
  return { statusCode: 200, client };
};

exports.notify = (event, context, callback) => {
  const message = event.Records[0].Sns.Message; // 🚀
  callback(null, `${message} é`);
};
"""

FILES = {
    "template.yaml": _SAM,
    "other/template.yaml": _SAM.replace("CodeUri: src/", "CodeUri: ../src/"),
    "serverless.yml": _SERVERLESS,
    "src/app.py": _PYTHON,
    "src/helpers.py": _HELPERS,
    "src/images.js": _NODE,
    "lambda-ls.toml": 'ignore = ["runtime-end-of-life"]\n',
}
"""Two templates that share their code, a service, and settings."""


def write_project(root: Path) -> None:
    """Write all files."""
    for path, text in FILES.items():
        write(root / path, text)


def write(path: Path, text: str) -> None:
    """Write a file byte for byte, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
