"""Sound templates and code to begin with."""

from __future__ import annotations

import json

SAM = """\
AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {Runtime: python3.13, Timeout: 3}
Parameters:
  Stage: {Type: String, Default: dev}
Resources:
  # Takes orders. 😀
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ./src/
      Handler: app.handler
      Environment: &env
        Variables:
          TABLE: !Sub "${Stage}-orders"
      Events:
        Queue: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}
  Other:
    Type: AWS::Serverless::Function
    Properties:
      Environment: *env
      InlineCode: |
        def handler(event, context):
          return 1
      Handler: index.handler
  Queue:
    Type: AWS::SQS::Queue
"""
CLOUDFORMATION = json.dumps(
    {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Resources": {
            "Orders": {
                "Type": "AWS::Lambda::Function",
                "Properties": {
                    "Runtime": "nodejs22.x",
                    "Handler": "app.handler",
                    "Code": {"ZipFile": "exports.handler = async () => 1;"},
                    "Role": {"Fn::GetAtt": ["Role", "Arn"]},
                },
            },
            "Other": {
                "Type": "AWS::Lambda::Function",
                "Properties": {"Runtime": "python3.13", "Handler": "app.handler", "Code": "src"},
            },
        },
    },
    indent="\t",
)
SERVERLESS = """\
service: orders
provider:
  name: aws
  runtime: nodejs22.x
  stage: ${opt:stage, 'dev'}
custom: ${file(custom.yml):${self:provider.stage}}
functions:
  orders:
    handler: src/app.handler
    events:
      - sqs: {arn: "${self:custom.queue}"}
      - httpApi: 'GET /orders/{id}'
  other: ${file(other.yml):other}
"""
TEMPLATES = {
    "template.yaml": SAM,
    "template.json": CLOUDFORMATION,
    "serverless.yml": SERVERLESS,
    "serverless.json": '{"service": "x", "provider": {"name": "aws"},\n"functions": {"a": {\n'
    '"handler": "src/app.handler", "runtime": "python3.13"}}}',
}
CODE = {
    "src/app.py": 'import os\ndef handler(event, context):\n    return os.environ.get("TABLE")\n',
    "src/app.js": "exports.handler = async (event) => event;\n",
    "custom.yml": "dev: {queue: arn}\n",
    "other.yml": "other: {handler: src/app.handler}\n",
}
