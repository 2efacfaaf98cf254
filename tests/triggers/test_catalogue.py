from __future__ import annotations

import pytest
from lambda_ls.model.function import Dialect
from lambda_ls.triggers.catalogue import all_definitions, definition, find, kinds, wired

IDS = """
api-gateway-rest api-gateway-http api-gateway-http-v1 api-gateway-websocket function-url alb
vpc-lattice api-authorizer-token api-authorizer-request http-api-authorizer
s3 sns sqs kinesis dynamodb documentdb msk kafka mq-activemq mq-rabbitmq
eventbridge schedule cloudwatch-logs cloudwatch-alarm
cognito-pre-sign-up cognito-post-confirmation cognito-pre-authentication
cognito-post-authentication cognito-pre-token-generation cognito-custom-message
cognito-define-auth-challenge cognito-create-auth-challenge cognito-verify-auth-challenge
cognito-user-migration cognito-custom-email-sender cognito-custom-sms-sender
iot-rule alexa-skill alexa-smart-home
cloudfront-viewer-request cloudfront-origin-request cloudfront-origin-response
cloudfront-viewer-response
firehose appsync appsync-authorizer step-functions pipes
custom-resource cloudformation-macro config-rule codepipeline codecommit codedeploy-hook
secrets-rotation ses s3-object-lambda s3-batch transfer-identity lex-v2 connect bedrock-agent
lambda-destination
"""
SAM_TYPES = """
Api HttpApi Schedule ScheduleV2 CloudWatchEvent EventBridgeRule CloudWatchLogs S3 SNS SQS Kinesis
DynamoDB DocumentDB MSK SelfManagedKafka MQ IoTRule AlexaSkill Cognito FunctionUrlConfig
"""
SERVERLESS_KEYS = """
http httpApi websocket schedule s3 sns sqs stream msk kafka activemq rabbitmq alb iot
iotFleetProvisioning alexaSkill alexaSmartHome cloudFront cloudwatchEvent cloudwatchLog
cognitoUserPool eventBridge url
"""


def test_the_public_names_of_the_triggers_stay() -> None:
    assert {entry.id for entry in all_definitions()} == set(IDS.split())


def test_definitions_come_in_the_order_of_their_ids() -> None:
    ids = [entry.id for entry in all_definitions()]
    assert ids == sorted(ids)


def test_no_two_triggers_claim_the_same_declaration() -> None:
    declared = [one for entry in all_definitions() for one in entry.declarations]
    assert len(declared) == len(set(declared))


def test_a_trigger_is_found_by_its_id() -> None:
    found = definition("sqs")
    assert found is not None
    assert found.title == "SQS"
    assert definition("carrier-pigeon") is None


@pytest.mark.parametrize(
    ("dialect", "kind", "discriminator", "expected"),
    [
        ("sam", "SQS", None, "sqs"),
        ("sam", "HttpApi", None, "api-gateway-http"),
        ("sam", "HttpApi", "2.0", "api-gateway-http"),
        ("sam", "HttpApi", "1.0", "api-gateway-http-v1"),
        ("sam", "Cognito", "PreSignUp", "cognito-pre-sign-up"),
        ("sam", "Cognito", None, None),
        ("sam", "MQ", "rabbitmq", "mq-rabbitmq"),
        ("sam", "MQ", None, None),
        ("sam", "FunctionUrlConfig", None, "function-url"),
        ("sam", "sqs", None, None),
        ("serverless", "httpApi", "1.0", "api-gateway-http-v1"),
        ("serverless", "stream", "dynamodb", "dynamodb"),
        ("serverless", "stream", None, None),
        ("serverless", "cloudFront", "viewer-request", "cloudfront-viewer-request"),
        ("serverless", "cognitoUserPool", "CustomSMSSender", "cognito-custom-sms-sender"),
        ("serverless", "eventBridge", None, "eventbridge"),
        ("serverless", "eventBridge", "schedule", "schedule"),
        ("serverless", "url", None, "function-url"),
        ("serverless", "iotFleetProvisioning", None, None),
        ("serverless", "SQS", None, None),
        ("cloudformation", "SQS", None, None),
    ],
)
def test_a_dialects_word_leads_to_its_trigger(
    dialect: str, kind: str, discriminator: str | None, expected: str | None
) -> None:
    found = find(dialect, kind, discriminator)
    assert (found.id if found else None) == expected


@pytest.mark.parametrize(
    ("dialect", "words"),
    [
        (Dialect.SAM, SAM_TYPES),
        (Dialect.SERVERLESS, SERVERLESS_KEYS),
        (Dialect.CLOUDFORMATION, ""),
    ],
)
def test_every_word_that_a_dialect_has_for_events_is_known(dialect: Dialect, words: str) -> None:
    assert set(kinds(dialect.value)) == set(words.split())


@pytest.mark.parametrize(
    ("resource", "way", "discriminator", "expected"),
    [
        ("AWS::SNS::Topic", "Subscription.*.Endpoint", None, {"sns"}),
        ("AWS::SNS::Topic", "Subscription.*.Protocol", None, set()),
        ("AWS::SNS::Topic", "Subscription", None, set()),
        ("AWS::Lambda::Url", "TargetFunctionArn", None, {"function-url"}),
        ("AWS::Events::Rule", "Targets.*.Arn", "schedule", {"schedule"}),
        ("AWS::Events::Rule", "Targets.*.Arn", None, set()),
        ("Custom::Anything", "ServiceToken", None, {"custom-resource"}),
        ("Custom::Anything", "Other", None, set()),
        ("AWS::Serverless::StateMachine", "Definition.States.A.Resource", None, {"step-functions"}),
        ("AWS::Lambda::Permission", "FunctionName", "s3.amazonaws.com", {"s3"}),
        (
            "AWS::Lambda::Permission",
            "FunctionName",
            "events.amazonaws.com",
            {"eventbridge", "schedule"},
        ),
        ("AWS::Shop::Unheard", "FunctionName", None, set()),
    ],
)
def test_a_property_of_a_resource_leads_to_the_triggers_that_it_can_mean(
    resource: str, way: str, discriminator: str | None, expected: set[str]
) -> None:
    found = wired(resource, tuple(way.split(".")), discriminator)
    assert {entry.id for entry in found} == expected


def test_every_trigger_that_a_template_can_show_says_how() -> None:
    silent = {entry.id for entry in all_definitions() if not entry.declarations + entry.wirings}
    # Only a call of S3's own names the function of a batch job.
    assert silent == {"s3-batch"}
