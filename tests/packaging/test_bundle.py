"""The extension for this machine, from its package file alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pytest_lsp import ClientServerConfig

from tests.fixture import write
from tests.lsp.client import Client, make_capabilities
from tools.packaging.build import build_client, build_extension, build_server
from tools.packaging.contents import problems_of_extension, problems_of_server
from tools.packaging.stage import NOTICES
from tools.packaging.targets import host

from .pythons import pythons

ROOT = Path(__file__).parents[2]
ORDERS = ROOT / "examples" / "orders"
PYTHONS = pythons()
every_python = pytest.mark.parametrize("python", PYTHONS.values(), ids=PYTHONS)

HOSTILE = "raise RuntimeError('a module of the user came first')\n"
PROJECT = {
    "template.yaml": (
        "Transform: AWS::Serverless-2016-10-31\n"
        "Resources:\n"
        "  Made:\n"
        "    Type: AWS::Serverless::Function\n"
        "    Properties: {CodeUri: src/, Handler: app.handler, Runtime: python3.13}\n"
    ),
    "src/app.py": "from factory import make\n\nhandler = make()\n",
    "src/factory.py": (
        "def make():\n"
        "    def inner(event, context):\n"
        "        return {'event': event}\n"
        "    return inner\n"
    ),
}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, str]:
    """The wheel, the sdist and the extension for this machine."""
    folder = str(tmp_path_factory.mktemp("dist"))
    build_client()
    wheel, sdist = build_server(folder)
    return wheel, sdist, build_extension(host(), wheel, folder)


@pytest.fixture(scope="module")
def extension(packages: tuple[str, str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that an editor unpacks the extension to."""
    folder = tmp_path_factory.mktemp("extensions")
    with zipfile.ZipFile(packages[2]) as archive:
        archive.extractall(folder)
    return folder / "extension"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A folder with modules that nobody wants, to work in and to have on the user's path."""
    names = ("yaml", "attrs", "jedi", "lambda_ls", "json", "typing_extensions")
    write({f"{name}.py": HOSTILE for name in names}, str(tmp_path / "hostile"))
    return tmp_path / "hostile"


def environment(hostile: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(hostile)}


def run(python: str, extension: Path, hostile: Path, *arguments: str) -> Any:
    """What a command of the shipped server prints, as JSON."""
    result = subprocess.run(
        [python, "-I", str(extension / "bundled" / "tool" / arguments[0]), *arguments[1:]],
        cwd=hostile,
        env=environment(hostile),
        capture_output=True,
        check=False,
    )
    assert result.returncode in (0, 1), result.stderr.decode()
    return json.loads(result.stdout)


def test_the_packages_hold_what_they_must_and_nothing_else(packages: tuple[str, str, str]) -> None:
    wheel, sdist, package = packages
    assert problems_of_server(wheel) == []
    assert problems_of_server(sdist) == []
    assert problems_of_extension(package) == []


def test_the_manifest_tells_editors_what_they_need_and_nothing_of_developers(
    extension: Path,
) -> None:
    manifest = json.loads((extension / "package.json").read_text(encoding="utf-8"))
    assert {"scripts", "devDependencies", "dependencies"}.isdisjoint(manifest)
    assert (extension / manifest["main"]).is_file()
    assert (extension / manifest["icon"]).is_file()


def test_the_licence_of_everything_that_is_shipped_is_there(extension: Path) -> None:
    notices = (extension / NOTICES).read_text(encoding="utf-8")
    heads = {part.split()[0].lower() for part in notices.split("=" * 80)[1:]}
    own = {"lambda_ls", "_yaml"}
    shipped = {path.stem for path in (extension / "bundled" / "libs").iterdir()} - own
    other_names = {"attr": "attrs", "cattr": "cattrs", "yaml": "pyyaml"}
    shipped = {other_names.get(each, each) for each in shipped}
    packages = {each.replace("-", "_") for each in heads}
    assert shipped <= packages
    assert {"vscode-languageclient", "vscode-jsonrpc", "semver"} <= heads


@every_python
def test_the_probe_knows_that_the_bundle_runs(python: str, extension: Path, hostile: Path) -> None:
    answer = run(python, extension, hostile, "probe.py")
    assert answer["runsBundle"] is True
    assert answer["hasServer"] is False
    assert os.path.samefile(answer["executable"], python) or not os.path.isabs(python)


def test_the_probe_knows_an_environment_with_lambda_ls(extension: Path, hostile: Path) -> None:
    assert run(sys.executable, extension, hostile, "probe.py")["hasServer"] is True


@every_python
def test_the_shipped_server_finds_what_the_installed_one_finds(
    python: str, extension: Path, hostile: Path
) -> None:
    arguments = ("check", str(ORDERS), "--format", "json")
    installed = subprocess.run(
        [sys.executable, "-m", "lambda_ls", *arguments], stdout=subprocess.PIPE, check=False
    )
    assert run(python, extension, hostile, "start.py", *arguments) == json.loads(installed.stdout)


@every_python
def test_the_shipped_server_runs_handlers(
    python: str, extension: Path, hostile: Path, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    write(PROJECT, str(project))
    write({"event.json": '{"a": 1}'}, str(tmp_path))
    arguments = ("Made", "--root", str(project), "--event", str(tmp_path / "event.json"))
    result = run(python, extension, hostile, "start.py", "invoke", *arguments, "--format", "json")
    assert [each["response"] for each in result["invocations"]] == [{"event": {"a": 1}}]


@every_python
@pytest.mark.asyncio
async def test_an_editor_works_with_the_shipped_server(
    python: str, extension: Path, hostile: Path, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    write(PROJECT, str(project))
    start = str(extension / "bundled" / "tool" / "start.py")
    config = ClientServerConfig(
        server_command=[python, "-I", start, "serve"],
        client_factory=Client,
        server_env=environment(hostile),
    )
    client = await config.start()
    assert isinstance(client, Client)
    try:
        await client.connect(project, make_capabilities())
        document = client.open("template.yaml")
        position = client.position("template.yaml", "app.handler", within=6)
        # It takes jedi to see what is made by a function.
        found = await client.text_document_definition_async(
            types.DefinitionParams(document, position)
        )
        hover = await client.text_document_hover_async(types.HoverParams(document, position))
        client.replace("template.yaml", "app.handler", "app.handlr")
        await client.until(lambda: client.rules("template.yaml"), "the finding")
        await client.shutdown_async(None)
    finally:
        client.exit(None)
        await client.stop()  # type: ignore[no-untyped-call]  # pytest-lsp is not typed.
    assert isinstance(found, list) and isinstance(found[0], types.Location)
    assert client.slice(found[0].uri, found[0].range) == "inner"
    assert hover and isinstance(hover.contents, types.MarkupContent)
    assert client.rules("template.yaml") == ["handler-function-not-found"]


def test_what_was_left_out_of_jedi_is_not_missed(extension: Path) -> None:
    libs = str(extension / "bundled" / "libs")
    tests = "tests/languages/test_python_inference.py"
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tests],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": libs},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout
