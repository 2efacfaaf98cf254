from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lambda_ls.text.words import Words

WORDS = Words("exit", "_exit", "a.b")


@pytest.mark.parametrize("text", ["exit", "x = exit()", "os._exit(1)", "(a.b)"])
def test_words_that_stand_alone_are_found(text: str) -> None:
    assert WORDS.are_in(text)


@pytest.mark.parametrize("text", ["", "exits", "my_exits", "aXb", "exit_"])
def test_parts_of_longer_words_are_not(text: str) -> None:
    assert not WORDS.are_in(text)


@given(st.text("ab_. \n"))
def test_the_places_are_those_of_a_pattern(text: str) -> None:
    spans = [match.span() for match in Words("a", "b_", "a.b").finditer(text)]
    pattern = re.compile(r"\b(?:a|b_|a\.b)\b")
    assert spans == [match.span() for match in pattern.finditer(text)]
