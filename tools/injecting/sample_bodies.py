"""What the handlers of the small projects do, for each of their triggers."""

from __future__ import annotations

from collections.abc import Mapping

EVENTS: Mapping[str, str] = {
    "Queued": (
        "Events:\n  Queue:\n    Type: SQS\n    Properties:\n"
        "      Queue: !GetAtt OrderQueue.Arn\n      BatchSize: 5\n"
    ),
    "Streamed": (
        "Events:\n  Stream:\n    Type: Kinesis\n    Properties:\n"
        "      Stream: !GetAtt OrderStream.Arn\n      StartingPosition: LATEST\n"
    ),
    "Scheduled": (
        "Events:\n  Nightly:\n    Type: Schedule\n    Properties:\n      Schedule: rate(1 day)\n"
    ),
    "Listed": (
        "Events:\n  List:\n    Type: Api\n    Properties:\n      Path: /orders\n      Method: get\n"
    ),
    "Posted": (
        "Events:\n  Post:\n    Type: HttpApi\n    Properties:\n      Path: /orders\n"
        '      Method: post\n      PayloadFormatVersion: "1.0"\n'
    ),
    "Joined": (
        "Events:\n  SignUp:\n    Type: Cognito\n    Properties:\n"
        "      UserPool: !Ref Users\n      Trigger: PreSignUp\n"
    ),
    "Deployed": "",
}
"""The names of the functions, with what invokes them."""

RESOURCES = """\
  OrderQueue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders.fifo
      FifoQueue: true
      VisibilityTimeout: 30
  OrderStream:
    Type: AWS::Kinesis::Stream
  Users:
    Type: AWS::Cognito::UserPool
  Thing:
    Type: Custom::Thing
    Properties:
      ServiceToken: !GetAtt Deployed.Arn
"""

_PYTHON_RECORDS = """\
import os

table, stage = os.environ["TABLE_NAME"], os.environ["STAGE_NAME"]
try:
    print(table, stage, event)
except ValueError as error:
    print(error)
    raise"""
_PYTHON_RESPONSE = """\
import json
import os

table, stage = os.environ["TABLE_NAME"], os.environ["STAGE_NAME"]
try:
    print(table, stage)
except ValueError as error:
    print(error)
    raise
return {"statusCode": 200, "headers": {"x-table": table}, "body": json.dumps({"orders": []})}"""
_PYTHON_EVENT = """\
import os

print(os.environ["TABLE_NAME"], os.environ["STAGE_NAME"])
event["response"]["autoConfirmUser"] = True
return event"""
_PYTHON_ANSWER = """\
import cfnresponse
import os

print(os.environ["TABLE_NAME"], os.environ["STAGE_NAME"])
cfnresponse.send(event, context, cfnresponse.SUCCESS, {})"""

PYTHON_BODIES: Mapping[str, str] = {
    "Queued": _PYTHON_RECORDS,
    "Streamed": _PYTHON_RECORDS,
    "Scheduled": _PYTHON_RECORDS,
    "Listed": _PYTHON_RESPONSE,
    "Posted": _PYTHON_RESPONSE,
    "Joined": _PYTHON_EVENT,
    "Deployed": _PYTHON_ANSWER,
}
