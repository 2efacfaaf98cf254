from __future__ import annotations

import pytest
from lambda_ls.model.durable import Durable
from lambda_ls.model.function import (
    CodeArchive,
    CodeElsewhere,
    CodeFolder,
    Dialect,
    InlineCode,
)
from lambda_ls.model.place import Unknown, known

from tests.templates.reading import FOLDER, Reading, in_folder

HEAD = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
"""
GLOBALS = """\
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: python3.13
    CodeUri: src
    Timeout: 30
    Layers: [!Ref Shared]
    Environment:
      Variables: {TABLE: orders, STAGE: dev}
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Timeout: 10
      Layers: ["arn:aws:lambda:eu-west-1:1:layer:x:1"]
      Environment:
        Variables: {STAGE: prod, MODE: fast}
  Plain:
    Type: AWS::Lambda::Function
    Properties: {Handler: plain.handler}
  Shared:
    Type: AWS::Serverless::LayerVersion
    Properties: {ContentUri: layers/shared}
"""


def test_values_are_inherited_from_globals_with_their_places() -> None:
    reading = Reading()
    orders, plain = reading.functions(GLOBALS)
    assert orders.runtime and known(orders.runtime) == "python3.13"
    assert orders.runtime.place.block == "Globals"
    assert reading.written(orders.runtime.place) == "python3.13"
    assert orders.timeout and orders.timeout.value == 10
    assert orders.timeout.place.block == "Resources/Orders"
    assert isinstance(orders.code, CodeFolder) and orders.code.folder == in_folder("src")
    assert orders.code.place and reading.written(orders.code.place) == "src"
    assert plain.runtime is None and plain.environment == () and plain.dialect is Dialect.SAM


def test_the_log_is_that_of_globals_but_for_what_a_function_says_itself() -> None:
    function = Reading().function("""\
        Transform: AWS::Serverless-2016-10-31
        Globals:
          Function:
            LoggingConfig: {LogFormat: JSON, SystemLogLevel: WARN}
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              Handler: app.handler
              LoggingConfig: {ApplicationLogLevel: DEBUG, LogGroup: orders}
        """)
    logging = function.logging
    assert [*map(known, (logging.format, logging.system_level))] == ["JSON", "WARN"]
    assert [*map(known, (logging.application_level, logging.group))] == ["DEBUG", "orders"]


def test_a_macro_can_make_a_function_durable() -> None:
    text = HEAD + "    Properties:\n      Fn::Transform: {Name: AWS::Include}\n"
    assert isinstance(Reading().function(text).durable, Unknown)


def test_variables_are_merged_and_layers_are_added() -> None:
    orders, _ = Reading().functions(GLOBALS)
    variables = {each.name.value: known(each.value) for each in orders.environment}
    assert variables == {"TABLE": "orders", "STAGE": "prod", "MODE": "fast"}
    blocks = {each.name.value: each.name.place.block for each in orders.environment}
    assert blocks == {"TABLE": "Globals", "STAGE": "Resources/Orders", "MODE": "Resources/Orders"}
    assert [(known(layer.name), layer.folder) for layer in orders.layers] == [
        ("Shared", in_folder("layers", "shared")),
        ("arn:aws:lambda:eu-west-1:1:layer:x:1", None),
    ]


def code_of(properties: str) -> object:
    return Reading().function(HEAD + f"    Properties: {properties}\n").code


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("{CodeUri: s3://bucket/key.zip}", CodeElsewhere),
        ("{CodeUri: {Bucket: b, Key: k}}", CodeElsewhere),
        ("{CodeUri: !Ref Source}", CodeElsewhere),
        ("{CodeUri: target/app.jar}", CodeArchive),
        ("{CodeUri: '\\\\0'}", CodeFolder),
        ('{CodeUri: "a\\0b"}', CodeElsewhere),
        ("{InlineCode: 'import app'}", InlineCode),
        ("{InlineCode: 'import app', CodeUri: src}", InlineCode),
        ("{PackageType: Image}", CodeElsewhere),
        ("{ImageUri: x}", CodeElsewhere),
        ("{Fn::Transform: {Name: AWS::Include}}", CodeElsewhere),
    ],
)
def test_where_the_code_is(properties: str, expected: type) -> None:
    assert isinstance(code_of(properties), expected)


@pytest.mark.parametrize("properties", ["{}", "", "{Handler: a.b}", "{CodeUri: }"])
def test_without_a_code_uri_it_is_the_folder_of_the_template(properties: str) -> None:
    assert code_of(properties) == CodeFolder(FOLDER)


def test_windows_separators_mean_the_same_folder() -> None:
    code = code_of("{CodeUri: '.\\src\\orders\\'}")
    assert isinstance(code, CodeFolder) and code.folder == in_folder("src", "orders")


def test_an_absolute_path_stays_absolute() -> None:
    code = code_of("{CodeUri: /elsewhere/src}")
    assert isinstance(code, CodeFolder) and code.folder == in_folder("/elsewhere/src")


def test_build_metadata() -> None:
    function = Reading().function(
        HEAD
        + "    Metadata:\n      BuildMethod: ESBuild\n"
        + "      BuildProperties: {EntryPoints: [src/app.ts, !Ref X]}\n"
    )
    assert function.build is not None
    assert (function.build.method, function.build.entry_points) == ("esbuild", ("src/app.ts",))


def test_what_decides_how_a_bundle_behaves_becomes_arguments_of_esbuild() -> None:
    function = Reading().function(
        HEAD
        + "    Metadata:\n      BuildMethod: esbuild\n      BuildProperties:\n"
        + "        {Minify: true, Sourcemap: true, KeepNames: true, Format: esm,\n"
        + "        OutExtension: [.js=.mjs], External: [pg, !Ref X],\n"
        + "        Loader: [.graphql=text], MainFields: 'module,main'}\n"
    )
    assert function.build is not None
    assert function.build.arguments == (
        "--keep-names",
        "--format=esm",
        "--out-extension:.js=.mjs",
        "--external:pg",
        "--loader:.graphql=text",
        "--main-fields=module,main",
        "--target=es2020",
    )


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("{EntryPoints: [app.ts]}", ("--target=es2020", "--format=cjs")),
        ("{Target: es2022}", ("--target=es2022", "--format=cjs")),
        ("{Format: !Ref Format}", ("--target=es2020",)),
    ],
)
def test_esbuild_gets_what_sam_build_gives_it_by_itself(
    properties: str, expected: tuple[str, ...]
) -> None:
    metadata = f"    Metadata: {{BuildMethod: esbuild, BuildProperties: {properties}}}\n"
    function = Reading().function(HEAD + metadata)
    assert function.build is not None
    assert function.build.arguments == expected


def test_a_dockerfile_makes_it_an_image() -> None:
    assert Reading().function(HEAD + "    Metadata: {Dockerfile: Dockerfile}\n").image


@pytest.mark.parametrize(
    ("event", "source", "discriminator"),
    [
        ("{Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}", "Jobs", None),
        ("{Type: SQS, Properties: {Queue: {'Fn::GetAtt': [Jobs, Arn]}}}", "Jobs", None),
        ("{Type: SQS, Properties: {Queue: arn:aws:sqs:eu-west-1:1:jobs}}", "jobs", None),
        (
            "{Type: SQS, Properties: {Queue: !Sub 'arn:aws:sqs:${AWS::Region}:1:jobs'}}",
            "jobs",
            None,
        ),
        ("{Type: SQS, Properties: {Queue: !Sub '${Jobs.Arn}'}}", "Jobs", None),
        ("{Type: SQS, Properties: {Queue: !If [C, !GetAtt Jobs.Arn, x]}}", "Jobs", None),
        ("{Type: SQS, Properties: {Queue: !ImportValue x}}", None, None),
        ("{Type: SQS, Properties: [1]}", None, None),
        ("{Type: S3, Properties: {Bucket: !Ref Files}}", "Files", None),
        ("{Type: SNS, Properties: {Topic: !Ref News}}", "News", None),
        ("{Type: DynamoDB, Properties: {Stream: !GetAtt T.StreamArn}}", "T", None),
        (
            "{Type: DynamoDB, Properties: {Stream: 'arn:aws:dynamodb:x:1:table/T/stream/2'}}",
            "T",
            None,
        ),
        (
            "{Type: MSK, Properties: {Stream: !Join ['', ['arn:', 'aws:kafka:', !Ref "
            "AWS::Region, ':1:cluster/', !Ref Name, /id]]}}",
            "Name",
            None,
        ),
        ("{Type: Api, Properties: {Path: /orders, Method: get}}", "GET /orders", None),
        ("{Type: Api, Properties: {Path: /orders, Method: any}}", "ANY /orders", None),
        ("{Type: Api, Properties: {Path: /orders}}", "ANY /orders", None),
        ("{Type: HttpApi}", "$default", None),
        (
            "{Type: HttpApi, Properties: {Path: /, Method: GET, PayloadFormatVersion: '1.0'}}",
            "GET /",
            "1.0",
        ),
        ("{Type: Schedule, Properties: {Schedule: rate(1 day)}}", "rate(1 day)", None),
        ("{Type: EventBridgeRule, Properties: {Pattern: {source: [aws.s3]}}}", "aws.s3", None),
        ("{Type: EventBridgeRule, Properties: {Pattern: {}}}", None, None),
        ("{Type: Cognito, Properties: {UserPool: !Ref P, Trigger: PreSignUp}}", "P", "PreSignUp"),
        ("{Type: Unheard, Properties: {Queue: x}}", None, None),
    ],
)
def test_events(event: str, source: str | None, discriminator: str | None) -> None:
    reading = Reading()
    (found,) = reading.function(HEAD + f"    Properties: {{Events: {{Job: {event}}}}}\n").events
    assert found.name and reading.written(found.name.place) == "Job" == found.name.value
    assert reading.written(found.kind.place) == found.kind.value
    assert reading.written(found.extent) == f"Job: {event}"
    assert (found.source, found.discriminator) == (source, discriminator)


def test_a_cognito_event_of_several_triggers_is_several_events() -> None:
    function = Reading().function(
        HEAD
        + "    Properties: {Events: {E: {Type: Cognito, Properties: {Trigger: [PreSignUp, "
        + "PostConfirmation]}}}}\n"
    )
    assert [each.discriminator for each in function.events] == ["PreSignUp", "PostConfirmation"]


@pytest.mark.parametrize("events", ["[]", "{E: }", "{E: {Type: }}", "{E: {Type: !Ref X}}", "!X {}"])
def test_an_event_without_a_type_is_left_out(events: str) -> None:
    assert Reading().function(HEAD + f"    Properties: {{Events: {events}}}\n").events == ()


def test_a_function_url_is_an_event_without_a_name() -> None:
    reading = Reading()
    function = reading.function(
        HEAD + "    Properties:\n      FunctionUrlConfig:\n        AuthType: none\n"
    )
    (event,) = function.events
    assert event.name is None
    assert reading.written(event.kind.place) == event.kind.value == "FunctionUrlConfig"
    (unknown,) = function.unknown_properties
    assert (unknown.name.value, unknown.nearest, unknown.of) == ("none", "NONE", "AuthType")


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("{Handlr: x}", ("Handlr", "Handler", "AWS::Serverless::Function")),
        (
            "{Events: {E: {Type: Api, Properties: {Method: gett}}}}",
            ("gett", "get", "event type Api"),
        ),
        (
            "{Events: {E: {Type: SQS, Properties: {BatchSiz: 1}}}}",
            ("BatchSiz", "BatchSize", "event type SQS"),
        ),
        (
            "{Events: {E: {Type: Kinesis, Properties: {StartingPosition: Latest}}}}",
            ("Latest", "LATEST", "event type Kinesis"),
        ),
        ("{Tracing: active}", ("active", "Active", "AWS::Serverless::Function")),
    ],
)
def test_misspelt_names(properties: str, expected: tuple[str, str, str]) -> None:
    reading = Reading()
    text = HEAD + f"    Properties: {properties}\n"
    (unknown,) = reading.function(text).unknown_properties
    assert (unknown.name.value, unknown.nearest, unknown.owner) == expected
    assert reading.written(unknown.name.place) == expected[0]


@pytest.mark.parametrize(
    "properties",
    [
        "{Events: {E: {Type: Unheard, Properties: {Methd: get}}}}",
        "{Events: {E: {Type: Api, Properties: {Method: GET}}}}",
        "{Events: {E: {Type: Api, Properties: {Method: Any}}}}",
        "{FunctionUrlConfig: {AuthTyp: NONE}}",
        "{Customer: x}",
    ],
)
def test_other_names_are_left_alone(properties: str) -> None:
    text = HEAD + f"    Properties: {properties}\n"
    assert Reading().function(text).unknown_properties == ()


def test_a_misspelt_name_in_globals_is_reported_once() -> None:
    text = GLOBALS.replace("Timeout: 30", "Timout: 30")
    reading = Reading()
    first, second = reading.functions(text)
    (unknown,) = first.unknown_properties
    assert (unknown.nearest, unknown.owner) == ("Timeout", "Globals.Function")
    assert reading.written(unknown.name.place) == "Timout"
    assert second.unknown_properties == ()


def test_nested_applications_that_are_local() -> None:
    template = Reading().template(
        "Resources:\n"
        "  A:\n    Type: AWS::Serverless::Application\n    Properties: {Location: a/t.yaml}\n"
        "  B:\n    Type: AWS::Serverless::Application\n"
        "    Properties: {Location: {ApplicationId: x}}\n"
    )
    assert template is not None
    assert [nested.path for nested in template.nested] == [in_folder("a", "t.yaml")]


def test_an_unchanged_function_is_the_same_object_after_an_edit_elsewhere() -> None:
    reading = Reading()
    text = GLOBALS + "  Other:\n    Type: AWS::Serverless::Function\n    Properties: {Timeout: 1}\n"
    before = reading.functions(text)
    after = reading.functions(text.replace("Timeout: 1}", "Timeout: 12}"))
    assert after[:2] == before[:2]
    assert after[2] is not before[2] and after[2].timeout and after[2].timeout.value == 12
    moved = reading.functions("# A comment\n" + text)
    assert moved[0] is before[0]
    assert reading.written(moved[0].place) == "Orders"


@pytest.mark.parametrize(
    ("old", "new"),
    [("python3.13", "python3.12"), ("layers/shared", "layers/other")],
)
def test_a_change_of_what_functions_share_reaches_them(old: str, new: str) -> None:
    reading = Reading()
    before = reading.functions(GLOBALS)
    after = reading.functions(GLOBALS.replace(old, new))
    assert after[0] is not before[0]
    known_texts = [known(after[0].runtime), *(layer.folder for layer in after[0].layers)]
    assert any(text and text.endswith(new.split("/")[-1]) for text in known_texts)


def test_a_parameter_that_is_changed_is_read_anew() -> None:
    reading = Reading()
    text = "Parameters:\n  R: {Type: String, Default: python3.13}\n" + HEAD
    text += "    Properties: {Runtime: !Ref R}\n"
    reading.function(text)
    function = reading.function(text.replace("python3.13", "python3.14"))
    assert function.runtime and isinstance(function.runtime.value, Unknown)
    assert function.runtime.value.likely == "python3.14"


def test_re_reading_a_large_template_costs_what_was_changed() -> None:
    reading = Reading()
    text = GLOBALS + "".join(
        f"  F{number}:\n    Type: AWS::Serverless::Function\n    Properties:\n"
        f"      Handler: app.handler\n      Events: {{E: {{Type: SQS}}}}\n"
        for number in range(160)
    )
    before = reading.functions(text)
    after = reading.functions(text.replace("  F80:", "  F80x:"))
    changed = [new.name for old, new in zip(before, after, strict=True) if old is not new]
    assert changed == ["F80x"]


def test_durable_executions_of_globals_and_of_a_function_are_merged() -> None:
    orders, stock = Reading().functions("""\
        Transform: AWS::Serverless-2016-10-31
        Globals:
          Function:
            DurableConfig: {ExecutionTimeout: 3600, RetentionPeriodInDays: 7}
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Properties: {Handler: app.handler, DurableConfig: {RetentionPeriodInDays: 1}}
          Stock:
            Type: AWS::Serverless::Function
            Properties: {Handler: app.handler, DurableConfig: {ExecutionTimeout: 60}}
        """)
    durable = [each.durable for each in (orders, stock)]
    seconds = [each.execution_timeout for each in durable if isinstance(each, Durable)]
    assert [each and each.value for each in seconds] == [3600, 60]
