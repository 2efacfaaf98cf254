from __future__ import annotations

import os

import pytest
from lambda_ls.model.durable import Durable
from lambda_ls.model.function import (
    CodeArchive,
    CodeElsewhere,
    CodeFolder,
    Event,
    Function,
)
from lambda_ls.model.place import MaybeText, Place, Unknown, known, likely
from lambda_ls.model.template import Template
from lambda_ls.templates.serverless import ServerlessReader
from lambda_ls.text.document import Document
from lambda_ls.text.memo import Memo
from lambda_ls.text.reader import DocumentReader
from lambda_ls.text.source import SourceText

from tests.effort import at_most

FOLDER = os.path.abspath(os.path.join(os.sep, "work", "shop"))
MAIN = os.path.join(FOLDER, "serverless.yml")
HEAD = "service: shop\nprovider:\n  name: aws\n  runtime: python3.13\n"


class Files:
    """The texts of a service, read as the server reads them."""

    def __init__(self, main: str, /, **others: str) -> None:
        self.texts = {MAIN: main}
        for name, text in others.items():
            stem, _, ending = name.rpartition("_")
            self.texts[os.path.join(FOLDER, f"{stem}.{ending}")] = text
        self.asked: list[str] = []
        self._reader = DocumentReader()
        self._services = ServerlessReader(Memo(1000))
        self._documents: dict[tuple[str, str], Document] = {}

    def document(self, path: str) -> Document | None:
        self.asked.append(path)
        text = self.texts.get(path)
        if text is None:
            return None
        if (path, text) not in self._documents:
            self._documents[path, text] = self._reader.read(SourceText(text))
        return self._documents[path, text]

    def read(self) -> Template:
        document = self.document(MAIN)
        assert document is not None
        return self._services.read(MAIN, document, self.document)

    def written(self, place: Place) -> str:
        document = self.document(place.path)
        assert document is not None
        return document.source.slice(place.span.shifted(document.base(place.block)))


def only(main: str, /, **others: str) -> Function:
    (function,) = Files(main, **others).read().functions
    return function


def names(template: Template) -> list[str]:
    return [function.name for function in template.functions]


def reason(value: MaybeText | None) -> str:
    assert value is not None
    assert isinstance(value.value, Unknown)
    return value.value.reason


def function_with(body: str, head: str = HEAD) -> str:
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return f"{head}functions:\n  hello:\n    handler: app.handler\n{lines}"


def test_a_function_has_its_own_values_and_those_of_the_provider() -> None:
    function = only(
        HEAD + "  timeout: 10\n  memorySize: 256\nfunctions:\n"
        "  hello:\n    handler: app.handler\n    description: Says hello\n    timeout: '20'\n"
    )
    assert function.name == "hello"
    assert known(function.handler) == "app.handler"
    assert known(function.runtime) == "python3.13"
    assert function.timeout and function.timeout.value == 20
    assert function.memory and function.memory.value == 256
    assert function.description == "Says hello"
    assert function.code == CodeFolder(FOLDER)
    assert not function.image


def test_values_carry_the_place_where_they_are_written() -> None:
    files = Files(HEAD + "functions:\n  other:\n    handler: x.y\n  hello:\n    handler: 'a.b'\n")
    function = files.read().functions[1]
    assert function.handler and function.runtime
    assert files.written(function.place) == "hello"
    assert files.written(function.extent) == "  hello:\n    handler: 'a.b'\n"
    assert files.written(function.handler.place) == "a.b"
    assert files.written(function.runtime.place) == "python3.13"


def test_json_is_read_like_yaml() -> None:
    function = only(
        '{"service": "s", "provider": {"name": "aws", "runtime": "nodejs22.x"},\n'
        ' "functions": {"hello": {"handler": "app.handler", "timeout": 3}}}'
    )
    assert known(function.handler) == "app.handler"
    assert known(function.runtime) == "nodejs22.x"


