from __future__ import annotations

import pytest
from lambda_ls.model.function import Function

from tests.templates.reading import Reading
from tests.workspace.wiring import (
    SERVICE,
    cloudformation,
    found,
    invoking,
    invoking_service,
    named,
    sam,
    serverless,
)

SQS = "Events: {E: {Type: SQS, Properties: {Queue: !GetAtt Q.Arn}}}"
QUEUE = "Q: {Type: AWS::SQS::Queue}\n"
TOPIC = "T: {Type: AWS::SNS::Topic}\n"
SUBSCRIBED = (
    "S: {Type: AWS::SNS::Subscription, Properties: "
    "{Protocol: sqs, TopicArn: !Ref T, Endpoint: !GetAtt Q.Arn}}\n"
)
BUCKET = (
    "B: {Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: "
    "{TopicConfigurations: [{Event: 's3:ObjectCreated:*', Topic: !Ref T}]}}}\n"
)
RULE = (
    "R: {Type: AWS::Events::Rule, Properties: "
    "{EventPattern: {source: [a]}, Targets: [{Id: a, Arn: !GetAtt Q.Arn}]}}\n"
)
METHOD = (
    "R:\n  Type: AWS::ApiGateway::Method\n  Properties:\n    HttpMethod: GET\n"
    "    ResourceId: !Ref Order\n    Integration: {Type: TYPE, Uri: !GetAtt Fn.Arn}\n"
    "Order: {Type: AWS::ApiGateway::Resource, Properties: "
    "{ParentId: !Ref Orders, PathPart: '{id}'}}\n"
    "Orders: {Type: AWS::ApiGateway::Resource, Properties: "
    "{ParentId: !GetAtt Api.RootResourceId, PathPart: orders}}\n"
)


def permission(principal: str) -> str:
    return (
        "P: {Type: AWS::Lambda::Permission, Properties: "
        f"{{FunctionName: !Ref Fn, Principal: {principal}}}}}\n"
    )


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (QUEUE, ()),
        (QUEUE + TOPIC + SUBSCRIBED, ("sns",)),
        (QUEUE + TOPIC + SUBSCRIBED + BUCKET, ("sns", "s3")),
        (QUEUE + RULE, ("eventbridge",)),
        (
            QUEUE + RULE.replace("EventPattern: {source: [a]}", "ScheduleExpression: x"),
            ("schedule",),
        ),
        (QUEUE + BUCKET.replace("Topic", "Queue").replace("!Ref T", "!GetAtt Q.Arn"), ("s3",)),
        (
            QUEUE
            + "T: {Type: AWS::SNS::Topic, Properties: "
            + "{Subscription: [{Protocol: sqs, Endpoint: !GetAtt Q.Arn}]}}",
            ("sns",),
        ),
    ],
)
def test_a_queue_with_one_sender_carries_its_messages(
    resources: str, expected: tuple[str, ...]
) -> None:
    assert invoking(sam(SQS, resources)).trigger.settings.carries == expected
    mapping = (
        "M: {Type: AWS::Lambda::EventSourceMapping, Properties: "
        "{FunctionName: !Ref Fn, EventSourceArn: !GetAtt Q.Arn}}\n"
    )
    found = invoking(cloudformation(mapping + resources))
    assert found.trigger.settings.carries == expected
    service = serverless("events:\n  - sqs: !GetAtt Q.Arn", resources)
    assert invoking_service(service).trigger.settings.carries == expected


@pytest.mark.parametrize(
    "sender",
    [
        RULE,
        "D: {Type: AWS::SQS::Queue, Properties: "
        "{RedrivePolicy: {deadLetterTargetArn: !GetAtt Q.Arn}}}\n",
        "D: {Type: AWS::Lambda::Function, Properties: "
        "{Environment: {Variables: {QUEUE: !Ref Q}}}}\n",
    ],
)
def test_a_second_sender_makes_the_messages_unknown(sender: str) -> None:
    resources = QUEUE + TOPIC + SUBSCRIBED + sender
    assert invoking(sam(SQS, resources)).trigger.settings.carries == ()


@pytest.mark.parametrize(
    "reader",
    [
        "P: {Type: AWS::SQS::QueuePolicy, Properties: {Queues: [!Ref Q]}}\n",
        "A: {Type: AWS::CloudWatch::Alarm, Properties: "
        "{Dimensions: [{Name: QueueName, Value: !GetAtt Q.QueueName}]}}\n",
        "P: {Type: AWS::IAM::Policy, Properties: {PolicyDocument: {Resource: !GetAtt Q.Arn}}}\n",
    ],
)
def test_what_only_mentions_a_queue_sends_nothing_to_it(reader: str) -> None:
    resources = QUEUE + TOPIC + SUBSCRIBED + reader
    assert invoking(sam(SQS, resources)).trigger.settings.carries == ("sns",)


