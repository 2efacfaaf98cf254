from __future__ import annotations

import pytest
from lambda_ls.model.trigger import EventSettings, Setting, Trigger
from msgspec.structs import replace

from tests.workspace.wiring import invoking, invoking_service, sam, serverless

QUEUE = "arn:aws:sqs:us-east-1:123456789012:orders"
COGNITO = (
    *("PreSignUp", "PostConfirmation", "PreAuthentication", "PostAuthentication"),
    *("PreTokenGeneration", "CustomMessage", "DefineAuthChallenge", "CreateAuthChallenge"),
    *("VerifyAuthChallengeResponse", "UserMigration"),
)
SENDERS = "CustomEmailSender", "CustomSMSSender"


def dashed(name: str) -> str:
    """`PreSignUp` as it stands in the id of its trigger."""
    words = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)
    return "cognito" + words.replace("-s-m-s", "-sms").removesuffix("-response")


def event(kind: str, properties: str = "{}", resources: str = "") -> str:
    return sam(f"Events: {{E: {{Type: {kind}, Properties: {properties}}}}}", resources)


SAM = [
    ("api-gateway-rest", "Api", "{Path: /, Method: get}"),
    ("api-gateway-http", "HttpApi", "{}"),
    ("api-gateway-http-v1", "HttpApi", '{PayloadFormatVersion: "1.0"}'),
    ("s3", "S3", "{Bucket: !Ref B, Events: s3:ObjectCreated:*}"),
    ("sns", "SNS", "{Topic: !Ref T}"),
    ("sqs", "SNS", "{Topic: !Ref T, SqsSubscription: true}"),
    ("sqs", "SQS", "{Queue: !GetAtt Q.Arn}"),
    ("kinesis", "Kinesis", "{Stream: !GetAtt S.Arn}"),
    ("dynamodb", "DynamoDB", "{Stream: !GetAtt T.StreamArn}"),
    ("documentdb", "DocumentDB", "{Cluster: !Ref C}"),
    ("msk", "MSK", "{Stream: !Ref C}"),
    ("kafka", "SelfManagedKafka", "{Topics: [orders]}"),
    ("mq-rabbitmq", "MQ", "{Broker: !Ref B, SourceAccessConfigurations: [{Type: VIRTUAL_HOST}]}"),
    ("eventbridge", "EventBridgeRule", "{Pattern: {source: [aws.ec2]}}"),
    ("eventbridge", "CloudWatchEvent", "{Pattern: {source: [aws.ec2]}}"),
    ("schedule", "Schedule", "{Schedule: rate(1 day)}"),
    ("schedule", "ScheduleV2", "{ScheduleExpression: rate(1 day)}"),
    ("cloudwatch-logs", "CloudWatchLogs", "{LogGroupName: app}"),
    ("iot-rule", "IoTRule", "{Sql: SELECT * FROM 'orders'}"),
    ("alexa-skill", "AlexaSkill", "{}"),
    *((dashed(name), "Cognito", f"{{UserPool: !Ref P, Trigger: {name}}}") for name in COGNITO),
]
SERVERLESS = [
    ("api-gateway-rest", "http: GET /orders"),
    ("api-gateway-http", "httpApi: GET /orders"),
    ("api-gateway-websocket", "websocket: $connect"),
    ("alb", "alb: {listenerArn: !Ref L, priority: 1, conditions: {path: /}}"),
    ("s3", "s3: photos"),
    ("sns", "sns: orders"),
    ("sqs", f"sqs: {QUEUE}"),
    ("kinesis", "stream: arn:aws:kinesis:us-east-1:123456789012:stream/orders"),
    ("dynamodb", "stream: {type: dynamodb, arn: !GetAtt T.StreamArn}"),
    ("msk", "msk: {arn: !Ref C, topic: orders}"),
    ("kafka", "kafka: {topic: orders, bootstrapServers: [a:9092]}"),
    ("mq-activemq", "activemq: {arn: !GetAtt B.Arn, queue: orders}"),
    ("mq-rabbitmq", "rabbitmq: {arn: !GetAtt B.Arn, queue: orders}"),
    ("eventbridge", "eventBridge: {pattern: {source: [aws.ec2]}}"),
    ("schedule", "eventBridge: {schedule: rate(1 day)}"),
    ("eventbridge", "cloudwatchEvent: {event: {source: [aws.ec2]}}"),
    ("schedule", "schedule: rate(1 day)"),
    ("cloudwatch-logs", "cloudwatchLog: app"),
    ("iot-rule", "iot: {sql: SELECT * FROM 'orders'}"),
    ("alexa-skill", "alexaSkill: amzn1.ask.skill.1"),
    ("alexa-smart-home", "alexaSmartHome: amzn1.ask.skill.1"),
    *(
        (f"cloudfront-{name}", f"cloudFront: {{eventType: {name}, origin: s3://photos}}")
        for name in ("viewer-request", "origin-request", "origin-response", "viewer-response")
    ),
    *((dashed(name), f"cognitoUserPool: {{pool: P, trigger: {name}}}") for name in COGNITO),
    *((dashed(name), f"cognitoUserPool: {{pool: P, trigger: {name}}}") for name in SENDERS),
]