def test_functions_may_be_a_list_of_maps_and_files() -> None:
    files = Files(
        HEAD + "functions:\n  - one:\n      handler: a.one\n    two:\n      handler: a.two\n"
        "  - ${file(more.yml)}\n  - ${file(section.yml):functions}\n",
        more_yml="three:\n  handler: b.three\n",
        section_yml="functions:\n  four:\n    handler: c.four\n",
    )
    template = files.read()
    assert names(template) == ["one", "two", "three", "four"]
    assert files.written(template.functions[1].place) == "two"
    three = template.functions[2]
    assert three.place.path == os.path.join(FOLDER, "more.yml")
    assert files.written(three.place) == "three"
    assert three.handler and files.written(three.handler.place) == "b.three"
    assert known(three.runtime) == "python3.13"


def test_all_functions_may_stand_in_another_file() -> None:
    template = Files(
        HEAD + "functions: ${file(./more.yml)}\n", more_yml="hello:\n  handler: b.hello\n"
    ).read()
    assert names(template) == ["hello"]
    assert template.files == (MAIN, os.path.join(FOLDER, "more.yml"))


def test_one_function_may_stand_in_another_file() -> None:
    files = Files(
        HEAD + "functions:\n  hello: ${file(./more.yml):greeting}\n  bye: ${file(bye.yml)}\n",
        more_yml="greeting:\n  handler: b.hello\n",
        bye_yml="handler: c.bye\ntimeout: 5\n",
    )
    hello, bye = files.read().functions
    assert files.written(hello.place) == "hello"
    assert hello.place.path == MAIN
    assert hello.handler and files.written(hello.handler.place) == "b.hello"
    assert known(bye.handler) == "c.bye"
    assert bye.timeout and bye.timeout.value == 5


def test_a_function_made_by_code_is_there_and_unknown() -> None:
    function = only(HEAD + "functions:\n  hello: ${file(functions.js):hello}\n")
    assert reason(function.handler) == "`functions.js` is code that runs when deploying"
    assert isinstance(function.code, CodeElsewhere)
    assert not function.code.certain


def test_code_files_and_files_elsewhere_are_never_asked_for() -> None:
    files = Files(
        HEAD + "custom:\n  a: ${file(a.js):x}\n  b: ${file(b.txt)}\n"
        "functions:\n  hello:\n    handler: ${file(../../c.yml):x}\n"
    )
    (function,) = files.read().functions
    assert reason(function.handler) == "`../../c.yml` cannot be read"
    outside = os.path.normpath(os.path.join(FOLDER, "..", "..", "c.yml"))
    assert set(files.asked) == {MAIN, outside}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("${self:custom.handler}", "a.b"),
        ("${self:custom.folder}/a.b", "src/a.b"),
        ("${self:service}.b", "shop.b"),
        ("${self:custom.missing, 'c.d'}", "c.d"),
        ("${self:custom.missing, self:custom.handler}", "a.b"),
        ("${self:custom.nothing, 'c.d'}", "c.d"),
        ("${self:custom.by.${self:custom.key}}", "e.f"),
        ("${self:custom.chain}", "src/a.b"),
        ("${self:custom.list.1}", "g.h"),
        ("${file(values.yml):deep.handler}", "i.j"),
        ("${file(values.json):handler}", "k.l"),
        ("${file(./${self:custom.file}):deep.handler}", "i.j"),
        ("${file(values.yml):service}", "shop"),
        ("${file(values.yml):missing, 'm.n'}", "m.n"),
        ("${strToBool(1)}", "true"),
    ],
)
def test_variables_that_files_settle_are_certain(written: str, value: str) -> None:
    custom = (
        "custom:\n  handler: a.b\n  folder: src\n  nothing:\n  key: one\n  by:\n    one: e.f\n"
        "  chain: ${self:custom.folder}/${self:custom.handler}\n  list: [x, g.h]\n"
        "  file: values.yml\n"
    )
    function = only(
        f"{HEAD}{custom}functions:\n  hello:\n    handler: {written}\n",
        values_yml="deep:\n  handler: i.j\nservice: ${self:service}\n",
        values_json='{"handler": "k.l"}',
    )
    assert known(function.handler) == value


