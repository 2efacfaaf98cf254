"""The tools that measure the project are right themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixture import write
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
