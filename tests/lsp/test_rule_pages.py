"""Links from findings to the pages of their rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from .client import editor

pytestmark = pytest.mark.asyncio

TEMPLATE = "template.yaml"


async def test_findings_link_to_the_pages_that_an_editor_shows(project: Path) -> None:
    async with editor(project, options={"rulePages": "rule:/"}) as client:
        await client.until(lambda: client.rules(TEMPLATE), "the scan")
        found = client.published[client.uri(TEMPLATE)][-1].diagnostics[0]
        assert found.code_description == types.CodeDescription(f"rule:/{found.code}.md")
        page = await client.workspace_execute_command_async(
            types.ExecuteCommandParams("lambda-ls.explain", [{"rule": found.code}])
        )
        assert isinstance(page, str)
        assert page.startswith(f"# {found.code}\n")
        with pytest.raises(JsonRpcException, match="no-such"):
            await client.workspace_execute_command_async(
                types.ExecuteCommandParams("lambda-ls.explain", [{"rule": "no-such"}])
            )


async def test_findings_have_no_link_where_an_editor_shows_no_pages(project: Path) -> None:
    async with editor(project) as client:
        await client.until(lambda: client.rules(TEMPLATE), "the scan")
        found = client.published[client.uri(TEMPLATE)][-1].diagnostics
        assert all(each.code_description is None for each in found)
