"""Where the code of a service's functions is, and what builds it."""

from __future__ import annotations

import os

import pytest
from lambda_ls.model.function import CodeArchive, CodeElsewhere, CodeFolder
from lambda_ls.model.place import known

from .services import FOLDER, HEAD, function_with, only


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
