from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from tests.fixture import write

from .client import editor

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Made:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src/, Handler: app.handler, Runtime: python3.13}
"""
CODE = "from factory import make\n\nhandler = make()\n"
FACTORY = """\
def make():
    "🚀"; 'x'
    def inner(event, context):
        return event
    return inner
"""

FILES = {"template.yaml": TEMPLATE, "src/app.py": CODE, "src/factory.py": FACTORY}


@pytest.mark.asyncio
async def test_a_handler_made_by_other_code_is_found(tmp_path: Path) -> None:
    write(FILES, str(tmp_path))
    async with editor(tmp_path.resolve()) as client:
        document = client.open("template.yaml")
        position = client.position("template.yaml", "app.handler", within=6)
        found = await client.text_document_definition_async(
            types.DefinitionParams(document, position)
        )
        assert isinstance(found, list) and isinstance(found[0], types.Location)
        assert found[0].uri == client.uri("src/factory.py")
        assert client.slice(found[0].uri, found[0].range) == "inner"
        assert client.log_messages == []


@pytest.mark.asyncio
async def test_what_jedi_finds_shows_by_itself(tmp_path: Path) -> None:
    package = ".venv/lib/python3.12/site-packages/installed.py"
    installed = {
        ".venv/pyvenv.cfg": "",
        package: 'def handler(event, context):\n    "Takes an order."\n',
    }
    write({**FILES, "src/app.py": "from installed import *\n", **installed}, str(tmp_path))
    async with editor(tmp_path.resolve()) as client:
        document = client.open(package)
        lenses = await client.text_document_code_lens_async(types.CodeLensParams(document))
        await client.until(lambda: lenses or client.lens_refreshes, "a refresh after the answer")
        lenses = await client.text_document_code_lens_async(types.CodeLensParams(document))
        assert lenses and lenses[0].command and lenses[0].command.title == "Made"
        client.open("template.yaml")
        found = await client.text_document_hover_async(
            types.HoverParams(
                client.document("template.yaml"),
                client.position("template.yaml", "app.handler", within=6),
            )
        )
        assert found and isinstance(found.contents, types.MarkupContent)
        for told in ("def handler(event, context)", "Takes an order.", "installed.py:1"):
            assert told in found.contents.value
        assert client.log_messages == []
