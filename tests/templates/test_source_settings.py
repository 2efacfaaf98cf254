from __future__ import annotations

import pytest
from lambda_ls.model.trigger import EventSettings, Queue, Redrive, Retries, Setting

from tests.templates.reading import Reading, in_folder

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 45
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Events:
        Jobs:
          Type: SQS
          Properties:
            Queue: !GetAtt Jobs.Arn
            BatchSize: 5
  Other:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
"""
MAPPING = """\
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties: {Handler: app.handler, Runtime: python3.13, Code: src}
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: !Ref Worker
      EventSourceArn: !GetAtt Jobs.Arn
      BatchSize: 5
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
"""
SERVICE = """\
service: shop
provider:
  name: aws
  runtime: python3.13
custom:
  size: 7
functions:
  worker:
    handler: app.handler
resources:
  Resources:
    Mapping:
      Type: AWS::Lambda::EventSourceMapping
      Properties:
        FunctionName: !Ref WorkerLambdaFunction
        EventSourceArn: arn:aws:kinesis:us-east-1:123456789012:stream/orders
        BatchSize: ${self:custom.size}
        StartingPosition: ${self:custom.position, 'LATEST'}
"""


def settings(reading: Reading, text: str) -> EventSettings:
    """The settings of the only event of the first function."""
    function = reading.functions(text)[0]
    (event,) = (*function.events, *function.callers)
    return event.settings


def queue_of(text: str) -> Queue:
    found = settings(Reading(), text).queue
    assert found is not None
    return found


def test_an_event_knows_the_queue_of_the_template_that_sends_it() -> None:
    reading = Reading()
    found = settings(reading, TEMPLATE)
    queue = found.queue
    assert queue and queue.place and queue.visibility_timeout and queue.visibility_timeout.slot
    assert reading.written(queue.place) == "Jobs"
    assert queue.visibility_timeout.value == 45
    assert reading.written(queue.visibility_timeout.slot.place) == "45"
    assert found.batch_size_place and reading.written(found.batch_size_place) == "5"


def test_a_mapping_knows_its_queue_as_an_event_does() -> None:
    reading = Reading()
    found = settings(reading, MAPPING)
    assert found.queue and found.queue.is_fifo
    assert found.queue.visibility_timeout and found.queue.visibility_timeout.value is None
    assert found.batch_size_place and reading.written(found.batch_size_place) == "5"


def test_a_queue_that_cannot_be_read_to_its_end_is_not_known() -> None:
    half_typed = TEMPLATE.replace("VisibilityTimeout", "QueueName: jobs\n      Visib")
    assert settings(Reading(), half_typed.replace("Visib: 45", "Visib")).queue is None


def test_of_properties_that_are_being_typed_nothing_is_missing() -> None:
    half_typed = TEMPLATE.replace("VisibilityTimeout: 45", "Visib")
    assert queue_of(half_typed).visibility_timeout is None


def test_a_mapping_that_cannot_be_read_to_its_end_has_no_known_position() -> None:
    known = settings(Reading(), MAPPING).starting_position
    assert known and known.value is None
    half_typed = MAPPING.replace("BatchSize: 5", "StartingPosi")
    assert settings(Reading(), half_typed).starting_position is None


def test_a_visibility_timeout_that_a_loop_can_bring_is_not_known() -> None:
    generated = TEMPLATE.replace(
        "VisibilityTimeout: 45", "Fn::Transform: {Name: Timeouts, Parameters: {}}"
    )
    assert queue_of(generated).visibility_timeout is None
    assert queue_of(TEMPLATE.replace(": 45", ": !Ref Seconds")).visibility_timeout is None


def test_a_mapping_of_a_serverless_service_counts_by_what_is_certain() -> None:
    reading = Reading(in_folder("serverless.yml"))
    found = settings(reading, SERVICE)
    assert (found.batch_size, found.batch_size_place) == (7, None)
    assert found.starting_position and found.starting_position.value == "LATEST"
    doubtful = SERVICE.replace("${self:custom.size}", "${opt:size, 7}")
    assert settings(Reading(in_folder("serverless.yml")), doubtful).batch_size is None


def test_a_queue_that_changes_makes_new_only_the_functions_that_it_invokes() -> None:
    reading = Reading()
    worker, other = reading.functions(TEMPLATE)
    changed = reading.functions(TEMPLATE.replace(": 45", ": 90"))
    assert changed[0] is not worker
    assert changed[1] is other


def test_a_queue_that_moves_down_makes_no_function_new() -> None:
    reading = Reading()
    before = reading.functions(TEMPLATE)
    topic = "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n"
    after = reading.functions(TEMPLATE.replace("Resources:\n", topic))
    assert all(one is other for one, other in zip(before, after, strict=True))


def test_variables_stand_under_the_functions_own_key_or_else_the_inherited_one() -> None:
    inherited = "Globals:\n  Function:\n    Environment: {Variables: {A: b}}\n"
    own = "      Environment:\n        Variables: {C: d}\n"
    reading = Reading()
    worker, other = reading.functions(inherited + TEMPLATE + own)
    assert worker.environment_place and worker.environment_place.block == "Globals"
    assert other.environment_place and other.environment_place.block == "Resources/Other"
    assert reading.written(other.environment_place) == "Environment"


def test_a_timeout_that_a_macro_can_set_is_not_known() -> None:
    generated = TEMPLATE.replace(
        "      Handler: app.handler\n",
        "      Handler: app.handler\n      Fn::Transform: {Name: Timeouts}\n",
        1,
    )
    timeout = Reading().functions(generated)[0].timeout
    assert timeout is not None
    assert not isinstance(timeout.value, int)


FUNCTION = """
  Worker:
    Type: AWS::Lambda::Function
    Properties: {Handler: app.handler, Runtime: python3.13, Code: src}
