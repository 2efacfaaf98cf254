"""The events of a service's functions, and keys and methods that are misspelt."""

from __future__ import annotations

import pytest
from lambda_ls.model.function import Event

from .services import HEAD, Files, function_with, only


def events(item: str, head: str = HEAD) -> list[tuple[str, str | None, str | None]]:
    found: tuple[Event, ...] = only(function_with(f"events:\n{item}", head)).events
    return [(event.kind.value, event.source, event.discriminator) for event in found]


@pytest.mark.parametrize(
    ("item", "kind", "source", "discriminator"),
    [
        ("  - http: GET orders/{id}", "http", "GET /orders/{id}", None),
        ("  - http: get /orders", "http", "GET /orders", None),
        ("  - http: {path: /a, method: post}", "http", "POST /a", None),
        ("  - http: {path: a, method: get, integration: LAMBDA}", "http", "GET /a", "lambda"),
        ("  - http: {path: a, method: get, integration: lambda-proxy}", "http", "GET /a", None),
        ("  - http:\n      path: ${self:service}\n      method: any", "http", "ANY /shop", None),
        ("  - httpApi: '*'", "httpApi", "*", None),
        ("  - httpApi: 'PUT /a'", "httpApi", "PUT /a", None),
        ("  - httpApi: {path: /a, method: '*'}", "httpApi", "* /a", None),
        ("  - sqs: arn:aws:sqs:eu-west-1:1:orders", "sqs", "orders", None),
        ("  - sqs: {arn: !GetAtt Orders.Arn}", "sqs", "Orders", None),
        ("  - sqs: {arn: {Fn::GetAtt: [Orders, Arn]}}", "sqs", "Orders", None),
        ("  - sqs: {arn: {Fn::ImportValue: orders-arn}}", "sqs", "orders-arn", None),
        ("  - sqs: {arn: {Fn::Join: [':', [a, b]]}}", "sqs", None, None),
        ("  - s3: photos", "s3", "photos", None),
        ("  - s3: {bucket: {Ref: Photos}}", "s3", "Photos", None),
        ("  - schedule: rate(1 hour)", "schedule", "rate(1 hour)", None),
        ("  - schedule: {rate: [cron(0 1 * * ? *)]}", "schedule", "cron(0 1 * * ? *)", None),
        ("  - sns: topic", "sns", "topic", None),
        ("  - sns: !Ref Topic", "sns", "Topic", None),
        ("  - sns: {topicName: t, arn: {Ref: X}}", "sns", "t", None),
        ("  - stream: arn:aws:kinesis:eu:1:stream/s", "stream", "s", "kinesis"),
        (
            "  - stream: arn:aws:dynamodb:eu:1:table/t/stream/2020-01-01T00:00:00.000",
            "stream",
            "t",
            "dynamodb",
        ),
        ("  - stream: {type: kinesis, arn: {Ref: S}}", "stream", "S", "kinesis"),
        ("  - stream: {arn: {Fn::GetAtt: [T, StreamArn]}}", "stream", "T", "dynamodb"),
        ("  - stream: {arn: !GetAtt S.Arn}", "stream", "S", "kinesis"),
        ("  - stream: {arn: {Ref: S}}", "stream", "S", None),
        ("  - cognitoUserPool: {pool: p, trigger: PreSignUp}", "cognitoUserPool", "p", "PreSignUp"),
        ("  - websocket: $connect", "websocket", "$connect", None),
        ("  - websocket: {route: sendMessage}", "websocket", "sendMessage", None),
        ("  - alexaSkill", "alexaSkill", None, None),
        ("  - eventBridge: {pattern: {source: [shop]}}", "eventBridge", "shop", None),
        ("  - cloudwatchLog: /aws/x", "cloudwatchLog", "/aws/x", None),
        ("  - iot: {sql: SELECT * FROM 'a'}", "iot", "SELECT * FROM 'a'", None),
        ("  - cloudFront: {eventType: viewer-request}", "cloudFront", None, "viewer-request"),
        ("  - msk: {topic: t, arn: x}", "msk", "t", None),
        ("  - activemq: {queue: q, arn: x}", "activemq", "q", None),
        ("  - somethingElse: {a: b}", "somethingElse", None, None),
    ],
)
def test_events_tell_their_kind_and_what_sends_them(
    item: str, kind: str, source: str | None, discriminator: str | None
) -> None:
    assert events(item) == [(kind, source, discriminator)]


