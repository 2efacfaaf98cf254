"""Workspaces that the client names by a link, or whose files it does."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from lsprotocol import types

from .client import Client, editor, make_capabilities
from .workspace import make_workspace

pytestmark = pytest.mark.asyncio(loop_scope="function")

TEMPLATE, CODE = "template.yaml", "src/app.py"
FINDINGS = ["handler-function-not-found", "handler-module-not-found"]
PULLING = make_capabilities(
    textDocument__diagnostic={}, workspace__diagnostics={"refreshSupport": True}
)


class Spelling(NamedTuple):
    """How a client calls the folder that it has opened, and how it calls it in its documents."""

    root: Path
    documents: Path


def root_is_a_link(folder: Path) -> Spelling:
    return Spelling(folder / "link", folder / "real")


def documents_are_linked(folder: Path) -> Spelling:
    return Spelling(folder / "real", folder / "link")


def root_is_below_a_link(folder: Path) -> Spelling:
    return Spelling(folder.parent / "home" / "real", folder / "real")


def documents_are_linked_from_within(folder: Path) -> Spelling:
    """The documents of a part of the workspace, by a link to that part."""
    return Spelling(folder, folder.parent / "home" / "real")


@pytest.fixture(
    params=[
        root_is_a_link,
        documents_are_linked,
        root_is_below_a_link,
        documents_are_linked_from_within,
    ]
)
def spelling(request: pytest.FixtureRequest, tmp_path: Path) -> Spelling:
    folder = tmp_path.resolve() / "folder"
    (folder / "real").mkdir(parents=True)
    make_workspace(folder / "real")
    (folder / "link").symlink_to("real")
    (folder.parent / "home").symlink_to("folder")
    spell: Callable[[Path], Spelling] = request.param
    return spell(folder)


async def test_findings_come_under_the_name_that_the_client_has_opened(spelling: Spelling) -> None:
    async with editor(spelling.root) as client:
        await client.until(lambda: FINDINGS in map(shown(client), client.published), "the scan")
        client.root = spelling.documents
        client.open(TEMPLATE)
        await client.until(lambda: client.rules(TEMPLATE) == FINDINGS, "findings of the open file")
        version = client.replace(TEMPLATE, "app.handlr", "app.handler")
        await client.until_version(TEMPLATE, version)
        assert client.rules(TEMPLATE) == FINDINGS[1:]
        others = [each for each in client.diagnostics if each.endswith(f"/real/{TEMPLATE}")]
        assert all(not client.diagnostics[each] for each in others if each != client.uri(TEMPLATE))


async def test_requests_are_answered_by_either_name(spelling: Spelling) -> None:
    async with editor(spelling.root) as client:
        client.root = spelling.documents
        document = client.open(TEMPLATE)
        symbols = await client.text_document_document_symbol_async(
            types.DocumentSymbolParams(document)
        )
        assert [each.name for each in symbols or ()][:1] == ["OrdersFunction"]
        client.open(CODE)
        params = types.DefinitionParams(document, client.position(TEMPLATE, "app.handler"))
        found = await client.text_document_definition_async(params)
        assert isinstance(found, list)
        assert [getattr(each, "target_uri", None) for each in found] == [client.uri(CODE)]


async def test_changes_on_disk_are_noticed_by_either_name(spelling: Spelling) -> None:
    async with editor(spelling.root) as client:
        client.root = spelling.documents
        client.open(TEMPLATE)
        await client.until(lambda: client.rules(TEMPLATE) == FINDINGS, "both findings")
        client.write("src/absent.py", client.text(CODE))
        await client.until(lambda: client.rules(TEMPLATE) == FINDINGS[:1], "one finding less")
        client.write("src/absent.py", None)
        await client.until(lambda: client.rules(TEMPLATE) == FINDINGS, "both findings again")


async def test_a_file_that_is_open_by_both_names_is_what_was_last_typed(tmp_path: Path) -> None:
    real = make_workspace(tmp_path.resolve() / "real")
    link = tmp_path.resolve() / "link"
    link.symlink_to(real)
    async with editor(real) as client:
        client.open(TEMPLATE)
        await client.until(lambda: client.rules(TEMPLATE) == FINDINGS, "both findings")
        text = client.text(TEMPLATE)
        client.close_all()
        item = types.TextDocumentItem(client.uri(TEMPLATE), "yaml", 1, "# Another line.\n" + text)
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        client.root = link
        client.open(TEMPLATE)
        await client.until(lambda: client.rules(TEMPLATE) == FINDINGS, "findings by the link")
        version = client.replace(TEMPLATE, "app.handlr", "app.handler")
        await client.until_version(TEMPLATE, version)
        assert client.rules(TEMPLATE) == FINDINGS[1:]
        client.close(TEMPLATE)
        client.root = real
        await client.until(lambda: client.rules(TEMPLATE) == FINDINGS, "findings of what is left")
        report = client.published[client.uri(TEMPLATE)][-1]
        line = client.position(TEMPLATE, "app.handlr").line
        assert (report.version, report.diagnostics[0].range.start.line) == (1, line + 1)


async def test_findings_stay_when_a_folder_is_opened_by_another_name(tmp_path: Path) -> None:
    real = make_workspace(tmp_path.resolve() / "real")
    link = tmp_path.resolve() / "link"
    link.symlink_to(real)
    async with editor(link, options={"status": True}) as client:
        await client.until(lambda: client.rules(TEMPLATE) == FINDINGS, "the scan")
        client.root = real
        client.open(TEMPLATE)
        await client.until(lambda: client.rules(TEMPLATE) == FINDINGS, "findings of the open file")
        # What the next scan finds besides tells that it is over.
        shutil.copytree(real / "crlf", real / "late")
        templates = len(list(real.rglob(TEMPLATE)))
        before, after = (types.WorkspaceFolder(each.as_uri(), "shop") for each in (link, real))
        event = types.WorkspaceFoldersChangeEvent(added=[after], removed=[before])
        client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
        await client.until(
            lambda: client.statuses and client.statuses[-1].templates == templates, "the end of it"
        )
        assert client.rules(TEMPLATE) == FINDINGS
        left = [uri for uri in client.published if uri.startswith(f"{link.as_uri()}/")]
        assert left and not any(client.diagnostics[uri] for uri in left)


async def test_all_findings_can_be_pulled_by_the_names_of_the_client(tmp_path: Path) -> None:
    real = make_workspace(tmp_path.resolve() / "real")
    link = tmp_path.resolve() / "link"
    link.symlink_to(real)
    async with editor(link, PULLING) as client:
        await client.until(lambda: client.diagnostic_refresh_count, "a refresh after the scan")
        before = client.uri(TEMPLATE)
        first = await reports(client, ())
        assert first[before].items
        client.root = real
        client.open(TEMPLATE)
        known = [types.PreviousResultId(uri, each.result_id or "") for uri, each in first.items()]
        second = await reports(client, known)
        assert [str(each.code) for each in second[client.uri(TEMPLATE)].items] == FINDINGS
        assert not second[before].items


@pytest.mark.parametrize("leads_out", [False, True])
async def test_a_link_out_of_the_workspace_is_not_followed_by_any_name(
    tmp_path: Path, leads_out: bool
) -> None:
    real = make_workspace(tmp_path.resolve() / "real")
    link, outside = tmp_path.resolve() / "link", tmp_path.resolve() / "outside"
    link.symlink_to(real)
    target = (outside if leads_out else real / "crlf") / "other.py"
    target.parent.mkdir(exist_ok=True)
    target.write_text('def handler(event, context):\n    """Told."""\n', encoding="utf-8")
    (real / "src" / "absent.py").symlink_to(target)
    async with editor(real) as client:
        client.root = link
        document = client.open(TEMPLATE)
        position = client.position(TEMPLATE, "absent.handler")
        hover = await client.text_document_hover_async(types.HoverParams(document, position))
        assert hover
        assert ("Told." in str(hover.contents)) is not leads_out


def shown(client: Client) -> Callable[[str], list[str]]:
    """Tells the rules of the findings that a client shows for a URI."""
    return lambda uri: [str(each.code) for each in client.diagnostics.get(uri, ())]


async def reports(
    client: Client, known: list[types.PreviousResultId] | tuple[()]
) -> dict[str, types.WorkspaceFullDocumentDiagnosticReport]:
    """What a client that pulls is told of all files, but for those that it knows already."""
    params = types.WorkspaceDiagnosticParams(list(known))
    answer = await client.workspace_diagnostic_async(params)
    return {
        each.uri: each
        for each in answer.items
        if isinstance(each, types.WorkspaceFullDocumentDiagnosticReport)
    }
