from __future__ import annotations

import json

import pytest
from lambda_ls.model.durable import Durable
from lambda_ls.model.function import (
    CodeArchive,
    CodeElsewhere,
    CodeFolder,
    Dialect,
    InlineCode,
)
from lambda_ls.model.logging import NO_LOGGING
from lambda_ls.model.place import Unknown, known

from tests.templates.reading import FOLDER, PATH, Reading, in_folder

HEAD = """\
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
"""


def test_a_function_with_its_places() -> None:
    reading = Reading()
    function = reading.function(HEAD + "      Description: Takes orders\n")
    assert (function.template, function.name) == (PATH, "Orders")
    assert function.dialect is Dialect.CLOUDFORMATION
    assert reading.written(function.place) == "Orders"
    assert reading.written(function.extent).lstrip().startswith("Orders:\n    Type")
    assert function.handler and reading.written(function.handler.place) == "app.handler"
    assert function.runtime and reading.written(function.runtime.place) == "python3.13"
    assert function.description == "Takes orders"
    assert function.events == ()


def test_json_is_read_as_yaml_is() -> None:
    reading = Reading()
    properties = {"Handler": "app.handler", "Code": {"ZipFile": {"Fn::Join": ["\n", ["a", "b"]]}}}
    resources = {"Orders": {"Type": "AWS::Lambda::Function", "Properties": properties}}
    function = reading.function(json.dumps({"Resources": resources}, indent=2))
    assert reading.written(function.place) == "Orders"
    assert function.handler and reading.written(function.handler.place) == "app.handler"
    assert isinstance(function.code, InlineCode)
    assert (function.code.source.text, function.code.lines) == ("a\nb", ())


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("./src", CodeFolder),
        ("{S3Bucket: b, S3Key: !Ref Key}", CodeElsewhere),
        ("s3://bucket/key", CodeElsewhere),
        ("build/app.zip", CodeArchive),
        ("!If [C, a, b]", CodeElsewhere),
        ("[a]", CodeElsewhere),
        ("{ImageUri: x}", CodeElsewhere),
        ("", CodeElsewhere),
    ],
)
def test_where_the_code_is(code: str, expected: type) -> None:
    assert isinstance(Reading().function(HEAD + f"      Code: {code}\n").code, expected)


def test_a_local_path_counts_from_the_template() -> None:
    reading = Reading()
    code = reading.function(HEAD + "      Code: ../lib/./src/\n").code
    assert isinstance(code, CodeFolder)
    assert code.folder == in_folder("..", "lib", "src")
    assert code.place and reading.written(code.place) == "../lib/./src/"


def test_a_single_file_is_packed_as_its_folder() -> None:
    code = Reading().function(HEAD + "      Code: app.py\n").code
    assert isinstance(code, CodeFolder) and code.folder == FOLDER


def test_a_container_image_has_no_handler() -> None:
    function = Reading().function(HEAD + "      Code: {ImageUri: x}\n")
    assert function.image and function.handler is None
    assert isinstance(function.code, CodeElsewhere)


INLINE = """\
      Code:
        ZipFile: {tag}|{chomp}

          def handler(event, context):
              return "${{Table}}"

"""


@pytest.mark.parametrize("tag", ["", "!Sub "])
@pytest.mark.parametrize("chomp", ["", "-", "+", "2"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_each_line_of_literal_code_has_its_place(tag: str, chomp: str, line_end: str) -> None:
    reading = Reading()
    text = (HEAD + INLINE.format(tag=tag, chomp=chomp) + "      Timeout: 3\n").replace(
        "\n", line_end
    )
    code = reading.function(text).code
    assert isinstance(code, InlineCode)
    assert "def handler(event, context):" in code.source.text
    lines = [code.source.line_text(number) for number in range(code.source.line_count)]
    block = code.place.block
    written = [reading.written(code.place._replace(block=block, span=span)) for span in code.lines]
    assert written == lines


@pytest.mark.parametrize(
    "zip_file",
    ["import app", "'import app'", '"import app"', "!Sub 'import app'", "&code import app"],
)
def test_code_on_one_line_has_its_place(zip_file: str) -> None:
    reading = Reading()
    code = reading.function(HEAD + f"      Code: {{ZipFile: {zip_file}}}\n").code
    assert isinstance(code, InlineCode)
    (line,) = code.lines
    assert reading.written(code.place._replace(span=line)) == "import app"


@pytest.mark.parametrize("zip_file", ['"a\\nb"', ">\n          a\n          b\n"])
def test_code_that_is_not_written_line_by_line_has_no_places(zip_file: str) -> None:
    code = Reading().function(HEAD + f"      Code:\n        ZipFile: {zip_file}\n").code
    assert isinstance(code, InlineCode) and code.lines == ()


@pytest.mark.parametrize(
    "zip_file", ["!Rain::Embed app.py", "!Join ['', [a, !Ref Table]]", "{'Fn::Transform': {}}"]
)
def test_code_that_is_put_together_later_is_elsewhere(zip_file: str) -> None:
    code = Reading().function(HEAD + f"      Code:\n        ZipFile: {zip_file}\n").code
    assert isinstance(code, CodeElsewhere) and code.reason and not code.certain


def test_environment_variables_with_the_places_of_their_names() -> None:
    reading = Reading()
    function = reading.function(
        HEAD + "      Environment: {Variables: {TABLE: !Ref T, 'MODE': fast, Fn::Transform: x}}\n"
    )
    assert [reading.written(each.name.place) for each in function.environment] == ["TABLE", "MODE"]
    assert [known(each.value) for each in function.environment] == [None, "fast"]


def test_a_property_that_a_macro_can_add_is_unknown() -> None:
    function = Reading().function(
        "Resources:\n  A:\n    Type: AWS::Lambda::Function\n    Properties: {Fn::Transform: {}}\n"
    )
    assert function.handler is not None and known(function.handler) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Handlr: app.handler", ("Handlr", "Handler", False)),
        ("timeout: 3", ("timeout", "Timeout", False)),
        ("PackageType: zip", ("zip", "Zip", True)),
        ("Architectures: [arm46]", ("arm46", "arm64", True)),
    ],
)
def test_a_misspelt_name_is_reported_with_what_was_meant(
    line: str, expected: tuple[str, str, bool]
) -> None:
    reading = Reading()
    text = f"Resources:\n  A:\n    Type: AWS::Lambda::Function\n    Properties:\n      {line}\n"
    (unknown,) = reading.function(text).unknown_properties
    assert (unknown.name.value, unknown.nearest, unknown.is_value) == expected
    assert unknown.owner == "AWS::Lambda::Function"
    assert reading.written(unknown.name.place) == expected[0]