def sam_trigger(kind: str, properties: str) -> Trigger:
    return invoking(event(kind, properties)).trigger


def serverless_trigger(item: str, rest: str = "") -> Trigger:
    return invoking_service(serverless(f"events:\n  - {item}", rest=rest)).trigger


@pytest.mark.parametrize(("trigger", "kind", "properties"), SAM)
def test_an_event_of_a_sam_function(trigger: str, kind: str, properties: str) -> None:
    found = invoking(event(kind, properties))
    assert found.ids == [trigger]
    assert not found.other_callers


@pytest.mark.parametrize(("trigger", "item"), SERVERLESS)
def test_an_event_of_a_serverless_function(trigger: str, item: str) -> None:
    found = invoking_service(serverless(f"events:\n  - {item}"))
    assert found.ids == [trigger]
    assert not found.other_callers


def test_a_function_url_is_a_trigger() -> None:
    assert invoking(sam("FunctionUrlConfig: {AuthType: NONE}")).ids == ["function-url"]
    assert invoking_service(serverless("url: true")).ids == ["function-url"]


def test_the_payload_version_of_a_service_counts() -> None:
    text = serverless("events:\n  - httpApi: GET /").replace(
        "  runtime:", "  httpApi: {payload: '1.0'}\n  runtime:"
    )
    assert invoking_service(text).ids == ["api-gateway-http-v1"]


def test_the_engine_of_a_broker_decides() -> None:
    broker = "B: {Type: AWS::AmazonMQ::Broker, Properties: {EngineType: ActiveMQ}}"
    assert invoking(event("MQ", "{Broker: !GetAtt B.Arn}", broker)).ids == ["mq-activemq"]


@pytest.mark.parametrize(
    ("trigger", "authorizer"),
    [
        ("api-authorizer-token", "auth"),
        ("api-authorizer-token", "{name: auth}"),
        ("api-authorizer-request", "{name: auth, type: request}"),
        ("api-authorizer-token", "{arn: !GetAtt AuthLambdaFunction.Arn}"),
    ],
)
def test_a_service_names_the_authorizer_of_a_route(trigger: str, authorizer: str) -> None:
    route = f"events:\n  - http: {{path: /, method: get, authorizer: {authorizer}}}"
    text = serverless(route) + "  auth: {handler: app.auth}\n"
    assert invoking_service(text, "auth").ids == [trigger]
    assert not invoking_service(text, "auth").other_callers
    assert invoking_service(text).ids == ["api-gateway-rest"]


