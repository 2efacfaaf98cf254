from __future__ import annotations

from textwrap import dedent

import pytest
from lambda_ls.templates.located import Located
from lambda_ls.templates.slots import Written, slot
from lambda_ls.text.edits import TextEdit, apply_edits
from lambda_ls.text.reader import DocumentReader
from lambda_ls.text.source import SourceText


def filled(text: str, *way: str, is_text: bool = False) -> str | None:
    """The text with 1 at the end of a way of keys below `Top`; None where there is no slot."""
    document = DocumentReader().read(SourceText(text))
    block = document.section("Top")
    assert block is not None
    root = Located(block.value, "template.yaml", block.name)
    written = Written(root, text[block.base : block.span.end])
    found = slot(written, *way, is_text=is_text)
    if found is None:
        return None
    span = found.place.span.shifted(block.base)
    return apply_edits(text, [TextEdit(span, f"{found.before}1{found.after}")])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Top:\n  New: 30\n", "Top:\n  New: 1\n"),
        ("Top:\n  New: '30'  # seconds\n", "Top:\n  New: '1'  # seconds\n"),
        ("Top:\n  Old: a\n", "Top:\n  Old: a\n  New: 1\n"),
        ("Top:\n  Old: a", "Top:\n  Old: a\n  New: 1"),
        ("Top:\n    Old: a  # old\n\n", "Top:\n    Old: a  # old\n    New: 1\n\n"),
        ("Top:\r\n  Old: a\r\n", "Top:\r\n  Old: a\r\n  New: 1\r\n"),
        ("Top:\n  Old: |\n    a\n    b\n\n", "Top:\n  Old: |\n    a\n    b\n  New: 1\n\n"),
        ("Top:\n  Old: !GetAtt [A, B]\n", "Top:\n  Old: !GetAtt [A, B]\n  New: 1\n"),
        ("Top: {Old: a}\n", "Top: {Old: a, New: 1}\n"),
        ("Top: {Old: {A: b}}  # old\n", "Top: {Old: {A: b}, New: 1}  # old\n"),
        ('{"Top": {"Old": "a"}}', '{"Top": {"Old": "a", "New": 1}}'),
        (
            '{\n\t"Top": {\n\t\t"Old": "a"\n\t}\n}',
            '{\n\t"Top": {\n\t\t"Old": "a",\n\t\t"New": 1\n\t}\n}',
        ),
    ],
)
def test_a_value_is_replaced_or_stands_behind_the_last_one_in_its_style(
    before: str, after: str
) -> None:
    assert filled(before, "New") == after


def test_a_comment_on_what_comes_next_stays_with_it() -> None:
    before = """\
    Top:
      Old:
        Deeper:
          - a
      # What comes next.
    Next: b
    """
    after = """\
    Top:
      Old:
        Deeper:
          - a
      New: 1
      # What comes next.
    Next: b
    """
    assert filled(dedent(before), "New") == dedent(after)


def test_keys_that_are_missing_above_the_value_come_with_it() -> None:
    assert filled("Top:\n   Old: a\n", "A", "B") == "Top:\n   Old: a\n   A:\n      B: 1\n"
    assert filled("Top: {Old: a}\n", "A", "B") == "Top: {Old: a, A: {B: 1}}\n"
    assert filled('{"Top": {"Old": "a"}}', "A", "B") == '{"Top": {"Old": "a", "A": {"B": 1}}}'


def test_a_text_has_quotes_where_its_key_has_them() -> None:
    assert filled('{"Top": {"Old": 2}}', "New", is_text=True) == '{"Top": {"Old": 2, "New": "1"}}'
    assert filled("Top:\n  Old: 2\n", "New", is_text=True) == "Top:\n  Old: 2\n  New: 1\n"


@pytest.mark.parametrize(
    "text",
    [
        "Top:\n  New: !Ref Seconds\n",
        "Top:\n  New: ${self:custom.seconds}\n",
        "Top:\n  New:\n",
        "Top:\n  New: {Ref: Seconds}\n",
        "Top: {}\n",
        "Top: a\n",
        "Top: !Transform {Old: a}\n",
        "Top: &anchor\n  Old: a\nNext: *anchor\n",
    ],
)
def test_what_nobody_would_replace_by_a_number_has_no_slot(text: str) -> None:
    assert filled(text, "New") is None
