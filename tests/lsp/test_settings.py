from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from .client import Client, editor, make_capabilities

pytestmark = pytest.mark.asyncio

TEMPLATE, CRLF = "template.yaml", "crlf/template.yaml"
MISSING_FUNCTION, MISSING_MODULE = "handler-function-not-found", "handler-module-not-found"
OLD = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Coded:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, CodeUri: ../, Handler: coded.handler}
"""
CODED = "async def handler(event, context):\n    return None\n"
ASKED = make_capabilities(workspace__configuration=True)
NEVER_ASKED = make_capabilities(workspace__configuration=False)


def changed(client: Client, settings: object = None) -> None:
    client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))


async def test_the_settings_of_the_editor_are_followed(project: Path) -> None:
    async with editor(project, ASKED, settings={"ignore": [MISSING_FUNCTION]}) as client:
        await client.until(lambda: client.rules(TEMPLATE) == [MISSING_MODULE], "one finding")
        assert client.rules(CRLF) == []


async def test_settings_that_change_are_asked_for_again(project: Path) -> None:
    async with editor(project, ASKED) as client:
        await client.until(lambda: len(client.rules(TEMPLATE)) == 2, "both findings")
        client.set_configuration({"select": [MISSING_FUNCTION]}, section="lambda-ls")
        changed(client)
        await client.until(lambda: client.rules(TEMPLATE) == [MISSING_FUNCTION], "one finding")
        client.set_configuration(None, section="lambda-ls")
        changed(client)
        await client.until(lambda: len(client.rules(TEMPLATE)) == 2, "both findings")


async def test_settings_that_are_sent_are_followed(project: Path) -> None:
    async with editor(project, NEVER_ASKED) as client:
        await client.until(lambda: client.rules(CRLF), "the scan")
        changed(client, {"lambda-ls": {"exclude": ["crlf"]}, "other": {}})
        await client.until(lambda: not client.rules(CRLF), "no findings in the excluded folder")
        changed(client, None)
        await client.until(lambda: client.rules(CRLF), "findings again")


async def test_a_template_that_is_excluded_says_nothing_of_code_any_more(project: Path) -> None:
    (project / "old").mkdir()
    (project / "old" / "template.yaml").write_text(OLD, encoding="utf-8")
    (project / "coded.py").write_text(CODED, encoding="utf-8")
    async with editor(project, NEVER_ASKED) as client:
        await client.until(lambda: client.rules("coded.py"), "the finding in the code")
        changed(client, {"lambda-ls": {"exclude": ["old"]}})
        await client.until(lambda: not client.rules("coded.py"), "no finding")
        changed(client, {"lambda-ls": {}})
        await client.until(lambda: client.rules("coded.py"), "the finding again")
        client.write("lambda-ls.toml", 'exclude = ["old"]\n')
        await client.until(lambda: not client.rules("coded.py"), "no finding")


async def test_a_message_holds_no_link_that_a_file_has_put_there(project: Path) -> None:
    (project / "lambda-ls.toml").write_text('"[Click](command:evil)" = 1\n', encoding="utf-8")
    async with editor(project) as client:
        await client.until(lambda: client.messages, "a message")
        assert "[Click] (command:evil)" in client.messages[0].message


async def test_a_settings_file_that_changes_is_followed(project: Path) -> None:
    async with editor(project) as client:
        await client.until(lambda: len(client.rules(TEMPLATE)) == 2, "both findings")
        client.write("lambda-ls.toml", f'ignore = ["{MISSING_FUNCTION}"]\n')
        await client.until(lambda: client.rules(TEMPLATE) == [MISSING_MODULE], "one finding")
        client.write("lambda-ls.toml", None)
        await client.until(lambda: len(client.rules(TEMPLATE)) == 2, "both findings")


@pytest.mark.parametrize(
    "settings",
    [{"ignroe": []}, {"ignore": "all"}, {"ignore": ["no-such-rule"]}, "everything", 5],
    ids=str,
)
async def test_a_bad_setting_is_reported_once_and_counts_as_not_set(
    project: Path, settings: object
) -> None:
    async with editor(project, ASKED, settings=settings) as client:
        await client.until(lambda: len(client.rules(TEMPLATE)) == 2, "both findings")
        changed(client)
        changed(client)
        client.open(TEMPLATE)
        await client.until(lambda: len(client.published[client.uri(TEMPLATE)]) > 1, "a report")
        assert [message.type for message in client.messages] == [types.MessageType.Warning]


async def test_a_settings_file_that_cannot_be_read_is_reported(project: Path) -> None:
    (project / "lambda-ls.toml").write_text("ignore = [")
    async with editor(project) as client:
        await client.until(lambda: client.messages, "a message")
        assert str(project / "lambda-ls.toml") in client.messages[0].message


async def test_a_workspace_folder_can_have_settings_of_its_own(project: Path) -> None:
    async with editor(project, ASKED, settings={"ignore": [MISSING_FUNCTION]}) as client:
        await client.until(lambda: client.rules(TEMPLATE) == [MISSING_MODULE], "one finding")
        folder = types.WorkspaceFolder(client.uri("crlf"), "crlf")
        client.set_configuration({"ignore": []}, section="lambda-ls", scope_uri=folder.uri)
        event = types.WorkspaceFoldersChangeEvent(added=[folder], removed=[])
        client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
        await client.until(lambda: client.rules(CRLF) == [MISSING_FUNCTION], "the finding")
        assert client.rules(TEMPLATE) == [MISSING_MODULE]