"""
URI = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${Worker.Arn}/invocations"


@pytest.mark.parametrize(
    ("resource", "said"),
    [
        (
            "{Type: AWS::ApiGateway::Method, Properties: {HttpMethod: GET, "
            f"Integration: {{Type: AWS_PROXY, Uri: !Sub '{URI}'@}}}}}}",
            "TimeoutInMillis: 60000",
        ),
        (
            "{Type: AWS::ApiGatewayV2::Integration, Properties: {IntegrationType: AWS_PROXY, "
            f"PayloadFormatVersion: '2.0', IntegrationUri: !Sub '{URI}'@}}}}",
            "TimeoutInMillis: 10000",
        ),
        (
            "{Type: AWS::ApiGateway::RestApi, Properties: {Body: {paths: {/orders: {get: "
            f"{{x-amazon-apigateway-integration: {{type: aws_proxy, uri: !Sub '{URI}'@}}}}}}}}}}}}",
            "responseTransferMode: STREAM",
        ),
        (
            "{Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Jobs.Arn, "
            "Target: !GetAtt Worker.Arn, "
            "TargetParameters: {LambdaFunctionParameters: {Name: worker@}}}}",
            "InvocationType: FIRE_AND_FORGET",
        ),
    ],
)
def test_a_sender_that_says_how_long_it_waits_has_no_default_limit(
    resource: str, said: str
) -> None:
    def has_default(text: str) -> bool:
        return settings(Reading(), f"Resources:\n  Source: {text}{FUNCTION}").has_default_time_limit

    assert has_default(resource.replace("@", ""))
    assert not has_default(resource.replace("@", f", {said}"))


def responses(text: str, path: str = "template.yaml") -> Setting[tuple[str, ...]] | None:
    return settings(Reading(in_folder(path)), text).response_types


@pytest.mark.parametrize("text", [TEMPLATE, MAPPING])
def test_an_event_source_says_which_responses_it_reads(text: str) -> None:
    said = text.replace("BatchSize: 5", "FunctionResponseTypes: [ReportBatchItemFailures]")
    nothing, known = responses(text), responses(said)
    assert nothing and nothing.value is None and nothing.slot and nothing.key is None
    assert known and known.value == ("ReportBatchItemFailures",) and known.removal


@pytest.mark.parametrize("text", [TEMPLATE, MAPPING])
@pytest.mark.parametrize(
    "said",
    [
        "FunctionResponseTypes: !Ref Types",
        "FunctionResponseTypes: [!If [Partial, ReportBatchItemFailures, !Ref AWS::NoValue]]",
        "Fn::Transform: {Name: Responses}",
    ],
)
def test_responses_that_the_deployment_decides_are_not_known(text: str, said: str) -> None:
    assert responses(text.replace("BatchSize: 5", said)) is None


@pytest.mark.parametrize(
    ("kind", "properties"),
    [("SNS", "{Topic: !Ref T, SqsSubscription: true}"), ("S3", "{Bucket: !Ref B, Events: a}")],
)
def test_an_event_that_has_no_such_setting_reads_no_response(kind: str, properties: str) -> None:
    event = f"{{Type: {kind}, Properties: {properties}}}"
    lines = TEMPLATE.split("        Jobs:\n")
    text = f"{lines[0]}        Jobs: {event}\n"
    assert responses(text) is None


def service(event: str, more: str = "") -> str:
    return f"""\
