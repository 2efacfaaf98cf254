"""Values that refer to resources whose names a template gives."""

from __future__ import annotations

import pytest
from lambda_ls.model.function import Function
from lambda_ls.model.place import Unknown

from tests.templates.reading import Reading, in_folder

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String, Default: dev}
  Logs: {Type: String}
Resources:
  Api:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Environment: {Variables: {VALUE: %s}}
  Orders: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders}}
  Simple: {Type: AWS::Serverless::SimpleTable, Properties: {TableName: simple}}
  Files: {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub "files-${Stage}"}}
  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs.fifo, FifoQueue: true}}
  News: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub "news-${AWS::Region}"}}
  Key: {Type: AWS::SSM::Parameter, Properties: {Name: /shop/key, Value: x, Type: String}}
  Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /shop}}
  Stack: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub "${AWS::StackName}-x"}}
  Chosen: {Type: AWS::DynamoDB::Table, Properties: {TableName: !If [Prod, a, b]}}
  Other: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Ref Orders}}
  Filled: {Type: AWS::DynamoDB::Table, Properties: {TableName: "${stage}-orders"}}
  Secret: {Type: AWS::DynamoDB::Table, Properties: {TableName: "{{resolve:ssm:/a}}"}}
  Composed: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub "{{resolve:ssm:/a}}-x"}}
  Nameless: {Type: AWS::DynamoDB::Table}
  User: {Type: AWS::Cognito::UserPool, Properties: {UserPoolName: users}}
"""
PLACE = "${AWS::Region}:${AWS::AccountId}"


def value_of(function: Function) -> str | Unknown:
    (variable,) = function.environment
    return variable.value.value


def value(written: str) -> str | Unknown:
    return value_of(Reading().function(TEMPLATE % written))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("!Ref Orders", "orders"),
        ("{Ref: Orders}", "orders"),
        ('!Sub "${Orders}/${Simple}"', "orders/simple"),
        ("!Join ['-', [!Ref Orders, x]]", "orders-x"),
        ("!Ref Key", "/shop/key"),
        ("!GetAtt Jobs.QueueName", "jobs.fifo"),
        ("{'Fn::GetAtt': [Jobs, QueueName]}", "jobs.fifo"),
        ('!Sub "${Jobs.QueueName}"', "jobs.fifo"),
    ],
)
def test_a_name_that_the_template_gives_is_certain(written: str, expected: str) -> None:
    assert value(written) == expected


@pytest.mark.parametrize(
    ("written", "likely", "pattern"),
    [
        ("!Ref Files", "files-dev", None),
        ("!GetAtt Files.Arn", "arn:aws:s3:::files-dev", None),
        ("!GetAtt Orders.Arn", None, f"arn:aws:dynamodb:{PLACE}:table/orders"),
        ("!GetAtt Simple.Arn", None, f"arn:aws:dynamodb:{PLACE}:table/simple"),
        ("!Ref News", None, f"arn:aws:sns:{PLACE}:news-${{AWS::Region}}"),
        ("!GetAtt News.TopicName", None, "news-${AWS::Region}"),
        (
            "!Ref Jobs",
            None,
            "https://sqs.${AWS::Region}.amazonaws.com/${AWS::AccountId}/jobs.fifo",
        ),
        ('!Sub "${Jobs.Arn}!"', None, f"arn:aws:sqs:{PLACE}:jobs.fifo!"),
        ("!Ref Chosen", "a", None),
    ],
)
def test_what_depends_on_the_place_or_on_a_parameter_is_not_certain(
    written: str, likely: str | None, pattern: str | None
) -> None:
    found = value(written)
    assert isinstance(found, Unknown)
    assert (found.likely, found.pattern) == (likely, pattern)


@pytest.mark.parametrize(
    "written",
    [
        *("!Ref Stack", "!Ref Nameless", "!Ref User", "!Ref Nothing", "!Ref Filled", "!Ref Secret"),
        *("!Ref Composed", "!Join ['', ['{{resolve:ssm:/', 'a}}']]"),
        # A parameter of the same name is the one that is meant; a name that another one gives.
        *("!Ref Logs", "!Ref Other"),
        *("!GetAtt Orders.StreamArn", "!GetAtt Orders", "!GetAtt [Orders, !Ref Arn]"),
        *("{'Fn::GetAtt': [Orders, {Ref: Arn}]}", '!Sub "${Orders.StreamArn}"'),
    ],
)
def test_anything_else_is_unknown(written: str) -> None:
    found = value(written)
    assert isinstance(found, Unknown)
    assert (found.likely, found.pattern) == (None, None)


def test_an_edit_of_a_name_reads_the_functions_again_and_no_other_edit_of_its_resource() -> None:
    reading = Reading()
    text = TEMPLATE % "!Ref Orders"
    first = reading.function(text)
    other = text.replace("Key: {Type: AWS::SSM", "Key: {Metadata: {a: b}, Type: AWS::SSM")
    other = other.replace("TableName: orders}", "TableName: orders, BillingMode: X}")
    assert other.count("Metadata") + other.count("BillingMode") == 2
    assert reading.function(other) is first
    assert value_of(reading.function(text.replace("TableName: orders", "TableName: sales"))) == (
        "sales"
    )


SERVICE = """\
service: shop
provider:
  name: aws
  runtime: python3.13
  environment: {VALUE: %s}
