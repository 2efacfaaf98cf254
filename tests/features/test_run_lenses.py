"""The lines above handlers by which they are run."""

from __future__ import annotations

import os

from lambda_ls.features.run_lenses import run_lenses

from tests.features.asked import snapshot_of

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {Runtime: python3.13, CodeUri: .}
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Events:
        A: {Type: SQS, Properties: {Queue: "arn:aws:sqs:us-east-1:123456789012:a"}}
        B: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
  Two:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler}
  Alone:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.alone}
  Rust:
    Type: AWS::Serverless::Function
    Properties: {Handler: bootstrap, Runtime: provided.al2023}
"""
APP = "def handler(event, context):\n    pass\n\n\ndef alone(event, context):\n    pass\n"
FILES = {"template.yaml": TEMPLATE, "app.py": APP}