@pytest.mark.parametrize(
    ("written", "why", "value"),
    [
        ("${opt:stage, 'dev'}", "the option `--stage` is given when deploying", "dev"),
        ("${opt:stage}", "the option `--stage` is given when deploying", "test"),
        ("${sls:stage}", "the option `--stage` is given when deploying", "test"),
        ("${self:provider.stage}", "the option `--stage` is given when deploying", "test"),
        ("${opt:x, self:custom.a}", "the option `--x` is given when deploying", "A"),
        ("${opt:x, opt:y, 'z'}", "the option `--x` is given when deploying", "z"),
        ("${opt:x}", "the option `--x` is given when deploying", None),
        ("${env:X}", "the environment variable `X` is read when deploying", None),
        ("${env:X, 'd'}-e", "the environment variable `X` is read when deploying", "d-e"),
        ("${param:x}", "the parameter `x` can be set when deploying", "param"),
        ("${param:y}", "the parameter `y` can be set when deploying", "default"),
        ("${ssm:/a}", "`ssm:/a` is looked up when deploying", None),
        ("${cf:stack.Out}", "`cf:stack.Out` is looked up when deploying", None),
        ("${aws:accountId}", "`aws:accountId` is looked up when deploying", None),
        ("${aws:region}", "the option `--region` is given when deploying", "us-east-1"),
        (
            "${self:custom.by.${opt:stage, 'dev'}}",
            "the option `--stage` is given when deploying",
            "D",
        ),
        ("${file(x.js):a}", "`x.js` is code that runs when deploying", None),
        ("${file(gone.yml):a, 'b'}", "`gone.yml` cannot be read", "b"),
        ("${self:custom.missing}-x", "a variable in it has no value", None),
        ("${self:custom}-x", "a variable in it is not text", None),
        (
            "${AWS::Region}",
            "it holds `${...}` that the Serverless Framework does not resolve",
            None,
        ),
        ("!Ref Handler", "CloudFormation computes it when deploying", None),
        ("{Ref: Handler}", "CloudFormation computes it when deploying", None),
    ],
)
def test_what_deployment_decides_is_unknown_with_its_reason(
    written: str, why: str, value: str | None
) -> None:
    text = (
        HEAD + "  stage: test\nparams:\n  test:\n    x: param\n  default:\n    y: default\n"
        "custom:\n  a: A\n  by:\n    dev: D\n"
        f"functions:\n  hello:\n    handler: {written}\n"
    )
    function = only(text)
    assert reason(function.handler) == why
    assert likely(function.handler) == value


def test_the_region_of_the_service_is_that_of_its_functions() -> None:
    function = only(
        HEAD + "  region: eu-central-1\n  environment:\n    REGION: ${aws:region}\n"
        "functions:\n  hello:\n    handler: a.b\n"
    )
    assert known(function.region) == "eu-central-1"
    assert [likely(each.value) for each in function.environment] == ["eu-central-1"]


def test_a_doubtful_provider_makes_all_that_is_inherited_doubtful() -> None:
    function = only(
        "service: s\nprovider: ${file(provider.${opt:stage, 'dev'}.yml)}\n"
        "functions:\n  hello:\n    handler: a.b\n",
        **{"provider.dev_yml": "name: aws\nruntime: nodejs22.x\nenvironment:\n  A: x\n"},
    )
    assert known(function.runtime) is None
    assert likely(function.runtime) == "nodejs22.x"
    assert [known(each.value) for each in function.environment] == [None]


def test_a_provider_in_another_file_is_inherited_with_its_place() -> None:
    files = Files(
        "service: s\nprovider: ${file(p.yml):provider}\nfunctions:\n  hello:\n    handler: a.b\n",
        p_yml="provider:\n  name: aws\n  runtime: nodejs22.x\n",
    )
    (function,) = files.read().functions
    assert function.runtime and known(function.runtime) == "nodejs22.x"
    assert function.runtime.place.path == os.path.join(FOLDER, "p.yml")
    assert files.written(function.runtime.place) == "nodejs22.x"


@pytest.mark.parametrize(
    "provider",
    [
        "google",
        "\n  name: azure",
        "\n  name: ${self:custom.cloud}",
        "${file(cloud.yml)}",
    ],
)
def test_services_of_other_clouds_have_no_functions(provider: str) -> None:
    text = f"service: s\nprovider: {provider}\ncustom:\n  cloud: google\n"
    template = Files(
        f"{text}functions:\n  hello:\n    handler: a.b\n", cloud_yml="name: google\n"
    ).read()
    assert template.functions == ()


