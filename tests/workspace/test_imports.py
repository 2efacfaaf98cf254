from __future__ import annotations

import os
from pathlib import Path

import pytest
from lambda_ls.workspace.files import Files
from lambda_ls.workspace.imports import AbsentModule
from lambda_ls.workspace.scan import scan
from lambda_ls.workspace.supplies import may_bring_package
from lambda_ls.workspace.workspace import Workspace

from tests.fixture import write
from tests.workspace.resolving import PYTHON_HANDLER, sam

SDK = 'const AWS = require("aws-sdk");\n'
NODE = "exports.handler = async () => null;\n"


def opened(files: dict[str, str], root: Path) -> Workspace:
    write(files, os.fspath(root))
    workspace = Workspace((os.fspath(root),))
    workspace.adopt(scan((os.fspath(root),)))
    return workspace


def absent(workspace: Workspace) -> list[str]:
    """`lib/a.py: imp` for every module that is not there."""
    snapshot = workspace.snapshot()
    (function,) = snapshot.functions()
    return [told(workspace, each) for each in snapshot.facts(function).absent_modules]


def told(workspace: Workspace, module: AbsentModule) -> str:
    path = os.path.relpath(module.place.path, workspace.files.roots[0])
    return f"{path.replace(os.sep, '/')}: {module.name}"


def python(files: dict[str, str], root: Path) -> list[str]:
    return absent(opened({"template.yaml": sam("app.handler"), **files}, root))


def node(files: dict[str, str], root: Path, **template: str) -> list[str]:
    text = sam("index.handler", "nodejs22.x", **template)
    return absent(opened({"template.yaml": text, **files}, root))


def test_packages_around_an_imported_module_are_imported_too(tmp_path: Path) -> None:
    files = {
        "app.py": "import a.b.c\n" + PYTHON_HANDLER,
        "a/__init__.py": "import cgi\n",
        "a/b/__init__.py": "import imp\n",
        "a/b/c.py": "import crypt\n",
        "a/b/d.py": "import uu\n",
    }
    assert python(files, tmp_path) == [
        "a/__init__.py: cgi",
        "a/b/__init__.py: imp",
        "a/b/c.py: crypt",
    ]


def test_a_name_of_a_package_comes_before_its_module_of_that_name(tmp_path: Path) -> None:
    files = {
        "app.py": "from a import b, c\n" + PYTHON_HANDLER,
        "a/__init__.py": "b = 1\n",
        "a/b.py": "import cgi\n",
        "a/c.py": "import crypt\n",
    }
    assert python(files, tmp_path) == ["a/c.py: crypt"]


def test_files_that_import_each_other_are_read_once(tmp_path: Path) -> None:
    files = {
        "app.py": "import a\n" + PYTHON_HANDLER,
        "a.py": "import b\nimport imp\n",
        "b.py": "import a\n",
    }
    assert python(files, tmp_path) == ["a.py: imp"]


@pytest.mark.parametrize(
    "guarded",
    [
        "try:\n    import a\nexcept ImportError:\n    pass\n",
        "def f():\n    import a\n",
        "# import a\n",
    ],
)
def test_what_is_only_reached_behind_a_guard_is_left_alone(guarded: str, tmp_path: Path) -> None:
    files = {"app.py": guarded + PYTHON_HANDLER, "a.py": "import imp\n"}
    assert python(files, tmp_path) == []


def test_a_module_that_a_file_brings_itself_is_left_alone(tmp_path: Path) -> None:
    code = "import setuptools\nimport distutils.util\n" + PYTHON_HANDLER
    assert python({"app.py": code}, tmp_path) == []


def test_helpers_of_javascript_are_followed_through_their_folders(tmp_path: Path) -> None:
    files = {
        "index.js": 'const a = require("./lib");\n' + NODE,
        "lib/index.js": 'module.exports = { ...require("../common/b") };\n',
        "common/b.js": SDK,
        "common/c.js": SDK,
    }
    assert node(files, tmp_path) == ["common/b.js: aws-sdk"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("package.json", '{"devDependencies": {"aws-sdk": "^2.0.0"}}'),
        ("package.json", '{"dependencies": {"aws-xray-sdk": "^2.0.0"}}'),
        ("package.json", "{"),
        ("yarn.lock", 'aws-sdk@^2.0.0:\n  version "2.1.0"\n'),
        ("node_modules/aws-sdk/index.js", ""),
        ("../package.json", '{"dependencies": {"aws-sdk": "^2.0.0"}}'),
        ("../node_modules/aws-sdk/index.js", ""),
        ("../webpack.config.js", ""),
    ],
)
def test_whatever_may_bring_the_sdk_ends_the_certainty(
    path: str, text: str, tmp_path: Path
) -> None:
    files = {"src/index.js": SDK + NODE}
    assert node(files, tmp_path / "without", code="src") == ["src/index.js: aws-sdk"]
    files[os.path.normpath(f"src/{path}").replace(os.sep, "/")] = text
    assert node(files, tmp_path / "with", code="src") == []


@pytest.mark.parametrize(
    "text",
    [
        '{"dependencies": {"@aws-sdk/client-s3": "3", "@types/aws-lambda": "8", "uuid": "9"}}',
        '{"name": "aws-orders"}',
        "[]",
    ],
)
def test_packages_that_have_nothing_to_do_with_it_do_not(text: str, tmp_path: Path) -> None:
    files = {"index.js": SDK + NODE, "package.json": text}
    assert node(files, tmp_path) == ["index.js: aws-sdk"]


def test_a_module_that_is_packaged_or_written_meanwhile_is_seen(tmp_path: Path) -> None:
    files = {
        "template.yaml": sam("index.handler", "nodejs22.x"),
        "index.js": 'require("./lib");\n' + NODE,
        "lib.js": SDK,
    }
    workspace = opened(files, tmp_path)
    assert absent(workspace) == ["lib.js: aws-sdk"]
    workspace.open(os.fspath(tmp_path / "lib.js"), "module.exports = {};\n")
    assert absent(workspace) == []
    workspace.close(os.fspath(tmp_path / "lib.js"))
    assert absent(workspace) == ["lib.js: aws-sdk"]
    manifest = tmp_path / "package.json"
    manifest.write_text('{"dependencies": {"aws-sdk": "^2.0.0"}}', encoding="utf-8")
    workspace.disk_changed([os.fspath(manifest)])
    assert absent(workspace) == []


def test_a_file_outside_of_the_workspace_is_not_looked_at(tmp_path: Path) -> None:
    files = {"index.js": 'require("../outside");\n' + NODE}
    write({"outside.js": SDK}, os.fspath(tmp_path))
    assert node(files, tmp_path / "workspace") == []


def test_where_the_code_is_outside_of_the_workspace_nothing_is_certain(tmp_path: Path) -> None:
    workspace = opened({"template.yaml": sam("index.handler", "nodejs22.x")}, tmp_path)
    (function,) = workspace.snapshot().functions()
    path = os.fspath(tmp_path.parent / "index.js")
    assert may_bring_package(Files((os.fspath(tmp_path),)), function, "aws-sdk", path)
