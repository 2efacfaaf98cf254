from hypothesis import example, given, settings
from hypothesis import strategies as st
from lambda_ls.text.document import Block, Document
from lambda_ls.text.incremental import edited
from lambda_ls.text.reader import DocumentReader
from lambda_ls.text.source import SourceText
from lambda_ls.text.yaml import parse_stretch

from tests.text.test_reader import TEMPLATE, plain

LONG = TEMPLATE.replace("Outputs:", "  Other: {Type: x}\nOutputs:") + "# the end\n" * 2_000
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


def test_an_edit_that_makes_a_new_block_is_read_anew() -> None:
    text = LONG.replace("    Type: AWS::SQS::Queue", "  More:\n    Type: AWS::SQS::Queue")
    assert edited(read(LONG), SourceText(text), parse_stretch) is None
