"""Findings that are pushed to clients, and those that clients pull."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from .client import Client, editor, make_capabilities

pytestmark = pytest.mark.asyncio(loop_scope="function")

TEMPLATE, CODE, CRLF = "template.yaml", "src/app.py", "crlf/template.yaml"
MISSING_FUNCTION, MISSING_MODULE = "handler-function-not-found", "handler-module-not-found"
PULLING = make_capabilities(
    textDocument__diagnostic={}, workspace__diagnostics={"refreshSupport": True}
)


async def pulled(
    client: Client, path: str, previous: str | None = None
) -> types.RelatedFullDocumentDiagnosticReport | types.RelatedUnchangedDocumentDiagnosticReport:
    params = types.DocumentDiagnosticParams(client.document(path), previous_result_id=previous)
    return await client.text_document_diagnostic_async(params)


async def test_files_that_are_not_open_are_checked(project: Path) -> None:
    async with editor(project) as client:
        await client.until(lambda: len(client.rules(TEMPLATE)) == 2, "both findings")
        assert client.rules(TEMPLATE) == [MISSING_FUNCTION, MISSING_MODULE]
        report = client.published[client.uri(TEMPLATE)][-1]
        assert report.version is None
        first = report.diagnostics[0]
        assert first.source == "lambda-ls"
        assert first.severity == types.DiagnosticSeverity.Error
        assert client.slice(report.uri, first.range) == "app.handlr"


async def test_a_report_tells_the_version_that_it_is_about(project: Path) -> None:
    async with editor(project) as client:
        client.open(TEMPLATE)
        await client.until(lambda: client.rules(TEMPLATE), "findings of the opened file")
        for old, new in (("app.handlr", "app.handler"), ("absent.handler", "app.other")):
            version = client.replace(TEMPLATE, old, new)
            await client.until_version(TEMPLATE, version)
        assert client.rules(TEMPLATE) == []


async def test_nothing_is_published_for_files_without_findings(project: Path) -> None:
    async with editor(project) as client:
        client.open(CODE)
        await client.until(lambda: client.rules(CRLF) and client.rules(TEMPLATE), "the scan")
        assert client.uri(CODE) not in client.published


async def test_a_change_of_the_code_is_seen_in_a_template_that_is_not_open(project: Path) -> None:
    async with editor(project) as client:
        await client.until(lambda: len(client.rules(TEMPLATE)) == 2, "both findings")
        client.open(CODE)
        client.replace(CODE, "def handler", "def handlr")
        await client.until(
            lambda: client.rules(TEMPLATE) == [MISSING_FUNCTION] * 2 + [MISSING_MODULE],
            "findings of the functions whose handler is gone",
        )


async def test_a_closed_file_is_what_is_on_disk(project: Path) -> None:
    async with editor(project) as client:
        client.open(CODE)
        client.replace(CODE, "def other", "def handlr")
        await client.until(
            lambda: client.rules(TEMPLATE) == [MISSING_MODULE], "the finding that is left"
        )
        client.close(CODE)
        await client.until(lambda: len(client.rules(TEMPLATE)) == 2, "both findings")


async def test_findings_stay_under_no_other_spelling_of_a_file_than_the_last(project: Path) -> None:
    async with editor(project) as client:
        ours = client.uri(TEMPLATE)
        theirs = ours.replace("template", "templ%61te")
        await client.until(lambda: client.diagnostics.get(ours), "findings of a file not open")
        item = types.TextDocumentItem(theirs, "yaml", 1, client.text(TEMPLATE))
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        await client.until(lambda: client.diagnostics.get(theirs), "findings of the open file")
        assert not client.diagnostics[ours]
        document = types.TextDocumentIdentifier(theirs)
        client.text_document_did_close(types.DidCloseTextDocumentParams(document))
        await client.until(lambda: client.diagnostics[ours], "findings of the closed file")
        assert not client.diagnostics[theirs]


async def test_a_template_that_is_half_typed_keeps_the_other_findings(project: Path) -> None:
    async with editor(project) as client:
        client.open(TEMPLATE)
        await client.until(lambda: len(client.rules(TEMPLATE)) == 2, "both findings")
        client.replace(TEMPLATE, "Handler: absent.handler", "Handler: [absent.handler")
        await client.until(lambda: "template-syntax" in client.rules(TEMPLATE), "the broken line")
        assert MISSING_FUNCTION in client.rules(TEMPLATE)


async def test_findings_of_a_deleted_template_go_away(project: Path) -> None:
    async with editor(project) as client:
        await client.until(lambda: client.rules(CRLF), "the scan")
        client.write(CRLF, None)
        await client.until(lambda: not client.rules(CRLF), "no findings")


async def test_a_burst_of_keystrokes_ends_with_the_findings_of_the_last(project: Path) -> None:
    async with editor(project) as client:
        client.open(TEMPLATE)
        await client.until(lambda: len(client.rules(TEMPLATE)) == 2, "both findings")
        typed = "app.handlr"
        for letter in "abcdefghijklmnopqrstuvwxyz":
            client.replace(TEMPLATE, typed, typed + letter)
            typed += letter
        version = client.replace(TEMPLATE, typed, "app.handler")
        await client.until_version(TEMPLATE, version)
        assert client.rules(TEMPLATE) == [MISSING_MODULE]


async def test_a_client_that_pulls_gets_nothing_pushed(project: Path) -> None:
    async with editor(project, PULLING) as client:
        assert client.server.diagnostic_provider
        client.open(TEMPLATE)
        report = await pulled(client, TEMPLATE)
        assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
        assert [each.code for each in report.items] == [MISSING_FUNCTION, MISSING_MODULE]
        await client.until(lambda: client.diagnostic_refresh_count, "a refresh after the scan")
        assert client.published == {}


async def test_what_has_not_changed_is_not_sent_again(project: Path) -> None:
    async with editor(project, PULLING) as client:
        client.open(TEMPLATE)
        first = await pulled(client, TEMPLATE)
        assert isinstance(first, types.RelatedFullDocumentDiagnosticReport)
        client.replace(TEMPLATE, "Runtime: python3.13\n", "Runtime: python3.12\n")
        second = await pulled(client, TEMPLATE, first.result_id)
        assert isinstance(second, types.RelatedUnchangedDocumentDiagnosticReport)
        assert second.result_id == first.result_id
        client.replace(TEMPLATE, "app.handlr", "app.handler")
        third = await pulled(client, TEMPLATE, second.result_id)
        assert isinstance(third, types.RelatedFullDocumentDiagnosticReport)
        assert [each.code for each in third.items] == [MISSING_MODULE]


async def test_a_client_that_pulls_is_told_when_another_file_changes_its_findings(
    project: Path,
) -> None:
    async with editor(project, PULLING) as client:
        client.open(TEMPLATE)
        client.open(CODE)
        await client.until(lambda: client.diagnostic_refresh_count, "a refresh after the scan")
        await pulled(client, TEMPLATE)
        refreshes = client.diagnostic_refresh_count
        client.replace(CODE, "def handler", "def handlr")
        await client.until(lambda: client.diagnostic_refresh_count > refreshes, "another refresh")
        report = await pulled(client, TEMPLATE)
        assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
        assert [each.code for each in report.items].count(MISSING_FUNCTION) == 2


async def test_all_files_can_be_pulled(project: Path) -> None:
    async with editor(project, PULLING) as client:
        await client.until(lambda: client.diagnostic_refresh_count, "a refresh after the scan")
        everything = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([]))
        ids = {}
        for item in everything.items:
            assert isinstance(item, types.WorkspaceFullDocumentDiagnosticReport)
            assert item.items and item.result_id
            ids[item.uri] = item.result_id
        files = (TEMPLATE, CRLF, "safe/template.yaml", "events/batch.py", "variables/table.py")
        assert set(ids) == set(map(client.uri, files))
        known = [types.PreviousResultId(uri, result) for uri, result in ids.items()]
        again = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(known))
        assert {item.kind for item in again.items} == {"unchanged"}
        client.open(CRLF)
        client.replace(CRLF, "index.handlr", "index.handler")
        await pulled(client, CRLF)
        mended = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(known))
        full = [
            (item.uri, list(item.items))
            for item in mended.items
            if isinstance(item, types.WorkspaceFullDocumentDiagnosticReport)
        ]
        assert full == [(client.uri(CRLF), [])]


async def test_a_client_that_cannot_be_told_to_pull_again_gets_findings_pushed(
    project: Path,
) -> None:
    halfway = make_capabilities(textDocument__diagnostic={}, workspace__diagnostics=None)
    async with editor(project, halfway) as client:
        assert client.server.diagnostic_provider is None
        await client.until(lambda: client.rules(TEMPLATE), "pushed findings")
