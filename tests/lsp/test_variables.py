"""Environment variables in handler code and templates, over the protocol."""

from __future__ import annotations

import pytest
from lsprotocol import types

from .client import Client

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.usefixtures("everything_is_closed_afterwards"),
]

CODE, TEMPLATE = "variables/table.py", "variables/template.yaml"
RULE = "undeclared-environment-variable"


async def scanned(client: Client) -> None:
    """Wait until the server knows of the templates that are not open."""
    await client.until(lambda: RULE in client.rules(CODE), "the scan")


async def test_a_missing_variable_is_found_and_added_to_the_template(client: Client) -> None:
    await scanned(client)
    document = client.open(CODE)
    finding = client.published[client.uri(CODE)][-1].diagnostics[0]
    assert client.slice(document.uri, finding.range) == "MISSING"
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(document, finding.range, types.CodeActionContext([]))
    )
    titles = [each.title for each in actions or () if isinstance(each, types.CodeAction)]
    assert titles[0] == "Add `MISSING` to `TableFunction`, still empty"


async def test_hover_shows_the_value(client: Client) -> None:
    await scanned(client)
    document = client.open(CODE)
    position = client.position(CODE, '"TABLE"', within=2)
    hover = await client.text_document_hover_async(types.HoverParams(document, position))
    assert hover and isinstance(hover.contents, types.MarkupContent) and hover.range
    assert "`TableFunction`: `🚀 orders`" in hover.contents.value
    assert client.slice(document.uri, hover.range) == "TABLE"


async def test_completion_offers_the_names(client: Client) -> None:
    await scanned(client)
    document = client.open(CODE)
    position = client.position(CODE, '"TABLE"', within=1)
    found = await client.text_document_completion_async(types.CompletionParams(document, position))
    assert isinstance(found, types.CompletionList)
    assert [item.label for item in found.items] == ["TABLE"]


async def test_definition_and_references_join_both_sides(client: Client) -> None:
    await scanned(client)
    document = client.open(CODE)
    position = client.position(CODE, '"TABLE"', within=2)
    defined = await client.text_document_definition_async(
        types.DefinitionParams(document, position)
    )
    assert isinstance(defined, list)
    links = [each for each in defined if isinstance(each, types.LocationLink)]
    assert [each.target_uri for each in links] == [client.uri(TEMPLATE)]
    template = client.open(TEMPLATE)
    position = client.position(TEMPLATE, '"TABLE"', within=2)
    context = types.ReferenceContext(include_declaration=False)
    found = await client.text_document_references_async(
        types.ReferenceParams(context, template, position)
    )
    assert [client.slice(each.uri, each.range) for each in found or ()] == ["TABLE"]


async def test_a_rename_changes_template_and_code(client: Client) -> None:
    await scanned(client)
    template = client.open(TEMPLATE)
    client.open(CODE)
    position = client.position(TEMPLATE, '"TABLE"', within=2)
    edit = await client.text_document_rename_async(
        types.RenameParams(position=position, new_name="ORDERS", text_document=template)
    )
    assert edit is not None and edit.document_changes
    changes = [each for each in edit.document_changes if isinstance(each, types.TextDocumentEdit)]
    texts = {
        each.text_document.uri: [
            (client.slice(each.text_document.uri, change.range), getattr(change, "new_text", ""))
            for change in each.edits
        ]
        for each in changes
    }
    changed = [("TABLE", "ORDERS")]
    assert texts == {client.uri(TEMPLATE): changed, client.uri(CODE): changed}
