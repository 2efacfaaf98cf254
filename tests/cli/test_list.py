from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import TEMPLATE, Command
from tests.fixture import write


def test_json_has_exactly_the_documented_keys(command: Command, project: Path) -> None:
    found = command("list", "--format", "json")
    assert (found.code, found.err) == (0, "")
    data = found.json
    assert list(data) == ["root", "functions"]
    assert data["root"] == str(project)
    first = data["functions"][0]
    assert first == {
        "template": "template.yaml",
        "line": 3,
        "name": "Orders",
        "dialect": "sam",
        "runtime": "python3.13",
        "language": "python",
        "handler": "app.handler",
        "code": "src",
        "status": "resolved",
        "reason": None,
        "target": {"path": "src/app.py", "line": 4, "column": 5, "symbol": "handler"},
        "triggers": [{"id": "sqs", "name": "Queue"}],
        "environment": ["LOG_LEVEL"],
        "timeout": 3,
        "memory": 128,
    }
    assert all(list(each) == list(first) for each in data["functions"])
    assert [each["name"] for each in data["functions"]] == ["Orders", "Wrong", "Capital", "Old"]


STATES = """\
Transform: AWS::Serverless-2016-10-31
Parameters: {Which: {Type: String}}
Resources:
  Missing:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, CodeUri: src/, Handler: absent.handler}
  External:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, CodeUri: s3://bucket/key, Handler: app.handler}
  Unknown:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, CodeUri: src/, Handler: !Ref Which}
"""


@pytest.mark.parametrize(
    ("name", "status"), [("Missing", "missing"), ("External", "external"), ("Unknown", "unknown")]
)
def test_what_does_not_resolve_says_why(
    command: Command, project: Path, name: str, status: str
) -> None:
    write({"states.yaml": STATES}, str(project))
    rows = command("list", "states.yaml", "--format", "json").json["functions"]
    row = next(each for each in rows if each["name"] == name)
    assert (row["status"], row["target"]) == (status, None)
    assert row["reason"]


def test_a_function_without_events_has_no_triggers(command: Command, project: Path) -> None:
    rows = command("list", "--format", "json").json["functions"]
    assert [each["triggers"] for each in rows[1:]] == [[], [], []]


@pytest.mark.parametrize(
    ("path", "names"),
    [
        (".", ["Orders", "Wrong", "Capital", "Old", "Other"]),
        ("template.yaml", ["Orders", "Wrong", "Capital", "Old"]),
        ("other", ["Other"]),
        ("src", ["Orders", "Old"]),
        ("src/app.py", ["Orders", "Old"]),
    ],
)
def test_a_path_lists_what_it_declares_or_implements(
    command: Command, project: Path, path: str, names: list[str]
) -> None:
    service = "service: x\nprovider: {name: aws, runtime: nodejs22.x}\n"
    service += "functions:\n  Other:\n    handler: index.run\n"
    files = {"other/serverless.yml": service, "other/index.js": "exports.run = () => {};\n"}
    write(files, str(project))
    rows = command("list", path, "--format", "json").json["functions"]
    assert sorted(each["name"] for each in rows) == sorted(names)


def test_text_is_a_table_below_the_name_of_each_template(command: Command, project: Path) -> None:
    lines = command("list").out.splitlines()
    assert lines[0] == "template.yaml"
    assert lines[1] == "  Orders   app.handler  -> src/app.py:4  [sqs]"
    assert lines[2].startswith("  Wrong    app.handlr   missing: `app` has no function `handlr`")
    assert len(lines) == 5


def test_text_names_each_trigger_once(command: Command, project: Path) -> None:
    queue = "        Queue:\n          Type: SQS\n          Properties: {Queue: arn}\n"
    write({"template.yaml": TEMPLATE.replace(queue, queue + queue.replace("e:", "e2:", 1))}, ".")
    assert command("list").out.splitlines()[1].endswith("  [sqs]")
    (first, *_) = command("list", "--format", "json").json["functions"]
    assert [each["name"] for each in first["triggers"]] == ["Queue", "Queue2"]


