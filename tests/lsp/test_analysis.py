"""Checking in the background, between the requests."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import cast

import pytest
from lambda_ls.lsp import analysis
from lambda_ls.lsp.analysis import Analysis
from lambda_ls.lsp.reports import Reports
from lambda_ls.workspace.workspace import Workspace, WorkspaceSnapshot

pytestmark = pytest.mark.asyncio

FUNCTIONS = 20
FUNCTION = """\
  F{number}:
    Type: AWS::Serverless::Function
    Properties: {{CodeUri: ., Handler: app.handler, Runtime: python3.13}}
"""
TEMPLATE = "Transform: AWS::Serverless-2016-10-31\nResources:\n" + "".join(
    FUNCTION.format(number=number) for number in range(FUNCTIONS)
)


class Seen:
    """Stands for the reports of files; keeps which functions each check has seen."""

    def __init__(self) -> None:
        self.checks: list[list[str]] = []
        self.is_settled = False

    def templates(self) -> tuple[str, ...]:
        """No template has findings from before."""
        return ()

    def check(self, snapshot: WorkspaceSnapshot, path: str) -> set[str]:
        """Keep the functions of the template, and find nothing wrong with them."""
        template = snapshot.template(path)
        self.checks.append([each.name for each in template.functions] if template else [])
        return set()

    def renew(self, _snapshot: WorkspaceSnapshot, _path: str) -> None:
        """Nothing is news."""

    def settle(self) -> None:
        """Everything has been checked."""
        self.is_settled = True


@pytest.fixture(autouse=True)
def requests_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """After each piece of work it is the turn of the requests, however fast the machine is."""
    monkeypatch.setattr(analysis, "_SLICE", -1.0)


@pytest.fixture
def template(tmp_path: Path) -> str:
    (tmp_path / "template.yaml").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "app.py").write_text("def handler(event, context): ...\n", encoding="utf-8")
    return str(tmp_path / "template.yaml")


def begun(template: str, seen: Seen) -> Analysis:
    """The analysis of the folder of a template."""
    workspace = Workspace((str(Path(template).parent),))
    return Analysis(workspace, cast("Reports", seen), lambda *_: None, seen.settle)


async def turns_until_settled(seen: Seen) -> int:
    """How often the requests have had their turn."""
    turns = 0
    while not seen.is_settled:
        await asyncio.sleep(0)
        turns += 1
    return turns


async def test_requests_have_their_turn_between_the_functions_of_one_template(
    template: str,
) -> None:
    seen = Seen()
    begun(template, seen).found((template,))
    assert await turns_until_settled(seen) > FUNCTIONS
    assert [len(functions) for functions in seen.checks] == [FUNCTIONS]


async def test_a_template_that_is_opened_before_it_is_found_is_read_piece_by_piece(
    template: str,
) -> None:
    seen = Seen()
    opened = begun(template, seen)
    opened.workspace.open(template, TEMPLATE)
    opened.changed((template,))
    assert await turns_until_settled(seen) > FUNCTIONS


async def test_an_edit_of_a_template_that_is_known_waits_for_none_of_its_functions(
    template: str,
) -> None:
    seen = Seen()
    typed = begun(template, seen)
    typed.found((template,))
    await turns_until_settled(seen)
    seen.is_settled = False
    typed.workspace.open(template, TEMPLATE.replace("F7:", "Seventh:"))
    typed.changed((template,))
    assert await turns_until_settled(seen) < FUNCTIONS
    assert "Seventh" in seen.checks[-1]


async def test_what_changes_while_a_template_is_read_is_what_is_checked(template: str) -> None:
    seen = Seen()
    changing = begun(template, seen)
    changing.found((template,))
    for _ in range(FUNCTIONS // 2):
        await asyncio.sleep(0)
    assert seen.checks == []
    changing.workspace.open(template, TEMPLATE.replace("F7:", "Seventh:"))
    changing.changed((template,))
    await turns_until_settled(seen)
    assert all("Seventh" in functions for functions in seen.checks)
    assert len(seen.checks[-1]) == FUNCTIONS


async def test_a_request_for_findings_does_not_wait_for_its_turn(template: str) -> None:
    seen = Seen()
    asked = begun(template, seen)
    asked.workspace.open(template, TEMPLATE)
    asked.changed((template,))
    await asyncio.sleep(0)
    asked.check_changed()
    assert [len(functions) for functions in seen.checks] == [FUNCTIONS]
    await turns_until_settled(seen)
    assert len(seen.checks) == 1
