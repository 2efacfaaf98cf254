from __future__ import annotations

import random

import pytest
from lambda_ls.text.similar import certainly_meant, distance, nearest


@pytest.mark.parametrize(
    ("word", "candidates", "expected"),
    [
        ("Handlr", ["Handler", "Runtime"], "Handler"),
        ("Runtme", ["Handler", "Runtime"], "Runtime"),
        ("gett", ["get", "put", "any"], "get"),
        ("handler", ["Handler", "handle"], "Handler"),
        ("hanlder", ["handler", "holder"], "handler"),
        ("lambda_handler", ["handler", "main"], None),
        ("x", ["y"], None),
        ("", ["a"], None),
        ("Handler", ["Handler"], None),
        ("Timeout", [], None),
        ("order", ["ordes", "orders"], "orders"),
    ],
)
def test_the_name_that_was_meant(word: str, candidates: list[str], expected: str | None) -> None:
    assert nearest(word, candidates) == expected


def test_the_order_of_the_candidates_does_not_matter() -> None:
    candidates = ["item_c", "item_a", "item_b", "Item_x"]
    answers = set()
    for seed in range(20):
        random.Random(seed).shuffle(candidates)
        answers.add(nearest("item_x", candidates))
        answers.add(nearest("item_z", candidates))
    assert answers == {"Item_x", "item_a"}


def test_very_long_words_are_not_compared() -> None:
    assert nearest("a" * 100_000, ["a" * 99_999]) is None


@pytest.mark.parametrize(
    ("word", "other", "expected"),
    [
        ("", "", 0),
        ("abc", "abc", 0),
        ("abc", "acb", 1),
        ("abc", "abcd", 1),
        ("abc", "ab", 1),
        ("abc", "xbc", 1),
        ("kitten", "sitting", 3),
    ],
)
def test_distance_counts_letters_that_differ(word: str, other: str, expected: int) -> None:
    assert distance(word, other, 10) == expected
    assert distance(word, other, expected - 1) is None


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Handlr", "Handler"),
        ("handler", "Handler"),
        ("Hndlr", None),
        ("Ro", None),
        ("Roel", "Role"),
    ],
)
def test_a_name_is_certainly_meant_when_few_letters_differ(word: str, expected: str | None) -> None:
    assert certainly_meant(word, ["Handler", "Role", "Runtime"]) == expected
