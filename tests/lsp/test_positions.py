from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lambda_ls.lsp.positions import Encoding, Positions, chosen_encoding
from lambda_ls.text.source import SourceText
from lambda_ls.text.span import Span
from lsprotocol import types

ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")
WIDTHS = {"utf-8": (1, 2, 3, 4), "utf-16": (1, 1, 1, 2), "utf-32": (1, 1, 1, 1)}
TEXTS = st.text(alphabet=st.sampled_from("a é€🚀\t\f\x0b\x85\u2028\u2029\r\n"), max_size=40)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_columns_count_the_units_of_the_encoding(encoding: Encoding) -> None:
    source = SourceText("x: 1\naé€🚀b\n")
    columns, expected = [], 0
    for width in (0, *WIDTHS[encoding]):
        expected += width
        columns.append(expected)
    positions = Positions(encoding)
    for offset, column in enumerate(columns, start=5):
        position = types.Position(line=1, character=column)
        assert positions.position(source, offset) == position
        assert positions.offset(source, position) == offset


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("character", ["\f", "\x0b", "\x1c", "\x85", "\u2028", "\u2029"])
def test_only_the_line_ends_of_the_protocol_end_a_line(encoding: Encoding, character: str) -> None:
    source = SourceText(f"a{character}b\r\nc\rd\ne")
    positions = Positions(encoding)
    lines = [positions.position(source, source.text.index(letter)).line for letter in "abcde"]
    assert lines == [0, 0, 1, 2, 3]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    ("line", "character", "offset"),
    [(0, 99, 2), (1, 99, 6), (1, 3, 6), (2, 0, 8), (2, 7, 8), (3, 0, 8), (999, 999, 8)],
)
def test_past_the_end_means_the_end(
    encoding: Encoding, line: int, character: int, offset: int
) -> None:
    source = SourceText("ab\r\ncd\r\n")
    assert Positions(encoding).offset(source, types.Position(line, character)) == offset


@pytest.mark.parametrize(("encoding", "units"), [("utf-8", (1, 2, 3)), ("utf-16", (1,))])
def test_within_a_character_means_its_start(encoding: Encoding, units: tuple[int, ...]) -> None:
    source = SourceText("🚀x")
    offsets = {Positions(encoding).offset(source, types.Position(0, unit)) for unit in units}
    assert offsets == {0}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_half_a_character_that_an_editor_sends_is_counted_as_one(encoding: Encoding) -> None:
    source = SourceText("\ud83d-x")
    positions = Positions(encoding)
    assert positions.offset(source, positions.position(source, 2)) == 2


def test_an_inverted_range_is_empty() -> None:
    range_ = types.Range(types.Position(0, 3), types.Position(0, 1))
    assert Positions("utf-16").span(SourceText("abcdef"), range_) == Span(3, 3)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS)
def test_every_offset_outside_a_line_end_survives_the_way_there_and_back(
    encoding: Encoding, text: str
) -> None:
    source = SourceText(text)
    positions = Positions(encoding)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":
            assert positions.offset(source, positions.position(source, offset)) == offset


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        ((), "utf-16"),
        (("utf-16",), "utf-16"),
        (("utf-8", "utf-16"), "utf-8"),
        (("utf-32", "utf-8"), "utf-32"),
        (("ebcdic", "utf-8"), "utf-8"),
        (("ebcdic",), "utf-16"),
    ],
)
def test_the_first_known_encoding_of_the_client_is_chosen(
    offered: tuple[str, ...], chosen: str
) -> None:
    assert chosen_encoding(offered) == chosen