@pytest.mark.parametrize("provider", ["aws", "", "aw", "\n  name: a", "\n  n", "\n  name:"])
def test_a_provider_that_is_being_typed_keeps_the_functions(provider: str) -> None:
    text = f"service: s\nprovider: {provider}\nfunctions:\n  hello:\n    handler: a.b\n"
    assert names(Files(text).read()) == ["hello"]


def test_variables_of_the_function_win_over_those_of_the_provider() -> None:
    files = Files(
        function_with(
            "environment:\n  A: own\n  C: ${self:custom.c}\n  D:\n  E: !Ref T\n  F: true\n  G: 1",
            HEAD + "  environment:\n    A: theirs\n    B: 2\n    D: x\ncustom:\n  c: C\n",
        )
    )
    (function,) = files.read().functions
    values = {each.name.value: known(each.value) for each in function.environment}
    assert values == {"B": "2", "A": "own", "C": "C", "E": None, "F": "true", "G": "1"}
    assert files.written(function.environment[0].name.place) == "B"


def test_the_environment_may_be_one_variable() -> None:
    function = only(
        function_with("environment: ${file(env.yml):${opt:stage, 'dev'}}"),
        env_yml="dev:\n  TABLE: t\n",
    )
    (variable,) = function.environment
    assert variable.name.value == "TABLE"
    assert known(variable.value) is None
    assert likely(variable.value) == "t"


def test_an_environment_that_code_makes_has_no_variables() -> None:
    assert only(function_with("environment: ${file(env.js)}")).environment == ()


def test_an_image_has_its_code_elsewhere() -> None:
    function = only(HEAD + "functions:\n  hello:\n    image:\n      name: app\n")
    assert function.image
    assert function.handler is None
    assert isinstance(function.code, CodeElsewhere)


@pytest.mark.parametrize(
    ("service", "own"),
    [
        ("package:\n  artifact: build/app.zip\n", ""),
        ("", "package:\n  artifact: ./build/app.zip"),
        ("package:\n  artifact: other.zip\n", "package:\n  artifact: build/app.zip"),
        ("package:\n  artifact: ${self:custom.zip}\ncustom:\n  zip: build/app.zip\n", ""),
    ],
)
def test_an_artifact_is_the_code(service: str, own: str) -> None:
    code = only(function_with(own, HEAD + service)).code
    assert isinstance(code, CodeArchive)
    assert code.path == os.path.join(FOLDER, "build", "app.zip")


def test_a_function_packed_for_itself_has_no_part_in_the_artifact_of_the_service() -> None:
    text = function_with("package:\n  individually: true", HEAD + "package:\n  artifact: a.zip\n")
    assert only(text).code == CodeFolder(FOLDER)


@pytest.mark.parametrize(
    ("service", "certain"),
    [
        ("package:\n  artifact: s3://bucket/app.zip\n", True),
        ("package:\n  artifact: ${opt:zip}\n", False),
        ("package: ${file(package.js)}\n", False),
    ],
)
def test_code_that_is_not_here_or_cannot_be_told_is_elsewhere(service: str, certain: bool) -> None:
    code = only(function_with("", HEAD + service)).code
    assert isinstance(code, CodeElsewhere)
    assert code.certain is certain


def test_patterns_leave_the_code_where_it_is() -> None:
    text = function_with("package:\n  patterns: ['!**', 'src/**']\n  include: [x]")
    assert only(text).code == CodeFolder(FOLDER)


@pytest.mark.parametrize(
    ("head", "folder"),
    [
        ("plugins: [serverless-python-requirements]\npackage:\n  individually: true\n", "one"),
        ("plugins: [serverless-python-requirements]\n", ""),
        ("package:\n  individually: true\n", ""),
    ],
)
def test_the_module_of_the_python_plugin_is_the_code_folder(head: str, folder: str) -> None:
    code = only(function_with("module: one", HEAD + head)).code
    assert isinstance(code, CodeFolder)
    assert code.folder == os.path.normpath(os.path.join(FOLDER, folder))