def test_text_shows_paths_from_the_current_folder(
    command: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / "src")
    lines = command("list", "--root", "..", "..").out.splitlines()
    assert lines[0] == "../template.yaml"
    assert lines[1] == "  Orders   app.handler  -> app.py:4  [sqs]"


def test_a_folder_without_templates_lists_nothing(command: Command, tmp_path: Path) -> None:
    found = command("list", str(tmp_path))
    assert (found.code, found.out, found.err) == (0, "", "No functions.\n")
    assert command("list", str(tmp_path), "--format", "json").json["functions"] == []


def test_a_path_that_does_not_exist_is_refused(command: Command, project: Path) -> None:
    found = command("list", "absent")
    assert (found.code, found.out, found.err) == (2, "", "lambda-ls: `absent` does not exist\n")


HEAD = "service: shop\nprovider:\n  name: aws\n"
FUNCTIONS = "functions:\n  api:\n    handler: app.handler\n"


@pytest.mark.parametrize(
    ("template", "line", "why", "reason"),
    [
        (
            f"{HEAD}\truntime: python3.13\n{FUNCTIONS}",
            4,
            "found a tab character that violates indentation",
            "the code of `api` is not here: how it is packed is not known: "
            "a part of `serverless.yml` cannot be read",
        ),
        (
            f"{HEAD}{FUNCTIONS.replace('functions:', 'functions: [')}",
            6,
            "a `,` or `]` is missing before this",
            "there is no function `api`",
        ),
        (
            f"{HEAD}  runtime: python3.13\n{FUNCTIONS.replace('app.handler', '[app.handler')}",
            7,
            "a `,` or `]` is missing before this",
            "the template does not say which handler `api` has: "
            "CloudFormation computes it when deploying",
        ),
    ],
)
def test_a_template_that_cannot_be_read_says_where_and_why(
    command: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    template: str,
    line: int,
    why: str,
    reason: str,
) -> None:
    write({"serverless.yml": template, "app.py": "def handler(e, c): pass\n"}, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    said = f"line {line} of `serverless.yml` cannot be read: {why}"
    assert command("list").err.splitlines()[-1] == f"lambda-ls: {said}"
    found = command("invoke", "api")
    assert (found.code, found.err) == (2, f"lambda-ls: {reason}; {said}\n")
    listed = command("list", "--format", "json").json["functions"]
    assert all(each["reason"].endswith(f"; {said}") for each in listed)


def test_a_line_that_cannot_be_read_elsewhere_is_no_reason(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = f"{HEAD}  runtime: python3.13\n{FUNCTIONS}custom: [a\n"
    write({"serverless.yml": template, "app.py": "def handler(e, c): pass\n"}, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (listed,) = command("list", "--format", "json").json["functions"]
    assert (listed["status"], listed["reason"]) == ("resolved", None)


def test_functions_that_cannot_be_seen_are_told(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = "service: a\nprovider: {name: aws, runtime: python3.13}\nfunctions:\n"
    service += "  - a: {handler: app.handler}\n  - ${file(made.js)}\n  - ${opt:more}\n"
    write({"serverless.yml": service, "app.py": "def handler(event, context): ..."}, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert command("list").err == (
        "lambda-ls: not all functions of `serverless.yml` are known: "
        "`made.js` is code that runs when deploying; the option `--more` is given when deploying\n"
    )
    assert command("check").err == (
        "No problems in 1 function in 1 template; "
        "2 could not be judged (`lambda-ls list` says why).\n"
    )


@pytest.mark.parametrize("asked", ["check", "list"])
def test_services_that_are_written_as_programs_are_told(
    asked: str, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = "export default { service: 'a', provider: { name: 'aws' }, functions: {} };\n"
    write({"shop/serverless.ts": program, "lib/serverless.ts": "export {};\n"}, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    first, *_ = command(asked).err.splitlines()
    assert first == (
        "lambda-ls: `shop/serverless.ts` is not checked: "
        "it describes a service as a program, and only YAML and JSON are read"
    )
    assert "lib" not in command(asked).err
