from __future__ import annotations

import pytest
from lambda_ls.languages.node.language import NodeLanguage
from lambda_ls.model.module import Callability
from lambda_ls.text.source import SourceText

NODE = NodeLanguage()


@pytest.mark.parametrize(
    ("path", "start"),
    [
        ("app.js", "exports.handler = async (event, context) => {\n"),
        ("app.cjs", "exports.handler = async (event, context) => {\n"),
        ("app.mjs", "export const handler = async (event, context) => {\n"),
        ("app.ts", "export const handler = async (event: unknown, context: unknown) => {\n"),
    ],
)
def test_a_new_file_gets_the_module_style_of_its_extension(path: str, start: str) -> None:
    assert NODE.stub("handler", None, path, None).startswith(start)


@pytest.mark.parametrize("path", ["app.js", "app.mjs", "app.ts"])
@pytest.mark.parametrize("symbol", ["handler", "delete", "$x", "default"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "import x from 'y'\n\nexport const a = 1\n",
        "const x = require('y');\nmodule.exports = { x };",
        "exports.a = () => {};\r\n",
        "// 😀",
    ],
)
def test_a_stub_at_the_insertion_makes_the_export_exist(path: str, symbol: str, text: str) -> None:
    source = SourceText(text)
    module = NODE.read(source, path)
    stub = NODE.stub(symbol, "SQS queue Orders", path, source)
    after = text[: module.insertion] + stub + text[module.insertion :]
    found = NODE.read(SourceText(after), path)
    assert not found.broken
    assert found.exports[symbol].callable is Callability.YES
    assert set(module.exports) <= set(found.exports)
    assert "// Invoked by SQS queue Orders." in stub


def test_the_style_of_the_file_is_kept() -> None:
    text = "const a = require('x')\r\n\r\nmodule.exports.a = () => {\r\n\treturn 'y'\r\n}\r\n"
    assert NODE.stub("main", None, "app.js", SourceText(text)) == (
        "\r\nmodule.exports.main = async (event, context) => {\r\n"
        "\tthrow new Error('main is not implemented yet')\r\n}\r\n"
    )


def test_an_event_cannot_end_its_comment() -> None:
    stub = NODE.stub("handler", "a\nb\r\u2028c", "app.js", None)
    assert stub.splitlines()[0] == "// Invoked by a b c."


@pytest.mark.parametrize("symbol", ["api.handler", "a b", "", "1a", "a'b"])
def test_a_name_that_one_statement_cannot_export_has_no_stub(symbol: str) -> None:
    assert NODE.stub(symbol, None, "app.js", None) == ""
