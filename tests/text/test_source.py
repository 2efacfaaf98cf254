import pytest
from hypothesis import given
from hypothesis import strategies as st
from lambda_ls.text.edits import OverlappingEditsError, TextEdit, apply_edits
from lambda_ls.text.source import SourceText, read_once
from lambda_ls.text.span import Position, Span

TEXTS = st.text(st.sampled_from("ab😀\n\r\t\x0c\u2028\u0085é"), max_size=60)
WORDS = ("a", "ab", "b\n", "aba", "\r\n")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("a\nb", ["a", "b"]),
        ("a\r\nb\rc\n", ["a", "b", "c", ""]),
        ("a\x0cb\u2028c\u0085d", ["a\x0cb\u2028c\u0085d"]),
    ],
)
def test_lines_end_where_the_protocol_says(text: str, lines: list[str]) -> None:
    source = SourceText(text)
    assert [source.line_text(line) for line in range(source.line_count)] == lines


@given(TEXTS)
def test_every_offset_has_a_position_that_leads_back_to_it(text: str) -> None:
    source = SourceText(text)
    for offset in range(len(text) + 1):
        position = source.position(offset)
        back = source.offset(position)
        # Between the halves of \r\n there is no position of its own: the end of the line counts.
        assert back == (offset - 1 if text[offset - 1 : offset + 1] == "\r\n" else offset)


@given(TEXTS, st.integers(0, 60), st.integers(0, 60), TEXTS)
def test_an_edited_text_has_the_lines_of_a_new_one(
    text: str, start: int, removed: int, new: str
) -> None:
    start = min(start, len(text))
    end = min(start + removed, len(text))
    source = SourceText(text)
    assert source.line_count
    edited = source.edited(Span(start, end), new)
    whole = SourceText(text[:start] + new + text[end:])
    assert edited.text == whole.text
    assert [*edited.line_starts] == [*whole.line_starts]


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9), TEXTS), max_size=4))
def test_an_edited_text_knows_which_words_it_holds(
    text: str, edits: list[tuple[int, int, str]]
) -> None:
    source = SourceText(text)
    for start, removed, new in edits:
        assert [source.holds(word) for word in WORDS] == [word in source.text for word in WORDS]
        start = min(start, len(source))
        source = source.edited(Span(start, min(start + removed, len(source))), new)
    assert [source.holds(word) for word in WORDS] == [word in source.text for word in WORDS]


@given(TEXTS, st.integers(-3, 99), st.integers(-3, 99))
def test_any_position_is_clamped_to_the_text(text: str, line: int, column: int) -> None:
    assert 0 <= SourceText(text).offset(Position(line, column)) <= len(text)


def test_a_column_past_the_end_means_the_end_of_its_line() -> None:
    assert SourceText("ab\r\ncd").offset(Position(0, 99)) == 2


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), TEXTS), max_size=4))
def test_edits_give_what_making_them_one_by_one_from_the_end_gives(
    text: str, raw: list[tuple[int, int, str]]
) -> None:
    edits: list[TextEdit] = []
    end = -1
    for start, stop, new in sorted(raw, key=lambda each: each[:2]):
        span = Span(min(start, len(text)), min(max(start, stop), len(text)))
        if span.start > end:
            edits.append(TextEdit(span, new))
            end = span.end
    expected = text
    for edit in reversed(edits):
        expected = expected[: edit.span.start] + edit.text + expected[edit.span.end :]
    assert apply_edits(text, edits) == expected


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(OverlappingEditsError):
        apply_edits("abcdef", [TextEdit(Span(0, 3), "x"), TextEdit(Span(2, 4), "y")])


def test_insertions_at_one_place_keep_their_order() -> None:
    edits = [TextEdit(Span(1, 1), "x"), TextEdit(Span(1, 1), "y")]
    assert apply_edits("ab", edits) == "axyb"


def test_what_is_read_of_a_text_is_read_once_for_each_question() -> None:
    asked = []

    @read_once
    def count(source: SourceText, letter: str) -> int:
        asked.append(letter)
        return source.text.count(letter)

    source = SourceText("abca")
    assert [count(source, each) for each in "aabba"] == [2, 2, 1, 1, 2]
    assert count(SourceText("b"), "a") == 0
    assert asked == ["a", "b", "a"]