@pytest.mark.parametrize(
    "lines",
    [
        "Whatever: 1",
        "PackageType: !Ref Type",
        "PackageType: '{{resolve:ssm:x}}'",
        "Fn::Transform: {}\n      Handlr: x",
        "Handlr: x\n      Handler: y",
        "Role: x\n      Roles: y",
        "Architectures: !If [C, [arm46], []]",
    ],
)
def test_nothing_is_said_about_names_that_could_mean_anything(lines: str) -> None:
    text = f"Resources:\n  A:\n    Type: AWS::Lambda::Function\n    Properties:\n      {lines}\n"
    assert Reading().function(text).unknown_properties == ()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "x",
        "[]",
        "{Properties: []}",
        "{Properties: {Handler: [], Runtime: {}, Code: [], Environment: x, Layers: {}}}",
        "{Properties: {Environment: {Variables: [a]}, Layers: [[], {}, !X], Timeout: {}}}",
        "{Properties: !Ref X, Metadata: 1}",
        "{Properties: {Handler: {? [a] : b}}, Metadata: {BuildMethod: []}}",
    ],
)
@pytest.mark.parametrize("kind", ["AWS::Lambda::Function", "AWS::Serverless::Function"])
def test_nonsense_gives_fewer_facts_and_no_error(body: str, kind: str) -> None:
    template = Reading().template(
        f"AWSTemplateFormatVersion: x\nGlobals: []\nParameters: x\nMappings: [a]\nResources:\n"
        f"  A: {body}\n  B:\n    Type: {kind}\n    Properties:\n      Handler: a.b\n"
    )
    assert template is not None
    assert known(template.functions[-1].handler) == "a.b"
    merged = body.replace("{Properties", f"{{Type: {kind}, Properties")
    assert Reading().template(f"Resources:\n  A: {merged}\n  B:\n    Type: {kind}\n") is not None


def test_nested_stacks_that_are_local() -> None:
    template = Reading().template(
        """\
        Resources:
          Local:
            Type: AWS::CloudFormation::Stack
            Properties: {TemplateURL: ./nested/queue.yaml}
          Remote:
            Type: AWS::CloudFormation::Stack
            Properties: {TemplateURL: "https://s3.amazonaws.com/b/t.yaml"}
          Later:
            Type: AWS::CloudFormation::Stack
            Properties: {TemplateURL: !Ref Url}
        """
    )
    assert template is not None
    assert [nested.path for nested in template.nested] == [in_folder("nested", "queue.yaml")]


def test_the_format_of_the_log() -> None:
    function = Reading().function(HEAD + "      LoggingConfig: {LogFormat: JSON}\n")
    assert known(function.logging.format) == "JSON"
    assert function.logging.application_level is None
    assert Reading().function(HEAD).logging == NO_LOGGING


def test_a_function_is_durable_where_the_template_says_so() -> None:
    durable = Reading().function(HEAD + "      DurableConfig: {ExecutionTimeout: 3600}\n").durable
    assert isinstance(durable, Durable) and durable.certain
    assert durable.execution_timeout and durable.execution_timeout.value == 3600
    assert Reading().function(HEAD).durable is None
    assert Reading().function(HEAD + "      DurableConfig: !Ref AWS::NoValue\n").durable is None
    condition = "!If [IsProd, {ExecutionTimeout: 3600}, !Ref AWS::NoValue]"
    perhaps = Reading().function(HEAD + f"      DurableConfig: {condition}\n").durable
    assert isinstance(perhaps, Durable) and not perhaps.certain
    assert perhaps.execution_timeout is None
    later = Reading().function(HEAD + "      DurableConfig: {ExecutionTimeout: !Ref T}\n").durable
    assert isinstance(later, Durable) and later.execution_timeout
    assert isinstance(later.execution_timeout.value, Unknown)
