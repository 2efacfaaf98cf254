from __future__ import annotations

import pytest
from lambda_ls.text.reader import DocumentReader
from lambda_ls.text.removal import removal
from lambda_ls.text.source import SourceText
from lambda_ls.text.span import Span
from lambda_ls.text.tree import Mapping


def without_first(text: str, entry: str) -> str | None:
    """The text without the first place where `entry` stands."""
    start = text.index(entry)
    span = removal(text, Span(start, start + len(entry)))
    return None if span is None else text[: span.start] + text[span.end :]


@pytest.mark.parametrize(
    ("text", "entry", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", "a: 1", "b: 2\na: 3\n"),
        ("x:\r\n  a: 1\r\n  a: 3\r\n", "a: 1", "x:\r\n  a: 3\r\n"),
        ("a: 1  # the old one\na: 3\n", "a: 1", "a: 3\n"),
        ("a: 1\n\na: 3\n", "a: 1\n\n", "\na: 3\n"),
        ("a:\n  b: 1\n  # in\n# out\na: 3\n", "a:\n  b: 1\n  # in\n# out\n", "# out\na: 3\n"),
        ("a: |\n  x\n  # text\na: 3\n", "a: |\n  x\n  # text\n", "a: 3\n"),
        ("- a: 1\n  b: 2\n  a: 3\n", "a: 1", "- b: 2\n  a: 3\n"),
        ('{"a": 1, "a": 3}', '"a": 1', '{"a": 3}'),
        ('{\n  "a": 1,\n  "a": 3\n}\n', '"a": 1', '{\n  "a": 3\n}\n'),
        ('{"b": 2,\n "a": 1, "a": 3}', '"a": 1', '{"b": 2,\n "a": 3}'),
        ('{"a": {"x": 1}\n, "a": 3}', '"a": {"x": 1}', '{"a": 3}'),
    ],
)  # fmt: skip
def test_nothing_is_left_of_an_entry(text: str, entry: str, expected: str) -> None:
    assert without_first(text, entry) == expected


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("a: &shared 1\na: *shared\n", "a: &shared 1"),
        ("? a: 1\n: 2\n", "a: 1"),
        ("- a: 1\n# x\n  a: 3\n", "a: 1"),
        ("a: 1 more\na: 3\n", "a: 1"),
    ],
)
def test_an_entry_that_cannot_be_taken_out_cleanly_stays(text: str, entry: str) -> None:
    assert without_first(text, entry) is None


@pytest.mark.parametrize(
    "text",
    [
        "Globals:\n  a: x\n  b:\n    - 1\n\n  # of c\n  c: >\n    text\n\n  d: {e: 1}\n  z: end\n",
        'Globals: {"a": "x", "b": [1, 2], "c": {"d": null}, "z": true}\n',
        '{"Globals": {\n  "a": "x",\n  "b": [1,\n 2],\n  "c": {\n  "d": null}, "z": true}}\n',
        "Globals:\n  a: 'x'\n  b: |+\n    kept\n\n  c: !Sub |\n    text\n  z: \"end\"\n",
    ],
)  # fmt: skip
def test_every_entry_but_the_last_can_be_taken_out_of_a_real_mapping(text: str) -> None:
    whole = mapping_of(text)
    for index, entry in enumerate(whole.entries[:-1]):
        span = removal(text, entry.span)
        assert span is not None
        left = mapping_of(text[: span.start] + text[span.end :])
        expected = [each.key.text for each in whole.entries]
        del expected[index]
        assert [each.key.text for each in left.entries] == expected


def mapping_of(text: str) -> Mapping:
    document = DocumentReader().read(SourceText(text))
    block = document.section("Globals")
    assert block is not None
    assert not block.parsed.problems
    value = block.value
    assert isinstance(value, Mapping)
    assert document.base(block.name) == 0
    return value
