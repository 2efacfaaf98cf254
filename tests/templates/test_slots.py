from __future__ import annotations

from textwrap import dedent

import pytest
from lambda_ls.templates.located import Located
from lambda_ls.templates.slots import Written, key_of, removal_of, slot
from lambda_ls.text.edits import TextEdit, apply_edits
from lambda_ls.text.reader import DocumentReader
from lambda_ls.text.source import SourceText


def top(text: str) -> tuple[Written, int]:
    """What is below `Top`, and the start of its block."""
    document = DocumentReader().read(SourceText(text))
    block = document.section("Top")
    assert block is not None
    root = Located(block.value, "template.yaml", block.name)
    return Written(root, document.text(block)), document.base(block.name)


def filled(text: str, *way: str, is_text: bool = False, is_list: bool = False) -> str | None:
    """The text with 1 at the end of a way of keys below `Top`; None where there is no slot."""
    written, base = top(text)
    found = slot(written, *way, is_text=is_text, is_list=is_list)
    if found is None:
        return None
    span = found.place.span.shifted(base)
    return apply_edits(text, [TextEdit(span, f"{found.before}1{found.after}")])


def emptied(text: str) -> str | None:
    """The text without `Old` below `Top`; None where it cannot be taken out."""
    written, base = top(text)
    found = removal_of(written, "Old")
    return apply_edits(text, [TextEdit(found.span.shifted(base), "")]) if found else None


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


def test_a_list_of_one_item_is_written_in_the_style_around_it() -> None:
    assert filled("Top:\n  Old: a\n", "New", is_list=True) == "Top:\n  Old: a\n  New:\n    - 1\n"
    nested = "Top:\n  Old: a\n  A:\n    B:\n      - 1\n"
    assert filled("Top:\n  Old: a\n", "A", "B", is_list=True) == nested
    assert filled("Top: {Old: a}\n", "New", is_list=True) == "Top: {Old: a, New: [1]}\n"
    assert filled("Top: {Old: a}\n", "A", "B", is_list=True) == "Top: {Old: a, A: {B: [1]}}\n"
    quoted = '{"Top": {"Old": "a", "New": ["1"]}}'
    assert filled('{"Top": {"Old": "a"}}', "New", is_text=True, is_list=True) == quoted


def test_a_list_that_is_there_is_not_replaced_by_an_item() -> None:
    assert filled("Top:\n  New: [a]\n", "New", is_list=True) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Top:\n  A: b\n  Old: a\n", "Top:\n  A: b\n"),
        ("Top:\n  Old:\n    - a\n  A: b\n", "Top:\n  A: b\n"),
        ("Top:\n  A: b\n  Old: [a]  # old\n\n# B\nB: c\n", "Top:\n  A: b\n\n# B\nB: c\n"),
        ("Top:\n  A: b,\n  Old:\n    - a\nB: c\n", "Top:\n  A: b,\nB: c\n"),
        ("Top:\n  A: b\n  Old: a", "Top:\n  A: b\n"),
        ("Top: {Old: [a], A: b}\n", "Top: {A: b}\n"),
        ("Top: {A: b, Old: [a]}\n", "Top: {A: b}\n"),
        ("Top: {A: {B: c}, Old: {C: d}} # e\n", "Top: {A: {B: c}} # e\n"),
        ('{"Top": {\n  "A": "b",\n  "Old": ["a"]\n}}', '{"Top": {\n  "A": "b"\n}}'),
        ('{"Top": {\n  "Old": ["a"],\n  "A": "b"\n}}', '{"Top": {\n  "A": "b"\n}}'),
    ],
)
def test_an_entry_goes_with_its_lines_and_its_comma(before: str, after: str) -> None:
    assert emptied(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "Top:\n  A: b\n",
        "Top:\n  Old: a\n",
        "Top: {Old: a}\n",
        "Top:\n  A: b\n  Old: &a [a]\nB: *a\n",
        "Top: {A: b, Old: &a [a]}\nB: *a\n",
        "Top: {A: b, # why\n  Old: a}\n",
        "Shared: &shared {Old: a, B: c}\nTop:\n  <<: *shared\n  A: b\n",
    ],
)
def test_what_others_need_or_what_leaves_nothing_is_not_taken_out(text: str) -> None:
    assert emptied(text) is None


def test_a_key_is_where_it_is_written() -> None:
    written, _ = top('{"Top": {"A": "b", "Old": "a"}}')
    place = key_of(written, "Old")
    assert place is not None
    assert written.text[place.span.start : place.span.end] == "Old"
    assert key_of(written, "New") is None
    assert key_of(None, "Old") is None
