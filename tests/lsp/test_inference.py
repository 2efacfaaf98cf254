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


@pytest.mark.asyncio
async def test_a_handler_made_by_other_code_is_found(tmp_path: Path) -> None:
    files = {"template.yaml": TEMPLATE, "src/app.py": CODE, "src/factory.py": FACTORY}
    write(files, str(tmp_path))
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
