from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from lambda_ls.workspace.disk import LARGEST_FILE

from tests.effort import at_most

from .checking import MOST_CALLS, check, opened, put, rules, sam
from .names import HOSTILE_TEXTS
from .samples import CODE


@pytest.mark.parametrize("runtime", ["python3.13", "nodejs22.x", "ruby3.4", "java21", "dotnet8"])
@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS.keys())
def test_a_handler_string_leads_nowhere_but_into_the_workspace(
    text: str, runtime: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "root"
    put(tmp_path, {"etc/passwd.py": "", "etc/passwd.js": "", "app.py": CODE["src/app.py"]})
    files: dict[str, str | bytes] = {
        f"deep/{number}.yaml": sam(Handler=text + suffix, Runtime=runtime)
        for number, suffix in enumerate(("", ".handler", "/app.handler"))
    }
    files["deep/app.py"] = CODE["src/app.py"]
    files["deep/app.js"] = CODE["src/app.js"]
    _, watched = check(monkeypatch, root, files)
    assert watched.count < 500


@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS.keys())
def test_a_hostile_handler_is_opened_in_the_editor_as_well(text: str, tmp_path: Path) -> None:
    put(tmp_path, CODE)
    workspace = opened(tmp_path)
    with at_most(MOST_CALLS):
        for name, template in (
            (
                "template.yaml",
                f"Resources:\n  A:\n    Type: AWS::Serverless::Function\n"
                f"    Properties: {{Runtime: python3.13, Handler: '{text}.handler'}}\n",
            ),
            ("template.json", sam(Handler=f"{text}.handler").replace("\\u", "\\u")),
            ("serverless.yml", f"provider: aws\nfunctions:\n  a:\n    handler: '{text}.handler'\n"),
        ):
            workspace.open(str(tmp_path / name), template)
            rules(workspace)


@pytest.mark.parametrize(
    "place",
    [
        lambda text: sam(CodeUri=text),
        lambda text: sam(CodeUri=text, Runtime="nodejs22.x"),
        lambda text: sam(CodeUri=text, Runtime="java21", Handler="a.B::c"),
        lambda text: sam(InlineCode=text, Handler="index.handler"),
        lambda text: sam(Layers=[text]),
        lambda text: sam(ImageUri=text),
        lambda text: sam(Events={text: {"Type": text, "Properties": {"Queue": text}}}),
        lambda text: sam(Environment={"Variables": {text: text}}),
        lambda text: sam(Runtime=text),
        lambda text: sam(Metadata={"BuildMethod": text}),
        lambda text: json.dumps(
            {
                "Resources": {
                    text: {
                        "Type": "AWS::Serverless::Function",
                        "Properties": {"Handler": "app.handler", "Runtime": "python3.13"},
                    }
                }
            }
        ),
        lambda text: json.dumps(
            {
                "Resources": {
                    "Nested": {
                        "Type": "AWS::Serverless::Application",
                        "Properties": {"Location": text},
                    },
                    "Stack": {
                        "Type": "AWS::CloudFormation::Stack",
                        "Properties": {"TemplateURL": text},
                    },
                }
            }
        ),
        lambda text: json.dumps(
            {
                "Resources": {
                    "Layer": {
                        "Type": "AWS::Serverless::LayerVersion",
                        "Properties": {"ContentUri": text},
                    },
                    "Orders": {
                        "Type": "AWS::Serverless::Function",
                        "Properties": {
                            "Handler": "nowhere.handler",
                            "Runtime": "python3.13",
                            "Layers": [{"Ref": "Layer"}],
                        },
                    },
                }
            }
        ),
        lambda text: json.dumps(
            {
                "Resources": {
                    "Orders": {
                        "Type": "AWS::Lambda::Function",
                        "Properties": {
                            "Handler": "app.handler",
                            "Runtime": "python3.13",
                            "Code": text,
                        },
                    }
                }
            }
        ),
        lambda text: json.dumps(
            {
                "Resources": {
                    "Orders": {
                        "Type": "AWS::Serverless::Function",
                        "Metadata": {
                            "BuildMethod": "esbuild",
                            "BuildProperties": {"EntryPoints": [text]},
                        },
                        "Properties": {"Handler": "app.handler", "Runtime": "nodejs22.x"},
                    }
                }
            }
        ),
    ],
)
@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS.keys())
def test_a_path_in_a_template_leads_nowhere_but_into_the_workspace(
    text: str,
    place: Callable[[str], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = tmp_path / "root"
    put(tmp_path, {"etc/passwd": sam(), "etc/app.py": "", "app.py": CODE["src/app.py"]})
    _, watched = check(monkeypatch, root, {"deep/template.json": place(text), **CODE})
    assert watched.count < 500


@pytest.mark.parametrize(
    "name",
    [
        "../outside.yml",
        "../../etc/passwd",
        "../../etc/passwd.yml",
        "/etc/passwd",
        "/dev/zero",
        "/dev/zero.yml",
        "/proc/self/environ",
        "~/secret.yml",
        "pipe.yml",
        "link.yml",
        "folder.yml",
        "large.yml",
        "serverless.yml",
        "C:\\secret.yml",
        "a\\0b.yml",
        "a" * 100_000 + ".yml",
        "a/" * 10_000 + "b.yml",
        "${file(${file(pipe.yml)})}",
        "custom.js",
    ],
)
def test_a_file_that_a_service_includes_is_read_only_in_the_workspace(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "root"
    put(tmp_path, {"outside.yml": "a: {handler: ap.handler}\n"})
    put(root, {"large.yml": b"#" * (LARGEST_FILE + 1), "folder.yml/a.yml": ""})
    os.mkfifo(root / "pipe.yml")
    (root / "link.yml").symlink_to(tmp_path / "outside.yml")
    text = (
        "service: x\nprovider: {name: aws, runtime: python3.13}\n"
        f"custom: ${{file({name})}}\n"
        "functions:\n"
        f"  - ${{file({name})}}\n"
        f"  - ${{file({name}):a}}\n"
        f"  - wrong: {{handler: ap.handler}}\n"
    )
    files: dict[str, str | bytes] = {"serverless.yml": text, "app.py": CODE["src/app.py"]}
    found, watched = check(monkeypatch, root, files)
    assert found.count("handler-module-not-found") <= 1
    assert watched.count < 500