def test_a_service_names_the_authorizers_of_its_http_api() -> None:
    authorizers = "authorizers: {a: {type: request, functionName: fn}}"
    text = serverless().replace("  runtime:", f"  httpApi: {{{authorizers}}}\n  runtime:")
    assert invoking_service(text).ids == ["http-api-authorizer"]
    strange = text.replace("functionName", "payloadVersion: '${opt:version}', functionName")
    assert invoking_service(strange).ids == []
    assert invoking_service(strange).other_callers


@pytest.mark.parametrize("target", ["done", "!GetAtt DoneLambdaFunction.Arn"])
def test_a_service_names_the_destinations_of_a_function(target: str) -> None:
    text = serverless(f"destinations: {{onFailure: {target}}}") + "  done: {handler: app.done}\n"
    assert invoking_service(text, "done").ids == ["lambda-destination"]


@pytest.mark.parametrize(
    ("kind", "properties", "expected"),
    [
        (
            "Api",
            "{Path: '/orders/{id}', Method: get}",
            EventSettings(method="GET", path="/orders/{id}", stage="Prod"),
        ),
        ("HttpApi", "{}", EventSettings(method="ANY", path="$default", stage="$default")),
        (
            "HttpApi",
            "{Path: /a, Method: any}",
            EventSettings(method="ANY", path="/a", stage="$default"),
        ),
        ("Api", "{Path: /a, Method: !Ref M}", EventSettings(path="/a", stage="Prod")),
        ("Api", "{Path: !Ref P, Method: get, RestApiId: !Ref A}", EventSettings()),
        (
            "SQS",
            f"{{Queue: {QUEUE}, BatchSize: 5, FunctionResponseTypes: [ReportBatchItemFailures], "
            "FilterCriteria: {Filters: [{Pattern: '{}'}]}}",
            EventSettings(
                source_name="orders",
                source_arn=QUEUE,
                batch_size=5,
                response_types=Setting(("ReportBatchItemFailures",)),
                filters=("{}",),
            ),
        ),
        (
            "S3",
            "{Bucket: !Ref Photos, Events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'], "
            "Filter: {S3Key: {Rules: [{Name: prefix, Value: in/}, {Name: suffix, Value: .jpg}]}}}",
            EventSettings(
                source_name="Photos",
                prefix="in/",
                suffix=".jpg",
                event_names=("s3:ObjectCreated:*", "s3:ObjectRemoved:*"),
            ),
        ),
        (
            "EventBridgeRule",
            "{Pattern: {source: [aws.ec2], detail: {count: [{numeric: ['>', 1]}], up: [true]}}}",
            EventSettings(
                pattern='{"source": ["aws.ec2"], '
                '"detail": {"count": [{"numeric": [">", 1]}], "up": [true]}}'
            ),
        ),
        ("EventBridgeRule", "{Pattern: {source: [!Ref Source]}}", EventSettings()),
        (
            "SNS",
            "{Topic: !Ref T, FilterPolicy: {kind: [order]}}",
            EventSettings(source_name="T", filters=('{"kind": ["order"]}',)),
        ),
        ("Schedule", "{Schedule: rate(1 day), Input: '{}'}", EventSettings(input="{}")),
    ],
)
def test_a_sam_event_says_what_it_sends(
    kind: str, properties: str, expected: EventSettings
) -> None:
    assert without_places(sam_trigger(kind, properties).settings) == expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("http: get orders/{id}", EventSettings(method="GET", path="/orders/{id}")),
        (
            "http: {path: '/orders/{id}', method: '${self:custom.verb}'}",
            EventSettings(method="POST", path="/orders/{id}"),
        ),
        ("http: {path: '${opt:path}', method: get}", EventSettings()),
        ("httpApi: '*'", EventSettings(method="ANY", path="$default", stage="$default")),
        ("websocket: {route: $connect}", EventSettings(path="$connect")),
        (
            f"sqs: {{arn: {QUEUE}, batchSize: 5, functionResponseType: ReportBatchItemFailures, "
            "filterPatterns: [{body: {kind: [order]}}]}",
            EventSettings(
                source_name="orders",
                source_arn=QUEUE,
                batch_size=5,
                response_types=Setting(("ReportBatchItemFailures",)),
                filters=('{"body": {"kind": ["order"]}}',),
            ),
        ),
        (
            "s3: {bucket: photos, event: 's3:ObjectRemoved:*', rules: [{prefix: in/}]}",
            EventSettings(source_name="photos", prefix="in/", event_names=("s3:ObjectRemoved:*",)),
        ),
        ("s3: photos", EventSettings(source_name="photos", event_names=("s3:ObjectCreated:*",))),
        (
            "eventBridge: {pattern: {source: [aws.ec2]}}",
            EventSettings(pattern='{"source": ["aws.ec2"]}'),
        ),
        (
            "cloudwatchEvent: {event: {source: [aws.ec2]}}",
            EventSettings(pattern='{"source": ["aws.ec2"]}'),
        ),
        ("schedule: {rate: rate(1 day), input: {a: 1}}", EventSettings(input='{"a": 1}')),
    ],
)
def test_a_serverless_event_says_what_it_sends(item: str, expected: EventSettings) -> None:
    settings = serverless_trigger(item, rest="custom: {verb: post}").settings
    assert without_places(settings) == expected


def without_places(settings: EventSettings) -> EventSettings:
    """What is sent, without where the template says so."""
    said = settings.response_types
    return replace(
        settings,
        batch_size_place=None,
        starting_position=None,
        response_types=Setting(said.value) if said and said.value else None,
    )


@pytest.mark.parametrize(
    ("kind", "properties"),
    [
        ("Schedule", "{Schedule: rate(1 day), Input: '{}'}"),
        ("ScheduleV2", "{ScheduleExpression: rate(1 day), Input: '{}'}"),
        ("EventBridgeRule", "{Pattern: {source: [a]}, InputPath: $.detail}"),
        ("CloudWatchEvent", "{Pattern: {source: [a]}, InputTransformer: {InputTemplate: '{}'}}"),
    ],
)
def test_an_input_of_its_own_makes_a_sam_event_open(kind: str, properties: str) -> None:
    assert sam_trigger(kind, properties).open_reason is not None


@pytest.mark.parametrize(
    "item",
    [
        "http: {path: /, method: get, integration: lambda}",
        "http: {path: /, method: get, integration: '${opt:integration}'}",
        "schedule: {rate: rate(1 day), input: {a: 1}}",
        "eventBridge: {pattern: {source: [a]}, inputPath: $.detail}",
        "cloudwatchEvent: {event: {source: [a]}, inputTransformer: {inputTemplate: '{}'}}",
    ],
)
def test_an_event_of_a_service_that_can_be_anything_is_open(item: str) -> None:
    assert serverless_trigger(item).open_reason is not None


@pytest.mark.parametrize(
    "item",
    [
        "http: {path: /, method: get, integration: lambda-proxy}",
        "sns: {topicName: a, filterPolicy: {kind: [order]}}",
        "eventBridge: {pattern: {source: [a]}}",
    ],
)
def test_a_filter_or_a_proxy_leaves_the_event_as_it_is(item: str) -> None:
    assert serverless_trigger(item).open_reason is None


@pytest.mark.parametrize(
    ("kind", "key", "stage", "expected"),
    [
        ("Api", "RestApiId", "StageName: live", "live"),
        ("HttpApi", "ApiId", "StageName: live", "live"),
        ("Api", "RestApiId", "StageName: !Ref Stage", None),
        ("HttpApi", "ApiId", "FailOnWarnings: true", None),
    ],
)
def test_an_event_has_the_stage_of_the_api_that_it_names(
    kind: str, key: str, stage: str, expected: str | None
) -> None:
    api = f"  A: {{Type: AWS::Serverless::{kind}, Properties: {{{stage}}}}}\n"
    text = event(kind, f"{{Path: /a, Method: get, {key}: !Ref A}}", api)
    assert [each.settings.stage for each in invoking(text).triggers] == [expected]