def test_raw_messages_are_the_topics_own() -> None:
    raw = SUBSCRIBED.replace("Protocol: sqs", "Protocol: sqs, RawMessageDelivery: true")
    assert invoking(sam(SQS, QUEUE + TOPIC + raw)).trigger.settings.carries == ()
    with_bucket = invoking(sam(SQS, QUEUE + TOPIC + raw + BUCKET))
    assert with_bucket.trigger.settings.carries == ("s3",)


def test_a_rule_with_an_input_of_its_own_sends_no_event_to_a_queue() -> None:
    changed = RULE.replace("Id: a,", "Id: a, Input: '{}',")
    assert invoking(sam(SQS, QUEUE + changed)).trigger.settings.carries == ()


def test_a_topic_carries_what_a_bucket_tells_it() -> None:
    event = "Events: {E: {Type: SNS, Properties: {Topic: !Ref T}}}"
    assert invoking(sam(event, TOPIC + BUCKET)).trigger.settings.carries == ("s3",)
    queued = event.replace("!Ref T", "!Ref T, SqsSubscription: true")
    found = invoking(sam(queued, TOPIC + BUCKET)).trigger
    assert (found.id, found.settings.carries) == ("sqs", ("sns", "s3"))


@pytest.mark.parametrize(
    ("kind", "properties"),
    [
        (
            "AWS::Events::Rule",
            "{EventPattern: {a: [b]}, Targets: [{Arn: !GetAtt Fn.Arn, Input: x}]}",
        ),
        (
            "AWS::Events::Rule",
            "{ScheduleExpression: a, Targets: [{Arn: !GetAtt Fn.Arn, InputPath: $.detail}]}",
        ),
        ("AWS::Scheduler::Schedule", "{Target: {Arn: !GetAtt Fn.Arn, Input: '{}'}}"),
        (
            "AWS::Pipes::Pipe",
            "{Target: !GetAtt Fn.Arn, TargetParameters: {InputTemplate: '{}'}}",
        ),
        ("AWS::Pipes::Pipe", "{Target: !GetAtt Fn.Arn, Enrichment: a}"),
        ("AWS::StepFunctions::StateMachine", "{DefinitionSubstitutions: {F: !GetAtt Fn.Arn}}"),
        ("AWS::ApiGateway::Method", "{Integration: {Type: AWS, Uri: !GetAtt Fn.Arn}}"),
        ("AWS::AppSync::DataSource", "{LambdaConfig: {LambdaFunctionArn: !GetAtt Fn.Arn}}"),
    ],
)
def test_an_event_that_the_template_makes_is_open(kind: str, properties: str) -> None:
    text = cloudformation(f"R:\n  Type: {kind}\n  Properties: {properties}")
    assert invoking(text).trigger.open_reason is not None


def test_a_resolver_without_a_template_sends_the_whole_context() -> None:
    text = cloudformation(
        "D: {Type: AWS::AppSync::DataSource, Properties: "
        "{LambdaConfig: {LambdaFunctionArn: !GetAtt Fn.Arn}}}\n"
        "R: {Type: AWS::AppSync::Resolver, Properties: {DataSourceName: !GetAtt D.Name}}\n"
    )
    assert invoking(text).trigger.open_reason is None
    mapped = text.replace("!GetAtt D.Name", "!GetAtt D.Name, RequestMappingTemplate: x")
    assert invoking(mapped).trigger.open_reason is not None


def test_the_route_of_a_method_is_put_together_from_its_resources() -> None:
    trigger = invoking(cloudformation(METHOD.replace("TYPE", "AWS_PROXY"))).trigger
    assert (trigger.settings.method, trigger.settings.path) == ("GET", "/orders/{id}")
    assert (trigger.name, trigger.source) == ("R", "GET /orders/{id}")
    assert trigger.open_reason is None


def test_every_route_of_an_integration_is_a_trigger() -> None:
    text = cloudformation(
        "A: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP}}\n"
        "I: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref A, IntegrationType: "
        "AWS_PROXY, PayloadFormatVersion: '2.0', IntegrationUri: !GetAtt Fn.Arn}}\n"
        "R1: {Type: AWS::ApiGatewayV2::Route, Properties: "
        "{RouteKey: 'GET /a/{id}', Target: !Sub 'integrations/${I}'}}\n"
        "R2: {Type: AWS::ApiGatewayV2::Route, Properties: "
        "{RouteKey: $default, Target: !Join [/, [integrations, !Ref I]]}}\n"
    )
    settings = [trigger.settings for trigger in invoking(text).triggers]
    assert [(each.method, each.path) for each in settings] == [
        ("GET", "/a/{id}"),
        ("ANY", "$default"),
    ]