@pytest.mark.parametrize(
    ("head", "method"),
    [
        ("plugins:\n  - serverless-offline\n  - serverless-esbuild\n", "esbuild"),
        ("plugins:\n  modules: [serverless-webpack]\n", "webpack"),
        ("plugins: ${file(plugins.yml):all}\n", "webpack"),
        ("plugins: [serverless-plugin-typescript]\n", "typescript"),
        ("build:\n  esbuild:\n    bundle: true\n", "esbuild"),
        ("build:\n  esbuild: false\nframeworkVersion: '4'\n", None),
        ("frameworkVersion: ^4.0.0\n", "esbuild"),
        ("frameworkVersion: '>=2.0.0 <4.0.0'\n", None),
        ("", None),
    ],
)
def test_plugins_and_settings_tell_the_build(head: str, method: str | None) -> None:
    text = function_with("runtime: nodejs22.x", HEAD + head)
    function = only(text, plugins_yml="all: [serverless-bundle]\n")
    assert (function.build.method if function.build else None) == method


def test_a_build_of_node_code_is_none_of_python_code() -> None:
    function = only(function_with("", HEAD + "plugins: [serverless-esbuild]\n"))
    assert function.build is None
    assert function.plugins == {"serverless-esbuild"}


def test_layers_of_the_service_lead_to_their_folders() -> None:
    function = only(
        function_with(
            "layers:\n  - {Ref: MyUnderscoretoolsLambdaLayer}\n  - !Ref GoneLambdaLayer\n"
            "  - arn:aws:lambda:eu-west-1:1:layer:x:1",
            HEAD + "layers:\n  my_tools:\n    path: layers/tools\n",
        )
    )
    assert [(known(layer.name), layer.folder) for layer in function.layers] == [
        ("MyUnderscoretoolsLambdaLayer", os.path.join(FOLDER, "layers", "tools")),
        ("GoneLambdaLayer", None),
        ("arn:aws:lambda:eu-west-1:1:layer:x:1", None),
    ]


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


def test_broken_and_repeated_text_is_told_with_its_place() -> None:
    files = Files(
        HEAD + "functions:\n  one:\n    handler: a.b\n    handler: c.d\n"
        "  two:\n    handler: 'x.y\n  one:\n    handler: e.f\n"
    )
    template = files.read()
    assert len(template.broken) == 1
    assert {each.key for each in template.repeated} == {"handler", "one"}
    assert [known(f.handler) for f in template.functions if f.name == "one"] == ["e.f"]


@pytest.mark.parametrize(
    "functions",
    ["functions: ${file(more.yml)}\n", "functions:\n  hello: ${file('more.yml'):one}\n"],
)
def test_faults_of_an_included_file_with_functions_are_told_there(functions: str) -> None:
    template = Files(HEAD + functions, more_yml="one:\n  handler: a.b\n  handler: c.d\n").read()
    (repeated,) = template.repeated
    assert repeated.entry.path == os.path.join(FOLDER, "more.yml")


def test_an_unchanged_function_stays_the_same_object() -> None:
    text = HEAD + "functions:\n  one:\n    handler: a.one\n  two:\n    handler: a.two\n"
    files = Files(text)
    before = files.read().functions
    files.texts[MAIN] = text.replace("a.one", "a.other")
    after = files.read().functions
    assert known(after[0].handler) == "a.other"
    assert after[1] is before[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [("python3.13", "python3.12"), ("c: 1", "c: 2"), ("[p]", "[q]")],
)
def test_a_change_around_the_functions_reads_them_again(old: str, new: str) -> None:
    text = HEAD + "plugins: [p]\ncustom:\n  c: 1\nfunctions:\n  one:\n    handler: a.one\n"
    files = Files(text)
    before = files.read().functions
    files.texts[MAIN] = text.replace(old, new)
    assert files.read().functions[0] is not before[0]


def test_a_change_in_an_included_file_reaches_the_functions() -> None:
    files = Files(function_with("runtime: ${file(v.yml):runtime}"), v_yml="runtime: nodejs20.x\n")
    assert known(files.read().functions[0].runtime) == "nodejs20.x"
    files.texts[os.path.join(FOLDER, "v.yml")] = "runtime: nodejs22.x\n"
    assert known(files.read().functions[0].runtime) == "nodejs22.x"


