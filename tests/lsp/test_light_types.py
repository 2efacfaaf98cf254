from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SERVER = Path(__file__).parents[2] / "server"
VALUES = """
def diagnostic(message):
    where = types.Range(types.Position(0, 1), types.Position(0, 2))
    return types.Diagnostic(where, message, related_information=[])

one, same, other = map(diagnostic, ("one", "one", "other"))
print(one, types.Hover("text"), types.Position(1, 2))
print(one == same, one != same, one == other, one != other, one == 1)
print(types.Hover("text") == types.Location("text", None))
print(types.Position(1, 2) < types.Position(1, 3))
print([type(each).__hash__ for each in (one, types.Position(1, 2), types.Location("", None))])
print(types.Diagnostic.__match_args__)
"""
FIELDS = """
import attrs
from lsprotocol.converters import get_converter

get_converter()
for cls in (types.Diagnostic, types.Hover, types.ClientCapabilities, types.CallHierarchyOptions):
    print(attrs.has(cls), [(each.name, each.type, each.default) for each in attrs.fields(cls)])
"""
MESSAGES = """
from lsprotocol.converters import get_converter

converter = get_converter()
where = {"textDocument": {"uri": "file:///a"}, "position": {"line": 1, "character": 2}}
params = converter.structure(where, types.HoverParams)
print(params, params.position, converter.unstructure(params))
sent = {"id": 1, "jsonrpc": "2.0", "result": [{"title": "Mend", "command": "mend"}]}
print(converter.structure(sent, types.CodeActionResponse))
for wrong in ({}, {"line": -1, "character": 0}, 3):
    try:
        print(converter.structure(wrong, types.Position))
    except Exception as error:
        print(type(error), error)
"""
SUBCLASSES = """
import attrs

class Plain(types.Position):
    pass

@attrs.define
class More(types.TextDocumentIdentifier):
    version: int

print(Plain(1, 2), More("file:///a", 3), types.Position(1, 2), types.TextDocumentIdentifier("b"))
"""


def seen(before: str, code: str) -> str:
    """What a process prints that loads the types after it has done something else."""
    whole = f"{before}\nfrom lsprotocol import types\n{code}"
    environment = {**os.environ, "PYTHONPATH": str(SERVER)}
    command = [sys.executable, "-c", whole]
    return subprocess.check_output(command, env=environment, text=True)


@pytest.mark.parametrize("code", [VALUES, FIELDS, MESSAGES, SUBCLASSES])
def test_types_are_those_of_lsprotocol(code: str) -> None:
    plain = seen("", code)
    assert plain
    assert seen("import lambda_ls.lsp", code) == plain


def test_only_those_are_made_that_are_used() -> None:
    code = "print('__match_args__' in vars(types.Hover))\n"
    assert seen("import lambda_ls.lsp", code) == "False\n"
    assert seen("import lambda_ls.lsp", f"types.Hover('text')\n{code}") == "True\n"


def test_attrs_makes_other_classes_as_before() -> None:
    before = "import attrs\ndefine = attrs.define\nimport lambda_ls.lsp"
    assert seen(before, "print(attrs.define is define)") == "True\n"
