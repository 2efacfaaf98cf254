from __future__ import annotations

import pytest
from lambda_ls.model.function import Dialect
from lambda_ls.templates.recognise import recognise
from lambda_ls.text.reader import DocumentReader
from lambda_ls.text.source import SourceText


def dialect_of(text: str, name: str = "template.yaml") -> Dialect | None:
    return recognise(DocumentReader().read(SourceText(text)), name)


SAM = "Transform: AWS::Serverless-2016-10-31\n"
FUNCTION = "Resources:\n  Orders:\n    Type: AWS::Lambda::Function\n"


@pytest.mark.parametrize(
    "text",
    [
        SAM + FUNCTION,
        SAM,
        "Transform: [Macro, AWS::Serverless-2016-10-31]\n",
        "Resources:\n  Orders:\n    Type: AWS::Serverless::Function\n",
        '{"Resources": {"Orders": {"Type": "AWS::Serverless::Function"}}}',
        "AWSTemplateFormatVersion: 2010-09-09\n" + SAM + "Resources:\n  Orders: [unclosed\n",
    ],
)
def test_sam_is_known_by_its_transform_or_its_resources(text: str) -> None:
    assert dialect_of(text, "anything.txt") is Dialect.SAM


@pytest.mark.parametrize(
    "text",
    [
        FUNCTION,
        "AWSTemplateFormatVersion: '2010-09-09'\n",
        "Resources:\n  Bell:\n    Type: Custom::Bell\n",
        '{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}}',
        "Transform: MyMacro\n" + FUNCTION,
        FUNCTION + "  Broken\n  Topic:\n    Type: AWS::SNS::Topic\n",
    ],
)
def test_plain_cloudformation_is_known_by_its_resources(text: str) -> None:
    assert dialect_of(text) is Dialect.CLOUDFORMATION


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("serverless.yml", "service: shop\nprovider:\n  name: aws\nfunctions:\n  a: {}\n"),
        ("serverless.yaml", "service: shop\nprovider: aws\nfunctions:\n  a: {}\n"),
        ("serverless.prod.yml", "provider:\n  name: aws\n"),
        ("serverless.yml", "provider: ${file(../common.yml):provider}\nfunctions: []\n"),
        ("serverless.yml", "provider:\n  name: a\nfunctions:\n  a: {}\n"),
        ("serverless.yml", "functions:\n  a: {}\n"),
        ("serverless.json", '{"provider": {"name": "aws"}, "functions": {"a": {}}}'),
        ("backend.yml", "provider:\n  name: aws\nfunctions:\n  a: {}\n"),
    ],
)
def test_serverless_is_known_by_its_provider_and_functions(name: str, text: str) -> None:
    assert dialect_of(text, name) is Dialect.SERVERLESS


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deployment.yaml", "apiVersion: apps/v1\nkind: Deployment\nspec: {}\n"),
        ("compose.yaml", "services:\n  web:\n    image: nginx\n"),
        ("openapi.yaml", "openapi: 3.0.0\npaths: {}\n"),
        ("package.json", '{"name": "shop", "functions": 1}'),
        ("config.yml", "Resources:\n  Orders:\n    Type: Table\n"),
        ("serverless.yml", "service: x\nprovider:\n  name: google\nfunctions:\n  a: {}\n"),
        ("serverless.yml", "service: x\nprovider: azure\nfunctions:\n  a: {}\n"),
        ("serverless.yml", "component: nextjs\nfunctions: {}\nprovider: aws\n"),
        ("firebase.yml", "provider:\n  name: google\nfunctions:\n  a: {}\n"),
        ("template.yaml", ""),
        ("template.yaml", "just words"),
        ("template.yaml", "- a\n- b\n"),
        ("template.yaml", "Resources: 1\n"),
        ("template.yaml", "\0\1\2"),
    ],
)
def test_other_files_are_no_templates(name: str, text: str) -> None:
    assert dialect_of(text, name) is None


@pytest.mark.parametrize(
    "text",
    [
        "  Handler: {{ handler }}\n",
        "  Handler: {{cookiecutter.name}}.handler\n",
        '  Handler: "{{ cookiecutter.name }}.handler"\n',
        "  {%- if cookiecutter.tracing %}\n",
        "  {{#each functions}}\n",
        "#set( $name = 'x' )\n",
    ],
)
def test_what_a_template_engine_fills_in_is_no_template_yet(text: str) -> None:
    assert dialect_of(SAM + FUNCTION + text) is None


@pytest.mark.parametrize(
    "text",
    [
        "    Properties:\n      Role: '{{resolve:ssm:/role}}'\n",
        "    Properties:\n      Role: {{resolve:ssm:/role}}\n",
        '    Properties:\n      Output: "{% $states.input.order %}"\n',
        "    Properties:\n      InlineCode: |\n        print(f'{{a}} {{ b }}')\n",
        "    Properties:\n      Content: |\n        #set( $x = 1 )\n",
        "#setup (of the queue)\n",
    ],
)
def test_braces_alone_do_not_make_it_a_template_of_an_engine(text: str) -> None:
    assert dialect_of(SAM + FUNCTION + text) is Dialect.SAM


def test_many_braces_are_read_in_linear_time() -> None:
    assert dialect_of(SAM + FUNCTION + "    X: '" + "{{" * 100_000 + "'\n") is Dialect.SAM
