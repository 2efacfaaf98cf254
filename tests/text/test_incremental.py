from operator import is_

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lambda_ls.text.document import Block, Document
from lambda_ls.text.incremental import edited
from lambda_ls.text.reader import DocumentReader
from lambda_ls.text.source import SourceText
from lambda_ls.text.yaml import parse_stretch

from tests.text.test_reader import TEMPLATE, plain

LONG = TEMPLATE.replace("Outputs:", "  Other: {Type: x}\nOutputs:") + "# the end\n" * 2_000
MANY = "Resources:\n" + "".join(
    f"  R{number}:\n    Type: T{number}\n    # {'-' * 120}\n" for number in range(150)
)
MANY += "Outputs:\n  R1: x\n"
MANY_LINES = MANY.count("\n")
PIECES = st.sampled_from(
    [
        *("", "\n", "  New:\n", "  New: {Type: x}\n", "  R70:\n", "  R71: {}\n  R72: {}\n", " x\n"),
        *("  half", "    Type: y\n", "    Type: y\n  Then:\n", "      deep: 1\n", "  # comment\n"),
        *("  - item\n", "  a: &x 1\n", "  b: *x\n", "Outputs:\n", "functions:\n  f: 1\n", "---\n"),
        *("Resources:\n  Late: 1\n", "\t", "  'q': [\n", '  "two"  : {}\r\n', "#\n", "key\n"),
        *("  a/b: 1\n", "  a#2: 1\n", "  ? a\n", "  : b\n", "  ''\n", "  <<: {a: 1}\n", "  |\n"),
    ]
)
TYPED = st.text(st.sampled_from("ab: \n\n  -'\"{}[]&*!|>#\t\r"), max_size=6)


def described(document: Document) -> list[tuple[object, ...]]:
    return [
        (block.name, block.section, block.extent, base, plain(block.value), _wrong(block))
        for block, base in zip(document.blocks, document.bases, strict=True)
    ]


def _wrong(block: Block) -> tuple[object, object, bool]:
    return block.parsed.problems, block.parsed.duplicates, block.is_broken


def read(text: str) -> Document:
    return DocumentReader().read(SourceText(text))


@settings(max_examples=400)
@given(
    st.sampled_from([TEMPLATE, LONG]),
    st.integers(0, len(TEMPLATE)),
    st.integers(0, 12),
    TYPED,
)
@example(LONG, LONG.index("Handler:"), 0, "\n  New:\n    Type: x\n")
@example(LONG, LONG.index("Queue:") - 1, 1, "")
def test_an_edit_gives_what_reading_anew_gives(
    text: str, start: int, removed: int, typed: str
) -> None:
    before = read(text)
    after = text[:start] + typed + text[start + removed :]
    document = DocumentReader().read(SourceText(after), before)
    assert described(document) == described(read(after))
    assert document.flawed == read(after).flawed


def test_an_edit_inside_a_block_keeps_every_other_block() -> None:
    before = read(LONG)
    text = LONG.replace("app.handler", "app.main")
    after = edited(before, SourceText(text), parse_stretch)
    assert after is not None
    changed = [
        block.name
        for old, block in zip(before.blocks, after.blocks, strict=True)
        if block is not old
    ]
    assert changed == ["Resources/Orders"]
    assert described(after) == described(read(text))


def test_an_edit_that_breaks_or_mends_a_block_keeps_every_other_block() -> None:
    whole = read(LONG)
    broken_text = LONG.replace("app.handler", "\t: [app.handler")
    broken = edited(whole, SourceText(broken_text), parse_stretch)
    assert broken is not None
    assert described(broken) == described(read(broken_text))
    mended = edited(broken, SourceText(LONG), parse_stretch)
    assert mended is not None
    assert described(mended) == described(whole)
    assert [block for block in mended.blocks if block in broken.blocks] == [
        block for block in whole.blocks if block.name != "Resources/Orders"
    ]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, MANY_LINES), st.integers(0, 3), PIECES), max_size=6))
@example([(5, 1, "  Other0:\n"), (8, 1, "  R0:\n")])
@example([(2, 0, "   Deep:\n      Type: x\n"), (400, 1, "  New:\n")])
@example([(MANY_LINES - 1, 0, "  New: {Type: x}\n"), (MANY_LINES, 1, "")])
def test_edits_that_move_borders_give_what_reading_anew_gives(
    edits: list[tuple[int, int, str]],
) -> None:
    reader = DocumentReader()
    document = reader.read(SourceText(MANY))
    lines = MANY.splitlines(keepends=True)
    for at, removed, piece in edits:
        lines[at : at + removed] = [piece]
        lines = "".join(lines).splitlines(keepends=True)
        text = "".join(lines)
        document, anew = reader.read(SourceText(text), document), read(text)
        assert described(document) == described(anew)
        assert document.flawed == anew.flawed
        assert document.layout.names == anew.layout.names
        for section in ("Resources", "functions"):
            children, expected = document.children(section), anew.children(section)
            assert [each.name for each in children] == [each.name for each in expected]
        found = [document.block(each.name) for each in document.blocks]
        assert all(map(is_, found, document.blocks))


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("  R70:\n", "  Orders:\n", ["Resources/R69", "Resources/Orders"]),
        ("  R70:\n", "  R70\n", ["Resources/R69", "Resources/"]),
        ("  R70:\n", "  # R70:\n", ["Resources/R69"]),
        ("  R70:\n", "  New:\n  R70:\n", ["Resources/R69", "Resources/New", "Resources/R70"]),
        ("  R64:\n    Type: T64\n", "", ["Resources/R63"]),
        (
            "  R65:\n    Type: T65\n",
            "    Metadata: {}\n  Orders:\n    Type: T65\n",
            ["Resources/R64", "Resources/Orders"],
        ),
    ],
    ids=["rename", "half a key", "comment", "new", "gone", "two"],
)
def test_an_edit_that_moves_a_border_keeps_every_other_block(
    old: str, new: str, changed: list[str]
) -> None:
    before = read(MANY)
    text = MANY.replace(old, new)
    assert text != MANY
    after = edited(before, SourceText(text), parse_stretch)
    assert after is not None
    assert described(after) == described(read(text))
    kept = set(map(id, before.blocks))
    assert [block.name for block in after.blocks if id(block) not in kept] == changed
    assert len(after.groups) == len(before.groups)
    known = set(map(id, before.groups))
    assert sum(id(group) not in known for group in after.groups) <= 2


def test_thousands_of_new_blocks_stay_in_groups_of_some_size() -> None:
    document, text = read(MANY), MANY
    for number in range(300):
        text = text.replace("  R70:\n", f"  N{number}: {{Type: x}}\n  R70:\n")
        after = edited(document, SourceText(text), parse_stretch)
        assert after is not None
        document = after
    assert described(document) == described(read(text))
    assert max(map(len, document.groups)) <= 128


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  R70:\n", "R70:\n"),
        ("  R70:\n", "  R3:\n"),
        ("  R70:\n", " R70:\n"),
        ("  R0:\n", "    R0:\n"),
        ("Resources:\n", "Resource:\n"),
        ("  R149:\n", "---\n  R149:\n"),
        ("    Type: T70\n", "    Type: *anchor\n  New:\n"),
    ],
)
def test_an_edit_that_may_concern_other_blocks_is_read_anew(old: str, new: str) -> None:
    text = MANY.replace(old, new)
    assert text != MANY
    assert edited(read(MANY), SourceText(text), parse_stretch) is None