custom:
  table: {Ref: Orders}
functions:
  api: {handler: app.handler}
resources:
  - Resources:
      Orders: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders}}
      Files: {Type: AWS::S3::Bucket, Properties: {BucketName: "files-${sls:stage}"}}
      Nameless: {Type: AWS::DynamoDB::Table}
  - ${file(more.yml)}
"""
MORE = """\
Resources:
  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "${self:service}-jobs"}}
  News: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub "${AWS::Region}-${sls:stage}"}}
"""


def service() -> Reading:
    return Reading(in_folder("serverless.yml"), {"more.yml": MORE})


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("!Ref Orders", "orders"),
        ("{Ref: Orders}", "orders"),
        ("'${self:custom.table}'", "orders"),
        ("!GetAtt Jobs.QueueName", "shop-jobs"),
        ("!Sub '${Orders}-${self:service}'", "orders-shop"),
    ],
)
def test_a_name_that_a_service_gives_is_certain(written: str, expected: str) -> None:
    assert value_of(service().function(SERVICE % written)) == expected


@pytest.mark.parametrize(
    ("written", "likely", "pattern"),
    [
        ("!Ref Files", "files-dev", None),
        ("!GetAtt Orders.Arn", None, f"arn:aws:dynamodb:{PLACE}:table/orders"),
        ("!Ref News", None, f"arn:aws:sns:{PLACE}:${{AWS::Region}}-dev"),
        ("!Sub '${AWS::Region}-${sls:stage}'", None, "${AWS::Region}-dev"),
        ("!Sub 'a-${sls:stage}'", "a-dev", None),
        ("!Ref Nameless", None, None),
        ("!Ref ApiLambdaFunction", None, None),
        ("!ImportValue x", None, None),
    ],
)
def test_what_a_deployment_of_a_service_decides_is_not_certain(
    written: str, likely: str | None, pattern: str | None
) -> None:
    found = value_of(service().function(SERVICE % written))
    assert isinstance(found, Unknown)
    assert (found.likely, found.pattern) == (likely, pattern)


def test_an_edit_of_a_service_reads_its_functions_again_where_a_name_has_changed() -> None:
    reading = service()
    text = SERVICE % "!Ref Orders"
    first = reading.function(text)
    assert reading.function(text.replace("orders}}", "orders, BillingMode: X}}")) is first
    assert value_of(reading.function(text.replace("orders}}", "sales}}"))) == "sales"
    reading.files[in_folder("more.yml")] = MORE.replace("jobs", "work")
    again = reading.function(text.replace("!Ref Orders", "!GetAtt Jobs.QueueName"))
    assert value_of(again) == "shop-work"
