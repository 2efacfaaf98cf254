from __future__ import annotations

import pytest
from lsprotocol import types

from .client import Client
from .workspace import still_works

pytestmark = pytest.mark.asyncio(loop_scope="module")

TEMPLATE, CODE = "template.yaml", "src/app.py"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufeff",
        "\t\t: [",
        "a: &a [*a, *a]\n" * 50,
        "[" * 5_000,
        "Resources:\n  " + "{" * 5_000,
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  F: \ud83d\n",
        "\0\x01\x02",
        "Resources: {F: {Type: AWS::Lambda::Function, Properties: {Handler: "
        + "../" * 10_000
        + "}}}",
    ],
    ids=["empty", "bom", "tabs", "aliases", "lists", "mappings", "half", "binary", "long"],
)
@pytest.mark.parametrize("path", [TEMPLATE, CODE])
async def test_any_text_is_survived_without_an_error(client: Client, path: str, text: str) -> None:
    document = client.open(path, text)
    position = types.Position(1, 3)
    await client.text_document_completion_async(types.CompletionParams(document, position))
    await client.text_document_hover_async(types.HoverParams(document, position))
    await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    await client.text_document_code_lens_async(types.CodeLensParams(document))
    client.close(path)
    await still_works(client)


@pytest.mark.parametrize(
    "position",
    [types.Position(0, 10**6), types.Position(10**6, 0), types.Position(2**31 - 1, 2**31 - 1)],
)
async def test_positions_outside_of_the_text_are_survived(
    client: Client, position: types.Position
) -> None:
    document = client.open(TEMPLATE)
    hover = await client.text_document_hover_async(types.HoverParams(document, position))
    assert hover is None
    client.close(TEMPLATE)
    await still_works(client)