service: shop
provider: {{name: aws, runtime: python3.13}}
{more}
functions:
  worker:
    handler: app.handler
    events:
      - {event}
"""


ARN = "arn:aws:sqs:us-east-1:123456789012:jobs"


@pytest.mark.parametrize(
    "event",
    [
        f"sqs: {ARN}",
        f"sqs: {{arn: {ARN}}}",
        "sqs: !GetAtt Jobs.Arn",
        "sqs: {Fn::GetAtt: [Jobs, Arn]}",
        "stream: {type: kinesis, arn: !GetAtt Clicks.Arn}",
    ],
)
def test_an_event_of_the_framework_says_that_it_reads_no_response(event: str) -> None:
    found = responses(service(event), "serverless.yml")
    assert found and found.value is None


@pytest.mark.parametrize(
    ("event", "more"),
    [
        ("sqs: ${opt:queue}", ""),
        ("sqs: {arn: a, functionResponseType: '${opt:type}'}", ""),
        (f"sqs: {ARN}", "plugins: [./batches]"),
        (f"sqs: {ARN}", "plugins: [serverless-sqs-settings]"),
        (f"sqs: {ARN}", "resources: {\n  extensions: {}}"),
        ("sns: arn:aws:sns:us-east-1:123456789012:news", ""),
        ("kafka: {topic: a, bootstrapServers: [b]}", ""),
    ],
)
def test_an_event_that_something_else_can_change_is_not_known(event: str, more: str) -> None:
    assert responses(service(event, more), "serverless.yml") is None


def test_a_plugin_that_leaves_events_alone_does_not_matter() -> None:
    found = responses(service(f"sqs: {ARN}", "plugins: [serverless-offline-sqs]"), "serverless.yml")
    assert found and found.value is None


def test_a_resource_that_extends_a_mapping_makes_the_events_new() -> None:
    reading = Reading(in_folder("serverless.yml"))
    extended = "resources:\n  extensions:\n    WorkerEventSourceMappingSQSJobs: {}"
    assert settings(reading, service(f"sqs: {ARN}", "resources:")).response_types
    assert settings(reading, service(f"sqs: {ARN}", extended)).response_types is None
    assert settings(reading, service(f"sqs: {ARN}", "resources:")).response_types


def test_a_setting_that_a_variable_brings_is_not_removed_where_it_is_used() -> None:
    shared = "custom: {jobs: {arn: a, functionResponseType: ReportBatchItemFailures}}"
    found = responses(service("sqs: ${self:custom.jobs}", shared), "serverless.yml")
    assert found and found.value == ("ReportBatchItemFailures",)
    assert found.key is None and found.removal is None and found.slot is None


def test_a_queue_tells_when_it_gives_a_message_up() -> None:
    text = TEMPLATE.replace(
        "VisibilityTimeout: 45",
        "RedrivePolicy: {maxReceiveCount: 4, deadLetterTargetArn: !GetAtt Lost.Arn}",
    )
    assert queue_of(text).redrive == Redrive(4, "Lost")
    by_arn = text.replace("!GetAtt Lost.Arn", "arn:aws:sqs:us-east-1:123456789012:lost")
    assert queue_of(by_arn).redrive == Redrive(4, "lost")
    assert (
        queue_of(text.replace("maxReceiveCount: 4", "maxReceiveCount: !Ref Most")).redrive is None
    )
    assert queue_of(TEMPLATE).redrive is None


def test_a_stream_tells_how_it_sends_a_batch_again() -> None:
    text = MAPPING.replace(
        "BatchSize: 5",
        "MaximumRetryAttempts: 2\n      BisectBatchOnFunctionError: true\n"
        "      DestinationConfig: {OnFailure: {Destination: !GetAtt Lost.Arn}}",
    )
    assert settings(Reading(), text).retries == Retries(2, True, "Lost")
    endless = text.replace("Attempts: 2", "Attempts: -1")
    assert settings(Reading(), endless).retries.most is None
    assert settings(Reading(), MAPPING).retries == Retries()


def test_a_stream_of_a_serverless_function_tells_it_too() -> None:
    text = """\
service: shop
provider: {name: aws, runtime: python3.13}
functions:
  worker:
    handler: app.handler
    events:
      - stream:
          arn: arn:aws:kinesis:us-east-1:123456789012:stream/orders
          maximumRetryAttempts: 3
          bisectBatchOnFunctionError: true
          destinations: {onFailure: arn:aws:sqs:us-east-1:123456789012:lost}
"""
    found = settings(Reading(in_folder("serverless.yml")), text)
    assert found.retries == Retries(3, True, "lost")
