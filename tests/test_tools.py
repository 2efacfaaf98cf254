"""The tools that measure the project are right themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from lambda_ls.workspace.scan import scan
from lambda_ls.workspace.workspace import Workspace

from tests.fixture import write
from tools import handler_mistakes
from tools.injecting.applying import changed
from tools.injecting.injectors import mistakes
from tools.injecting.synthetic import written_projects
from tools.injecting.table import table
from tools.injecting.targets import targets
from tools.mistakes import measure
from tools.precision import main

FILES = {
    "template.yaml": (
        "Transform: AWS::Serverless-2016-10-31\n"
        "Resources:\n"
        "  Orders:\n"
        "    Type: AWS::Serverless::Function\n"
        "    Properties:\n"
        "      CodeUri: src/\n"
        "      Handler: shop/orders.handler\n"
        "      Runtime: python3.13\n"
        "  Payments:\n"
        "    Type: AWS::Serverless::Function\n"
        "    Properties:\n"
        "      CodeUri: src/\n"
        "      Handler: shop/orders.pay\n"
        "      Runtime: python3.13\n"
    ),
    "src/shop/orders.py": "def handler(event, context):\n    return None\n",
}


def test_functions_are_counted_by_status_and_findings_by_rule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(FILES, str(tmp_path))
    assert main(["--findings", str(tmp_path)]) == 0
    counts = "1 templates, 2 functions, 1 resolved, 1 missing; 1 handler-function-not-found"
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{tmp_path.name}: {counts}"
    assert "template.yaml:13 error[handler-function-not-found]" in lines[1]
    assert lines[-1] == f"all: {counts}"


def test_every_mistake_in_a_plain_project_is_found_and_the_files_stay(tmp_path: Path) -> None:
    write(FILES, str(tmp_path))
    outcomes = list(measure(str(tmp_path)))
    assert len({outcome.mistake.kind for outcome in outcomes}) == 17
    assert {outcome.status for outcome in outcomes} == {"missing"}
    not_undone = {outcome.mistake.kind for outcome in outcomes if not outcome.fixed}
    assert not_undone == set()
    assert (tmp_path / "template.yaml").read_text(encoding="utf-8") == FILES["template.yaml"]


QUEUE = {
    "template.yaml": (
        "Transform: AWS::Serverless-2016-10-31\n"
        "Resources:\n"
        "  Orders:\n"
        "    Type: AWS::Serverless::Function\n"
        "    Properties:\n"
        "      Handler: app.handler\n"
        "      Runtime: python3.13\n"
        "      Events:\n"
        "        Queue:\n"
        "          Type: SQS\n"
        "          Properties:\n"
        "            Queue: arn:aws:sqs:us-east-1:123456789012:orders\n"
    ),
    "app.py": (
        "def handler(event, context):\n"
        "    try:\n"
        '        print(event["Records"])\n'
        "    except ValueError as error:\n"
        "        print(error)\n"
        "        raise\n"
    ),
}
WRAPPED = "from elsewhere import wrap\n\n\n@wrap\n" + QUEUE["app.py"]


def test_mistakes_in_a_plain_handler_are_found_where_they_are_and_the_files_stay(
    tmp_path: Path,
) -> None:
    write(QUEUE, str(tmp_path))
    outcomes = list(handler_mistakes.measure(str(tmp_path)))
    rules = {outcome.rule for outcome in outcomes}
    assert {"error-returned", "exit-in-handler", "handler-parameters"} <= rules
    assert {each.kind for each in outcomes if not each.is_placed} == set()
    returned = [each for each in outcomes if each.rule == "error-returned" and each.found]
    assert returned and all(each.is_fixed for each in returned)
    assert (tmp_path / "app.py").read_text(encoding="utf-8") == QUEUE["app.py"]


def test_what_stands_in_an_unknown_wrapper_is_not_judged(tmp_path: Path) -> None:
    write({**QUEUE, "app.py": WRAPPED}, str(tmp_path))
    rules = frozenset({"error-returned"})
    outcomes = list(handler_mistakes.measure(str(tmp_path), rules=rules))
    assert {outcome.reason for outcome in outcomes} == {"unknown wrapper: wrap"}
    counts = table(outcomes, lambda each: (each.rule, each.language)).splitlines()[-1].split()
    assert counts == ["all", "0", "0", "0.0", "%", "0", "0", "0", str(len(outcomes))]


def test_every_row_of_the_table_counts_its_own_mistakes(tmp_path: Path) -> None:
    write(QUEUE, str(tmp_path))
    outcomes = list(handler_mistakes.measure(str(tmp_path)))
    _, *rows, total = table(outcomes, lambda each: (each.rule, each.language)).splitlines()
    made = [int(row.split()[2]) for row in rows]
    assert sum(made) == int(total.split()[1]) == len(outcomes)


def test_every_form_gives_a_handler_for_each_trigger_and_every_mistake_changes_something() -> None:
    with written_projects() as folders:
        for folder in folders:
            workspace = Workspace((folder,))
            workspace.adopt(scan((folder,)))
            found = list(targets(workspace))
            assert len(found) == 7, folder
            for mistake in mistakes(found[0]):
                texts = changed(found[0], mistake).texts
                before = {path: workspace.files.source(path) for path in texts}
                same = [path for path, text in before.items() if text and text.text == texts[path]]
                assert not same, mistake
