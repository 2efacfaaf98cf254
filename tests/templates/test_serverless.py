"""The functions of a service, with their values from other files and from variables."""

from __future__ import annotations

import os

import pytest
from lambda_ls.model.durable import Durable
from lambda_ls.model.function import CodeElsewhere, CodeFolder
from lambda_ls.model.place import Unknown, known, likely

from .services import FOLDER, HEAD, MAIN, Files, function_with, names, only, reason


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