@pytest.mark.parametrize(
    "resources",
    [
        "R: {Type: Custom::Thing, Properties: {ServiceToken: x, Target: !GetAtt Fn.Arn}}",
        "R: {Type: AWS::Shop::Unheard, Properties: {Handler: !Ref Fn}}",
        "R: {Type: AWS::CloudFormation::Stack, Properties: {Parameters: {F: !GetAtt Fn.Arn}}}",
        "R: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: {F: !Ref Fn}}}}",
        "R: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Fn}}",
        permission("apigateway.amazonaws.com"),
        permission("cognito-idp.amazonaws.com"),
        permission('"123456789012"'),
        permission("!Ref Principal"),
    ],
)
def test_a_caller_that_is_not_understood_is_known_as_such(resources: str) -> None:
    found = invoking(cloudformation(resources))
    assert found.ids == []
    assert found.other_callers


@pytest.mark.parametrize(
    "resources",
    [
        "R: {Type: AWS::IAM::Policy, Properties: {PolicyDocument: {Resource: !GetAtt Fn.Arn}}}",
        "R: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub '/aws/lambda/${Fn}'}}",
        "R: {Type: AWS::CloudWatch::Alarm, Properties: {Dimensions: [{Value: !Ref Fn}]}}",
        "R: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref Fn}}",
        "R: {Type: AWS::Lambda::EventInvokeConfig, Properties: {FunctionName: !Ref Fn}}",
        "R: {Type: AWS::Serverless::Function, Properties: "
        "{Policies: [{LambdaInvokePolicy: {FunctionName: !Ref Fn}}]}}",
    ],
)
def test_what_only_mentions_a_function_does_not_invoke_it(resources: str) -> None:
    found = invoking(sam(resources=resources))
    assert found.ids == []
    assert not found.other_callers


def test_a_permission_says_nothing_new_of_a_trigger_that_is_known() -> None:
    known = METHOD.replace("TYPE", "AWS_PROXY")
    found = invoking(cloudformation(known + permission("apigateway.amazonaws.com")))
    assert found.ids == ["api-gateway-rest"]
    assert not found.other_callers
    assert invoking(cloudformation(known + permission("events.amazonaws.com"))).other_callers


def test_a_permission_that_only_one_trigger_needs_decides() -> None:
    assert invoking(cloudformation(permission("s3.amazonaws.com"))).ids == ["s3"]


def test_an_event_that_cannot_be_told_is_another_caller() -> None:
    text = sam("Events: {A: {Type: MQ, Properties: {Broker: !Ref B}}, B: {Type: SQS}}")
    found = invoking(text)
    assert found.ids == ["sqs"]
    assert found.other_callers
    assert invoking_service(serverless("events:\n  - warm: true")).other_callers


def test_a_macro_of_the_account_can_bring_callers() -> None:
    text = cloudformation(permission("s3.amazonaws.com"))
    assert invoking("Transform: OurMacro\n" + text).other_callers


def test_a_plugin_that_keeps_functions_warm_is_another_caller() -> None:
    text = serverless("events:\n  - sqs: orders")
    assert not invoking_service(text).other_callers
    assert invoking_service(text + "plugins: [serverless-plugin-warmup]\n").other_callers


def again(before: str, after: str, path: str = "") -> tuple[Function, Function]:
    """The function before and after an edit."""
    reading = Reading(SERVICE) if path else Reading()
    name = "fn" if path else "Fn"
    first = named(reading.functions(before), name)
    return first, named(reading.functions(after), name)


def test_an_edit_elsewhere_leaves_a_function_as_it_is() -> None:
    resources = QUEUE + TOPIC + SUBSCRIBED + BUCKET + permission("s3.amazonaws.com")
    before = sam(SQS, resources + "Table: {Type: AWS::DynamoDB::Table}\n")
    first, second = again(before, before.replace("Table:", "Orders:"))
    assert first is second
    noted = before.replace("Protocol: sqs,", "Protocol: sqs, Region: us-east-1,")
    first, second = again(before, noted)
    assert first is second