def test_the_payload_format_of_an_http_api_is_the_providers_unless_the_function_has_its_own() -> (
    None
):
    head = HEAD + "  httpApi:\n    payload: '1.0'\n"
    assert events("  - httpApi: '*'", head) == [("httpApi", "*", "1.0")]
    own = function_with("httpApi:\n  payload: '2.0'\nevents:\n  - httpApi: '*'", head)
    assert only(own).events[0].discriminator == "2.0"


def test_a_function_url_is_an_event() -> None:
    files = Files(function_with("url: true"))
    (event,) = files.read().functions[0].events
    assert event.kind.value == "url"
    assert files.written(event.kind.place) == "url"
    assert only(function_with("url: false")).events == ()
    assert len(only(function_with("url:\n  cors: true")).events) == 1


def test_events_have_the_places_of_their_kind_and_of_the_whole() -> None:
    files = Files(function_with("events:\n  - sqs:\n      arn: x\n  - http: GET /"))
    first, second = files.read().functions[0].events
    assert files.written(first.kind.place) == "sqs"
    assert files.written(first.extent) == "sqs:\n          arn: x"
    assert files.written(second.extent) == "http: GET /"


def test_events_may_come_through_variables() -> None:
    function = only(
        function_with("events: ${file(e.yml):events}"),
        e_yml="events:\n  - http: GET /a\n  - ${self:custom.event}\n",
    )
    assert [event.kind.value for event in function.events] == ["http"]
    (event,) = only(
        function_with("events:\n  - ${self:custom.e}", HEAD + "custom:\n  e:\n    sqs: q\n")
    ).events
    assert event.kind.value == "sqs"


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("handlr", "handler"),
        ("amhandler", "handler"),
        ("enviroment", "environment"),
        ("memorysize", "memorySize"),
        ("event", "events"),
    ],
)
def test_a_misspelt_key_names_the_one_that_was_meant(key: str, meant: str) -> None:
    files = Files(HEAD + f"functions:\n  hello:\n    image: x\n    {key}: y\n")
    (unknown,) = files.read().functions[0].unknown_properties
    assert unknown.nearest == meant
    assert not unknown.is_value
    assert files.written(unknown.name.place) == key


@pytest.mark.parametrize(
    "body",
    [
        "handlr: y",  # `handler` is there, so this is something else.
        "warmup: true",
        "tag: x",
        "module: x",
        "iamRoleStatementsName: x",
        "custom: x",
        "timeout: 3",
    ],
)
def test_keys_that_may_be_a_plugins_are_no_mistakes(body: str) -> None:
    assert only(function_with(body)).unknown_properties == ()


@pytest.mark.parametrize(
    ("item", "written", "meant"),
    [
        ("http: {path: /, method: gett}", "gett", "get"),
        ("http: POTS /a", "POTS", "POST"),
        ("httpApi: {path: /, method: delte}", "delte", "delete"),
    ],
)
def test_a_misspelt_method_names_the_one_that_was_meant(
    item: str, written: str, meant: str
) -> None:
    files = Files(function_with(f"events:\n  - {item}"))
    (unknown,) = files.read().functions[0].unknown_properties
    assert (unknown.nearest, unknown.is_value, unknown.of) == (meant, True, "method")
    assert files.written(unknown.name.place) == written


@pytest.mark.parametrize(
    "item",
    ["http: GET /", "http: any /", "httpApi: '*'", "http: {path: /, method: '${opt:m}'}"],
)
def test_right_and_unknown_methods_are_no_mistakes(item: str) -> None:
    assert only(function_with(f"events:\n  - {item}")).unknown_properties == ()
