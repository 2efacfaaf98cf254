"""What an editor that shows it is told of the workspace."""

from __future__ import annotations

from pathlib import Path

import pytest
from lambda_ls.lsp.options import Options
from lsprotocol import types

from .client import Client, editor

TEMPLATE = "template.yaml"


def told(client: Client) -> tuple[bool, int, int, int]:
    """The last status: whether more may come; templates, functions and problems."""
    last = client.statuses[-1]
    return last.scanning, last.templates, last.functions, last.problems


@pytest.mark.asyncio
async def test_an_editor_is_told_what_was_found_and_what_a_change_makes_of_it(
    project: Path,
) -> None:
    async with editor(project, options={"status": True}) as client:
        await client.until(lambda: client.statuses and not told(client)[0], "the scan")
        _, templates, functions, problems = told(client)
        assert (templates, functions, problems) == (
            len(list(project.rglob("*.yaml"))),
            sum(
                path.read_text(encoding="utf-8").count("Function:\n")
                for path in project.rglob("*.yaml")
            ),
            sum(len(reports[-1].diagnostics) for reports in client.published.values()),
        )
        client.open(TEMPLATE)
        client.replace(TEMPLATE, "app.handlr", "app.handler")
        expected = (False, templates, functions, problems - 1)
        await client.until(lambda: told(client) == expected, "one problem less")


@pytest.mark.asyncio
async def test_no_scan_is_shown_for_a_folder_that_has_left_before_it_was_looked_through(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    large = tmp_path_factory.mktemp("large").resolve()
    for number in range(3_000):
        (large / f"folder{number}").mkdir()
    folder = types.WorkspaceFolder(large.as_uri(), "large")
    comes = types.WorkspaceFoldersChangeEvent(added=[folder], removed=[])
    leaves = types.WorkspaceFoldersChangeEvent(added=[], removed=[folder])
    async with editor(project, options={"status": True}) as client:
        await client.until(lambda: client.statuses and not told(client)[0], "the scan")
        for event in (comes, leaves):
            client.workspace_did_change_workspace_folders(
                types.DidChangeWorkspaceFoldersParams(event)
            )
        await client.until(lambda: told(client)[0], "another scan")
        await client.until(lambda: not told(client)[0], "the end of that scan")


@pytest.mark.asyncio
async def test_an_editor_that_does_not_ask_is_told_nothing(project: Path) -> None:
    async with editor(project) as client:
        await client.until(lambda: client.rules(TEMPLATE), "the scan")
        assert client.statuses == []


def test_a_workspace_is_trusted_unless_the_editor_says_no() -> None:
    assert Options.of({"trusted": False}) == Options(trusted=False)
    others: tuple[object, ...] = (None, {}, [], {"trusted": 0}, {"trusted": True, "status": "yes"})
    for other in others:
        assert Options.of(other) == Options(trusted=True, status=False)
