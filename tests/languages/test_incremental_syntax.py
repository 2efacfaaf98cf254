from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from lambda_ls.languages.syntax import Grammar, parse
from lambda_ls.text.source import SourceText
from tree_sitter import Node

PYTHON = (
    'import json\n\n\ndef handler(event, context):\n    for record in event["Records"]:\n'
    '        if record.get("body"):\n            print(json.loads(record["body"]), "é 🚀")\n'
    '    return {"statusCode": 200}\n'
)
JAVASCRIPT = (
    'import { run } from "./run.mjs";\nexport const handler = async ({ Records }, context) => {\n'
    '  for (const { body = "é 🚀" } of Records) {\n    run(body?.id ?? `x${1}`);\n  }\n};\n'
)
PIECES = st.sampled_from(
    [
        "",
        " ",
        "\n",
        "    ",
        "x",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ":",
        ",",
        '"',
        "é",
        "🚀",
        "if a:",
        ".",
    ]
)


def shape(node: Node) -> Iterator[tuple[str, int, int]]:
    yield node.type, node.start_byte, node.end_byte
    for child in node.children:
        yield from shape(child)


@given(
    st.sampled_from([(Grammar.PYTHON, PYTHON), (Grammar.JAVASCRIPT, JAVASCRIPT)]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), PIECES), max_size=8),
)
def test_an_edited_text_is_read_like_a_new_one(
    start: tuple[Grammar, str], edits: list[tuple[float, int, str]]
) -> None:
    grammar, text = start
    parse(grammar, SourceText(text))
    for share, length, piece in edits:
        at = int(share * len(text))
        text = text[:at] + piece + text[at + length :]
        edited = list(shape(parse(grammar, SourceText(text)).root))
        parse(grammar, SourceText("x = 1\n" * 2_000))
        assert edited == list(shape(parse(grammar, SourceText(text)).root))
