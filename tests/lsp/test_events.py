"""Events and contexts in handler code, over the protocol."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from .client import Client, editor, make_capabilities

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.usefixtures("everything_is_closed_afterwards"),
]

CODE = "events/batch.py"


async def scanned(client: Client) -> None:
    """Wait until the server knows of the templates that are not open."""
    await client.until(lambda: client.rules(CODE), "the scan")


async def test_a_misspelt_key_is_found_after_an_emoji_and_mended(client: Client) -> None:
    await scanned(client)
    document = client.open(CODE)
    finding = client.published[client.uri(CODE)][-1].diagnostics[0]
    assert finding.code == "unknown-event-key"
    assert client.slice(document.uri, finding.range) == "mesageId"
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(document, finding.range, types.CodeActionContext([]))
    )
    titles = [each.title for each in actions or () if isinstance(each, types.CodeAction)]
    assert titles == ["Change to `messageId`", "Ignore `unknown-event-key` here"]
    client.replace(CODE, "mesageId", "messageId")
    await client.until(lambda: not client.rules(CODE), "no finding after the mending")
    client.replace(CODE, "messageId", "mesageId")
    await client.until(lambda: client.rules(CODE), "the finding again")


async def test_hover_on_a_key_shows_what_it_holds(client: Client) -> None:
    await scanned(client)
    document = client.open(CODE)
    position = client.position(CODE, '"body"', within=2)
    hover = await client.text_document_hover_async(types.HoverParams(document, position))
    assert hover and isinstance(hover.contents, types.MarkupContent) and hover.range
    assert hover.contents.value.startswith("**`Records[].body`** string")
    assert client.slice(document.uri, hover.range) == "body"


async def test_completion_offers_the_keys_of_the_event(client: Client) -> None:
    await scanned(client)
    document = client.open(CODE)
    position = client.position(CODE, '"body"', within=3)
    found = await client.text_document_completion_async(types.CompletionParams(document, position))
    assert isinstance(found, types.CompletionList)
    item = next(each for each in found.items if each.label == "messageId")
    assert item.kind == types.CompletionItemKind.Field
    assert isinstance(item.text_edit, types.TextEdit)
    assert client.slice(document.uri, item.text_edit.range) == "body"


async def test_an_inlay_hint_names_the_trigger(client: Client) -> None:
    await scanned(client)
    document = client.open(CODE)
    whole = types.Range(types.Position(0, 0), types.Position(99, 0))
    (hint,) = (
        await client.text_document_inlay_hint_async(types.InlayHintParams(document, whole)) or ()
    )
    assert hint.label == ": SQS orders"
    assert hint.position == types.Position(0, len("def handler(event"))
    below = types.Range(types.Position(2, 0), types.Position(3, 0))
    assert not await client.text_document_inlay_hint_async(types.InlayHintParams(document, below))


async def test_the_parameters_of_a_handler_are_explained(client: Client) -> None:
    await scanned(client)
    document = client.open(CODE)
    position = client.position(CODE, "event, context", within=7)
    found = await client.text_document_signature_help_async(
        types.SignatureHelpParams(document, position)
    )
    assert found and found.active_parameter == 1
    (shown,) = found.signatures
    assert shown.label == "handler(event, context)"
    assert shown.parameters and isinstance(shown.parameters[0].documentation, types.MarkupContent)
    assert shown.parameters[0].documentation.value.startswith("SQS orders: A batch of messages")


async def test_a_sample_event_is_made_for_a_function_and_for_a_trigger(client: Client) -> None:
    await scanned(client)

    async def event(**arguments: object) -> Any:
        return await client.workspace_execute_command_async(
            types.ExecuteCommandParams("lambda-ls.event", [arguments])
        )

    made = await event(target="BatchFunction")
    arn = "arn:aws:sqs:us-east-1:123456789012:orders"
    assert made["Records"][0]["eventSourceARN"] == arn
    assert (await event(target="sqs", seed=3))["Records"][0]["body"]
    with pytest.raises(JsonRpcException, match="there is no function `BatchFunctio`"):
        await event(target="BatchFunctio")
    with pytest.raises(JsonRpcException, match="has no event `Topic`; it has `Queue`"):
        await event(target="BatchFunction:Topic")
    with pytest.raises(JsonRpcException, match="no template shows what triggers `TableFunction`"):
        await event(target="TableFunction")


async def test_inlay_hints_can_be_turned_off(project: Path) -> None:
    (project / "lambda-ls.toml").write_text("inlay-hints = false\n", encoding="utf-8")
    async with editor(project, make_capabilities("utf-16")) as client:
        await client.until(lambda: client.rules(CODE), "the scan")
        document = client.open(CODE)
        whole = types.Range(types.Position(0, 0), types.Position(99, 0))
        hints = await client.text_document_inlay_hint_async(types.InlayHintParams(document, whole))
        assert not hints