def test_an_edit_of_another_function_leaves_a_function_as_it_is() -> None:
    caller = "C: {Type: AWS::Serverless::Function, Properties: {Handler: a.b}}\n"
    before = sam(SQS, QUEUE + permission("s3.amazonaws.com") + caller)
    first, second = again(before, before.replace("a.b", "a.c"))
    assert first is second


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Protocol: sqs,", "Protocol: sqs, RawMessageDelivery: true,"),
        ("Principal: s3.amazonaws.com", "Principal: sns.amazonaws.com"),
        ("P: {Type", "R: {Type"),
    ],
)
def test_an_edit_of_what_invokes_a_function_makes_it_anew(old: str, new: str) -> None:
    before = sam(SQS, QUEUE + TOPIC + SUBSCRIBED + permission("s3.amazonaws.com"))
    first, second = again(before, before.replace(old, new))
    assert first is not second


def test_an_edit_elsewhere_in_a_service_leaves_a_function_as_it_is() -> None:
    wired = RULE.replace("Q.Arn", "FnLambdaFunction.Arn")
    before = serverless("events:\n  - sqs: !GetAtt Q.Arn", QUEUE + wired + TOPIC)
    first, second = again(before, before.replace("SNS::Topic", "SNS::Topics"), SERVICE)
    assert first is second
    first, second = again(before, before.replace("[a]", "[b]"), SERVICE)
    assert first is not second


def test_a_change_of_a_file_that_belongs_to_a_resource_is_noticed() -> None:
    definition = '{"States": {"A": {"Resource": "arn:aws:lambda:us-east-1:1:function:NAME"}}}'
    machine = "M: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: m.json}}"
    reading = Reading(files={"m.json": definition})
    text = sam("FunctionName: orders", machine)
    assert found(named(reading.functions(text), "Fn")).ids == []
    (path,) = reading.files
    reading.files[path] = definition.replace("NAME", "orders")
    assert found(named(reading.functions(text), "Fn")).ids == ["step-functions"]


def test_wiring_that_is_being_typed_is_read_as_far_as_it_goes() -> None:
    resources = METHOD.replace("TYPE", "AWS_PROXY") + QUEUE + TOPIC + SUBSCRIBED + BUCKET + RULE
    text = sam(SQS, resources)
    functions = [
        function
        for end in range(0, len(text), 3)
        for function in (getattr(Reading().template(text[:end]), "functions", ()))
    ]
    assert {"sqs"} <= {trigger for each in functions for trigger in found(each).ids}


def test_a_service_that_is_being_typed_is_read_as_far_as_it_goes() -> None:
    text = serverless(
        "destinations: {onSuccess: fn}\nevents:\n  - sqs: !GetAtt Q.Arn\n"
        "  - http: {path: /, method: get, authorizer: {name: fn}}",
        QUEUE + TOPIC + SUBSCRIBED + BUCKET + RULE,
    )
    functions = [
        function
        for end in range(0, len(text), 3)
        for function in (getattr(Reading(SERVICE).template(text[:end]), "functions", ()))
    ]
    assert {"sqs"} <= {trigger for each in functions for trigger in found(each).ids}


@pytest.mark.parametrize(
    "call", ["!Join ['', VALUE]", "!Strange VALUE", "!Sub ['${A}', {A: VALUE}]"]
)
def test_a_value_that_aliases_make_endless_is_given_up(call: str) -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 30))
    text = f"l0: &l0 !Join ['', [a]]\n{levels}"
    wired = f"R: {{Type: AWS::SNS::Subscription, Properties: {{Endpoint: {call}}}}}\n"
    assert invoking(text + cloudformation(wired.replace("VALUE", "*l29"))).ids == []


@pytest.mark.parametrize(
    "properties",
    [
        "[]",
        "{Targets: x, EventPattern: [], ScheduleExpression: {}}",
        "{Targets: [[!GetAtt Fn.Arn]], ApiId: [], Integration: !Ref X}",
        "{FunctionName: !GetAtt [], EventSourceArn: !Join [], Endpoint: !Sub []}",
        "{FunctionName: !GetAtt Fn.Arn, SourceAccessConfigurations: [x], EventSourceArn: !Sub ''}",
        "{DistributionConfig: {DefaultCacheBehavior: {LambdaFunctionAssociations: !Ref Fn}}}",
        "!Ref Fn",
    ],
)
@pytest.mark.parametrize(
    "kind",
    [
        "AWS::Events::Rule",
        "AWS::ApiGateway::Method",
        "AWS::ApiGatewayV2::Integration",
        "AWS::Lambda::EventSourceMapping",
        "AWS::SNS::Subscription",
        "AWS::CloudFront::Distribution",
        "AWS::Serverless::Api",
        "AWS::S3::Bucket",
    ],
)
def test_wiring_of_another_form_than_it_should_have_is_no_trigger(
    kind: str, properties: str
) -> None:
    text = cloudformation(f"R: {{Type: {kind}, Properties: {properties}}}")
    assert not {"eventbridge", "s3", "sns"} & set(invoking(text).ids)
