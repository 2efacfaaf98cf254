"""What PATH may be, which workspace it is in, and how paths are shown."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from lambda_ls.workspace.disk import LARGEST_FILE

from tests.cli.command import APP, CLEAN, RULES_FOUND, TEMPLATE, Command, Outcome
from tests.fixture import write

OUTSIDE = {"infra/template.yaml": TEMPLATE.replace("src/", "../src/"), "src/app.py": APP}
"""A project whose code stands beside the folder of its template."""

SERVICE = "service: x\nprovider: {name: aws, runtime: python3.13}\nfunctions: "
MARKS = [
    (".git/HEAD", ""),
    (".git", "gitdir: elsewhere"),
    ("lambda-ls.toml", ""),
    ("pyproject.toml", "[tool.lambda-ls]\n"),
]


@pytest.mark.parametrize(("mark", "text"), MARKS)
def test_the_workspace_is_the_nearest_project_above(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str, text: str
) -> None:
    write({**OUTSIDE, mark: text}, str(tmp_path))
    monkeypatch.chdir(tmp_path / "infra")
    found = command.check()
    assert found.rules == RULES_FOUND
    assert found.json["root"] == str(tmp_path)
    assert found.json["findings"][0]["path"] == "infra/template.yaml"


@pytest.mark.parametrize("mark", [{}, {"pyproject.toml": "[tool.other]\n"}])
def test_without_a_project_it_is_the_current_folder(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: dict[str, str]
) -> None:
    write({**OUTSIDE, **mark}, str(tmp_path))
    monkeypatch.chdir(tmp_path / "infra")
    assert command.check("template.yaml").json["root"] == str(tmp_path / "infra")


def test_the_home_folder_is_no_project(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write({**OUTSIDE, ".git/HEAD": ""}, str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path / "infra")
    assert command.check().json["root"] == str(tmp_path / "infra")


def test_only_what_was_asked_about_is_scanned(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write({**OUTSIDE, ".git/HEAD": "", "other/template.yaml": TEMPLATE}, str(tmp_path))
    monkeypatch.chdir(tmp_path / "infra")
    assert command.check().json["templates"] == 1


def test_a_template_is_read_without_a_look_at_the_others(
    command: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lambda_ls.workspace.scan.read_folder", lambda _: pytest.fail("a scan"))
    assert command.check("template.yaml").rules == RULES_FOUND


def test_a_file_that_a_template_includes_is_checked_with_it(
    command: Command, project: Path
) -> None:
    functions = "one:\n  handler: src/app.handler\n  environment: {AWS_REGION: x}\n"
    service = SERVICE + "${file(parts/functions.yml)}\n"
    write({"serverless.yml": service, "parts/functions.yml": functions}, str(project))
    found = command.check("parts/functions.yml")
    assert found.err == ""
    assert found.rules == ["reserved-environment-variable"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("large.yaml", b"AWS::" + b" " * LARGEST_FILE, "it is larger than 2 MiB"),
        ("large.py", b"#" * (LARGEST_FILE + 1), "it is larger than 2 MiB"),
        ("binary.yaml", b"AWS::\0", "it is not text"),
        ("notes.yaml", b"a: 1\n", "it is not a template"),
        ("README.md", b"# AWS::", "it is neither a template in YAML or JSON nor a source file"),
        (
            "serverless.ts",
            b"export default { provider: {}, functions: {} }",
            "it describes a service as a program, and only YAML and JSON are read",
        ),
    ],
)
def test_a_named_file_that_is_not_checked_is_told(
    command: Command, project: Path, name: str, data: bytes, reason: str
) -> None:
    (project / name).write_bytes(data)
    found = command("check", name)
    assert (found.code, found.out) == (0, "")
    note, summary = found.err.splitlines()
    assert note == f"lambda-ls: `{name}` is not checked: {reason}"
    assert summary.startswith("Nothing was checked")
    both = command("check", name, "template.yaml")
    assert both.code == 1
    assert note in both.err
    # A service that is not read is told by itself, all else only where it is named.
    assert (note in command("check").err) is (name == "serverless.ts")


def test_a_pipe_that_is_named_is_told(command: Command, project: Path) -> None:
    os.mkfifo(project / "pipe.yaml")
    found = command("check", "pipe.yaml")
    assert found.err.startswith("lambda-ls: `pipe.yaml` is not checked: it cannot be read\n")


def test_handlers_may_be_in_a_file_called_serverless(command: Command, project: Path) -> None:
    service = SERVICE.replace("python3.13", "nodejs22.x") + "{a: {handler: serverless.run}}\n"
    files = {"serverless.yml": service, "serverless.js": "exports.run = () => {};\n"}
    write(files, str(project))
    assert command.check("serverless.js").json["functions"] == 1


@pytest.mark.parametrize(
    ("folder", "shown"),
    [(".", "template.yaml"), ("src", "../template.yaml"), ("../else", "../project/template.yaml")],
)
def test_text_shows_paths_from_the_current_folder(
    command: Command, project: Path, monkeypatch: pytest.MonkeyPatch, folder: str, shown: str
) -> None:
    (project / folder).mkdir(exist_ok=True)
    monkeypatch.chdir(project / folder)
    found = command("check", str(project))
    assert [line.split(":")[0] for line in found.out.splitlines()] == [shown] * 3
    assert command.check(str(project)).json["findings"][0]["path"] == "template.yaml"
    assert f"{shown}: changed in 1 place\n" in command("check", "--fix", str(project)).err


def test_paths_that_share_nothing_with_the_current_folder_are_absolute(
    command: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/usr")
    found = command("check", str(project), "/usr/bin/env")
    assert found.out.startswith(f"{project}/template.yaml:20:16: error[")


def test_the_summary_counts_what_could_not_be_judged(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unknown = CLEAN["template.yaml"] + TEMPLATE[TEMPLATE.index("  Wrong:") :].replace(
        "app.handlr", "!Ref Nothing"
    )
    write({**CLEAN, "template.yaml": unknown[: unknown.index("  Capital:")]}, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert command("check").err == (
        "No problems in 2 functions in 1 template; 1 could not be judged "
        "(`lambda-ls list` says why).\n"
    )


def test_the_help_says_what_a_path_may_be_and_what_the_exit_codes_mean(command: Command) -> None:
    text = command("check", "--help").out
    for words in ("a folder ", "a template ", "a source file ", "exit codes:", ".git, lambda-ls"):
        assert words in " ".join(text.split()) + text


def test_no_name_of_a_project_is_obeyed_by_a_terminal_or_a_workflow(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = "a\x1b[2J\x9b2J\u202e\u2028\r\n::add-mask::b"
    properties = {
        "Handler": "ap.handler",
        "Runtime": "python3.13",
        "CodeUri": "code",
        "Events": {hostile: {"Type": "SQS", "Properties": {"Queue": "arn"}}},
    }
    function = {"Type": "AWS::Serverless::Function", "Properties": properties}
    template = json.dumps({"Resources": {hostile: function, "Orders": function}})
    files = {f"{hostile}/template.json": template, f"{hostile}/code/app.py": APP}
    write({**files, "events/Orders\x1b[2J\n::b.json": "{}"}, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for arguments in (("check",), ("list",), ("event", "--list", "Orders"), ("event", "Nobody")):
        _assert_harmless(command(*arguments))
    write({"lambda-ls.toml": f"{json.dumps(hostile)} = 1\nb = 1\n"}, str(tmp_path))
    _assert_harmless(command("check"))


def _assert_harmless(printed: Outcome) -> None:
    text = printed.out + printed.err
    assert text
    assert set(text) & set("\x1b\x9b\u202e\u2028\r") == set()
    assert [line for line in text.split("\n") if line.startswith("::")] == []