def test_a_change_in_a_function_reaches_those_that_refer_to_it() -> None:
    text = (
        HEAD
        + "functions:\n  a:\n    handler: x.y\n  b:\n    handler: ${self:functions.a.handler}\n"
    )
    files = Files(text)
    assert known(files.read().functions[1].handler) == "x.y"
    files.texts[MAIN] = text.replace("x.y", "z.y")
    assert known(files.read().functions[1].handler) == "z.y"


@pytest.mark.parametrize(
    "custom",
    [
        "  a: ${self:custom.a}\n",
        "  a: ${self:custom.b}\n  b: ${self:custom.a}\n",
        "  a: ${file(serverless.yml):custom.a}\n",
        "  a: ${self:custom.${self:custom.a}}\n",
    ],
)
def test_circles_end_in_an_unknown_value(custom: str) -> None:
    text = f"{HEAD}custom:\n{custom}functions:\n  hello:\n    handler: ${{self:custom.a}}\n"
    assert "circle" in reason(only(text).handler)


@pytest.mark.parametrize(
    "custom",
    [
        "".join(f"  a{i}: ${{self:custom.a{i + 1}}}\n" for i in range(5_000)),
        "".join(f"  a{i}: ${{self:custom.a{i + 1}}}${{self:custom.a{i + 1}}}\n" for i in range(100))
        + "  a100: x\n",
        "  a0: " + "${self:custom." * 10_000 + "}" * 10_000 + "\n",
        "  a0: ${self:" + "a." * 10_000 + "}\n",
        "  a0: " + "${file(x.yml):a}" * 5_000 + "\n",
    ],
)
def test_hostile_variables_end_soon(custom: str) -> None:
    text = f"{HEAD}custom:\n{custom}functions:\n  hello:\n    handler: ${{self:custom.a0}}\n"
    with at_most(2_000_000):
        assert known(only(text).handler) is None


def test_every_beginning_of_a_service_can_be_read() -> None:
    text = function_with(
        "environment: ${file(e.yml):a.${opt:stage, 'dev'}}\nevents:\n  - http:\n      path: /\n"
        "  - sqs: {arn: !GetAtt Q.Arn}\nlayers:\n  - {Ref: ALambdaLayer}\n"
        "package:\n  artifact: ${self:custom.zip}",
        HEAD + "layers:\n  a:\n    path: x\ncustom:\n  zip: a.zip\n",
    )
    for end in range(len(text)):
        Files(text[:end], e_yml="a:\n  dev:\n    X: 1\n").read()
    assert names(Files(text).read()) == ["hello"]


def test_a_function_logs_as_it_says_itself_or_else_as_the_provider_says() -> None:
    head = HEAD + "  logs:\n    lambda: {logFormat: JSON, systemLogLevel: WARN, logGroup: shared}\n"
    shared = only(function_with("timeout: 3", head)).logging
    assert [*map(known, (shared.format, shared.system_level))] == ["JSON", "WARN"]
    assert known(shared.group) == "shared"
    own = only(function_with("logs: {logFormat: JSON, applicationLogLevel: DEBUG}", head)).logging
    assert [*map(known, (own.format, own.application_level))] == ["JSON", "DEBUG"]
    assert own.system_level is None and own.group is None


def test_plugins_can_make_a_function_durable() -> None:
    text = function_with("timeout: 3", HEAD + "plugins: [./mine]\n")
    assert isinstance(only(text).durable, Unknown)


def test_a_function_is_durable_where_it_says_so_itself() -> None:
    durable = only(function_with("durableConfig: {executionTimeout: 3600}")).durable
    assert isinstance(durable, Durable) and durable.certain
    assert durable.execution_timeout and durable.execution_timeout.value == 3600
    assert only(function_with("timeout: 3")).durable is None
    chosen = "durableConfig: {executionTimeout: '${opt:seconds}'}"
    later = only(function_with(chosen)).durable
    assert isinstance(later, Durable) and later.execution_timeout
    assert isinstance(later.execution_timeout.value, Unknown)
