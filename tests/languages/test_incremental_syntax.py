from __future__ import annotations

import tracemalloc
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
PYTHON_OF_MANY_LINES = 20 * PYTHON
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


@given(st.lists(st.tuples(st.floats(0, 1), PIECES), max_size=4))
def test_nodes_know_their_text_also_where_it_is_broken(edits: list[tuple[float, str]]) -> None:
    text = PYTHON
    for share, piece in edits:
        at = int(share * len(text))
        text = text[:at] + piece + text[at:]
    tree = parse(Grammar.PYTHON, SourceText(text))
    for kind, start, end in shape(tree.root):
        node = tree.root.descendant_for_byte_range(start, end)
        assert node is not None, kind
        assert node.text == tree.data[node.start_byte : node.end_byte]
        assert isinstance(node.text, bytes)


def test_texts_that_nobody_needs_are_not_kept() -> None:
    tracemalloc.start()
    try:
        _read_changing_text(50)
        before, _ = tracemalloc.get_traced_memory()
        _read_changing_text(200)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 10 * len(PYTHON_OF_MANY_LINES)


def _read_changing_text(times: int) -> None:
    for number in range(times):
        assert not parse(Grammar.PYTHON, SourceText(f"{number}\n{PYTHON_OF_MANY_LINES}")).broken
