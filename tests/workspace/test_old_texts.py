"""Who types for hours makes thousands of texts, of which only a few may stay in memory."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from lambda_ls.features.diagnostics import Diagnostics
from lambda_ls.text.source import SourceText
from lambda_ls.workspace.scan import scan
from lambda_ls.workspace.workspace import Workspace

from tests.fixture import write

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: app.handler
      Runtime: {runtime}
      Environment: {{Variables: {{TABLE: orders}}}}
      Events: {{Queue: {{Type: SQS, Properties: {{Queue: !GetAtt Queue.Arn}}}}}}
"""
PYTHON = """\
import boto3, os, sys
SEEN = []
def handler(event, context):
    SEEN.append(event["Records"])
    boto3.client("sqs").send_message(QueueUrl=os.environ["TABLE"])
    if len(SEEN) > 9: sys.exit(1)
"""
NODE = """\
const { SQSClient } = require("@aws-sdk/client-sqs");
const seen = [];
exports.handler = async (event) => {
  seen.push(event.Records);
  new SQSClient({ endpoint: process.env.TABLE });
  if (seen.length > 9) process.exit(1);
};
"""
_EDITS = 200
_MOST = 60


@pytest.mark.parametrize(
    ("file", "code", "runtime"), [("app.py", PYTHON, "python3.13"), ("app.js", NODE, "nodejs22.x")]
)
def test_old_texts_of_a_file_do_not_stay(
    tmp_path: Path, file: str, code: str, runtime: str
) -> None:
    write({"template.yaml": TEMPLATE.format(runtime=runtime), file: code}, str(tmp_path))
    workspace = Workspace((str(tmp_path),))
    workspace.adopt(scan((str(tmp_path),)))
    diagnostics = Diagnostics()
    before = _texts()
    for number in range(_EDITS):
        workspace.open(str(tmp_path / file), code + "\n" * (number % 3))
        found = list(diagnostics.everywhere(workspace.snapshot()))
        assert found
    gc.collect()
    assert _texts() - before < _MOST


def _texts() -> int:
    return sum(isinstance(each, SourceText) for each in gc.get_objects())
