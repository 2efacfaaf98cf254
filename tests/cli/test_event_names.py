"""The names that a template gives what sends events, in the events that are made of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Command
from tests.fixture import write

RESOURCES = """\
  Jobs: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true, QueueName: jobs.fifo}}
  Alerts: {Type: AWS::SNS::Topic, Properties: {TopicName: alerts}}
  Photos: {Type: AWS::S3::Bucket, Properties: {BucketName: my-photos}}
  Staged: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "${Stage}-jobs"}}
  Orders: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders-1}}
  Chosen:
    {Type: AWS::SQS::Queue, Properties: {QueueName: !Join ["-", [!If [Prod, a, b], jobs]]}}
  Clicks: {Type: AWS::Kinesis::Stream, Properties: {Name: clicks-1}}
"""
SAM = f"""\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: app.handler
      Runtime: python3.13
      Events:
        Job: {{Type: SQS, Properties: {{Queue: !GetAtt Jobs.Arn}}}}
        Alert: {{Type: SNS, Properties: {{Topic: !Ref Alerts}}}}
        Photo: {{Type: S3, Properties: {{Bucket: !Ref Photos, Events: s3:ObjectCreated:*}}}}
        Later: {{Type: SQS, Properties: {{Queue: !GetAtt Staged.Arn}}}}
        Order: {{Type: DynamoDB, Properties: {{Stream: !GetAtt Orders.StreamArn}}}}
        Choice: {{Type: SQS, Properties: {{Queue: !GetAtt Chosen.Arn}}}}
        Click: {{Type: Kinesis, Properties: {{Stream: !GetAtt Clicks.Arn}}}}
{RESOURCES}"""
WIRED = f"""\
Resources:
  Api:
    Type: AWS::Lambda::Function
    Properties: {{Code: ., Handler: app.handler, Runtime: python3.13}}
  Job:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {{FunctionName: !Ref Api, EventSourceArn: !GetAtt Jobs.Arn}}
  Alert:
    Type: AWS::SNS::Subscription
    Properties: {{Protocol: lambda, Endpoint: !GetAtt Api.Arn, TopicArn: !Ref Alerts}}
{RESOURCES}"""
SERVERLESS = """\
service: shop
provider: {name: aws, runtime: python3.13}
functions:
  Api:
    handler: app.handler
    events:
      - sqs: {arn: !GetAtt Jobs.Arn}
resources:
  Resources:
    Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs.fifo, FifoQueue: true}}
"""
KAFKA_SAM = """\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Topic: {Type: String}
Resources:
  Api:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: app.handler
      Runtime: python3.13
      Events:
        Managed:
          Type: MSK
          Properties: {Stream: !Ref Cluster, StartingPosition: LATEST, Topics: [payments, more]}
        Own:
          Type: SelfManagedKafka
          Properties: {KafkaBootstrapServers: ["a.b:9092"], Topics: [payments]}
        Later:
          Type: MSK
          Properties: {Stream: !Ref Cluster, StartingPosition: LATEST, Topics: [!Ref Topic]}
  Cluster: {Type: AWS::MSK::ServerlessCluster}
"""
KAFKA_WIRED = """\
Resources:
  Api:
    Type: AWS::Lambda::Function
    Properties: {Code: ., Handler: app.handler, Runtime: python3.13}
  Managed:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      {FunctionName: !Ref Api, EventSourceArn: !Ref Cluster, Topics: [payments],
      StartingPosition: LATEST}
  Cluster: {Type: AWS::MSK::ServerlessCluster}
"""
KAFKA_SERVERLESS = """\
service: shop
provider: {name: aws, runtime: python3.13}
functions:
  Api:
    handler: app.handler
    events:
      - msk: {arn: "arn:aws:kafka:us-east-1:123456789012:cluster/a/b", topic: payments}
      - kafka:
          topic: payments
          bootstrapServers: ["a.b:9092"]
          accessConfigurations: {saslPlainAuth: arn}
"""
JOBS = "arn:aws:sqs:us-east-1:123456789012:jobs.fifo"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write({"app.py": "def handler(event, context):\n    pass\n"}, str(tmp_path))
    return tmp_path


def record(command: Command, event: str) -> Any:
    return command("event", f"Api:{event}").json["Records"][0]


def test_the_events_of_a_function_name_what_sends_them(command: Command, folder: Path) -> None:
    write({"template.yaml": SAM}, str(folder))
    assert record(command, "Job")["eventSourceARN"] == JOBS
    assert record(command, "Alert")["Sns"]["TopicArn"].endswith(":alerts")
    assert record(command, "Photo")["s3"]["bucket"]["name"] == "my-photos"
    assert record(command, "Click")["eventSourceARN"].endswith(":stream/clicks-1")
    assert ":table/orders-1/stream/" in record(command, "Order")["eventSourceARN"]


def test_a_name_that_the_deployment_decides_is_not_known(command: Command, folder: Path) -> None:
    write({"template.yaml": SAM}, str(folder))
    assert record(command, "Later")["eventSourceARN"].endswith(":Staged")
    assert record(command, "Choice")["eventSourceARN"].endswith(":Chosen")


def test_the_events_of_other_resources_name_what_sends_them(command: Command, folder: Path) -> None:
    write({"template.yaml": WIRED}, str(folder))
    assert record(command, "Job")["eventSourceARN"] == JOBS
    assert record(command, "Alert")["Sns"]["TopicArn"].endswith(":alerts")


def test_the_events_of_a_service_name_what_sends_them(command: Command, folder: Path) -> None:
    write({"serverless.yml": SERVERLESS}, str(folder))
    assert record(command, "sqs")["eventSourceARN"] == JOBS


@pytest.mark.parametrize(
    ("name", "template", "events"),
    [
        ("template.yaml", KAFKA_SAM, ("Managed", "Own")),
        ("template.yaml", KAFKA_WIRED, ("Managed",)),
        ("serverless.yml", KAFKA_SERVERLESS, ("msk", "kafka")),
    ],
)
def test_the_records_of_kafka_are_those_of_the_topic(
    command: Command, folder: Path, name: str, template: str, events: tuple[str, ...]
) -> None:
    write({name: template}, str(folder))
    for event in events:
        records = command("event", f"Api:{event}").json["records"]
        assert list(records) == ["payments-0"]
        assert {each["topic"] for each in records["payments-0"]} == {"payments"}


def test_a_topic_that_the_deployment_decides_is_that_of_the_sample(
    command: Command, folder: Path
) -> None:
    write({"template.yaml": KAFKA_SAM}, str(folder))
    records = command("event", "Api:Later").json["records"]
    assert [(name, each["topic"]) for name, (each, *_) in records.items()] == [
        ("orders-0", "orders")
    ]
