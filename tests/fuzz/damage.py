"""Texts as nobody means them: sound ones that were hurt, and some that never were sound."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from hypothesis import strategies as st

_TOKEN = re.compile(r"\w+|[ \t]+|\r\n|.", re.DOTALL)
_MARKS = (
    *("\0", "\ufeff", "\ud800", "\udfff", "\u2028", "\x85", "\x0c", "\x1b[31m", "\u202e"),
    *("é", "👩‍👩‍👧", "\n", "\r\n", "\r", "\t", " ", "    ", "\\", "\\u0000", "\\ud800", "\\x"),
    *("{", "}", "[", "]", "(", ")", "<", ">", "'", '"', "`", '"""', "${", "!Sub ", "!", "&a "),
    *("*a", ":", ": ", "- ", "? ", "|", "|2-", ">", ",", ";", ".", "::", "/", "//", "/*", "*/"),
    *("#", "--- ", "=", "=>", "@", "%", "?.", "...", "**", "<<: ", "~", "null", "true", "NaN"),
    *("Infinity", "0", "-1", "1e999", "9" * 400, "9" * 5_000, "0x" + "f" * 300, "1_000", "08"),
    *("async ", "await ", "yield ", "return ", "def ", "class ", "lambda ", "export ", "function "),
    *("event", "context", "handler", "Fn::Sub", "Fn::Join", "Ref", "Handler", "Resources", "self"),
)
_NESTED = (("[", "]"), ("{", "}"), ("(", ")"), ("{a: ", "}"), ("${", "}"), ('{"Fn::Sub": ', "}"))
_DEPTHS = (1, 10, 100, 1_000, 3_000)

Tokens: TypeAlias = list[str]
Hurt: TypeAlias = Callable[[Tokens, int, int, str], Tokens]
"""What becomes of tokens at a place, for so many of them, with some text."""


def _delete(tokens: Tokens, at: int, count: int, _: str) -> Tokens:
    return tokens[:at] + tokens[at + count :]


def _duplicate(tokens: Tokens, at: int, count: int, _: str) -> Tokens:
    return tokens[: at + count] + tokens[at:]


def _insert(tokens: Tokens, at: int, _: int, text: str) -> Tokens:
    return [*tokens[:at], text, *tokens[at:]]


def _replace(tokens: Tokens, at: int, _: int, text: str) -> Tokens:
    return [*tokens[:at], text, *tokens[at + 1 :]]


def _repeat(tokens: Tokens, at: int, count: int, text: str) -> Tokens:
    return [*tokens[:at], text * count, *tokens[at:]]


def _swap(tokens: Tokens, at: int, count: int, _: str) -> Tokens:
    other = (at + count) % max(1, len(tokens))
    first, second = sorted((at, other))
    if second >= len(tokens) or first == second:
        return tokens
    between = tokens[first + 1 : second]
    return [*tokens[:first], tokens[second], *between, tokens[first], *tokens[second + 1 :]]


def _cut(tokens: Tokens, at: int, _: int, __: str) -> Tokens:
    return tokens[:at]


def _nest(tokens: Tokens, at: int, count: int, _: str) -> Tokens:
    return [*tokens[:at], *_wrap(tokens[at : at + 1], 0, count, ""), *tokens[at + 1 :]]


def _wrap(tokens: Tokens, _: int, count: int, __: str) -> Tokens:
    before, behind = _NESTED[count // len(_DEPTHS) % len(_NESTED)]
    deep = _DEPTHS[count % len(_DEPTHS)]
    return [before * deep, *tokens, behind * deep]


def _end_lines_otherwise(tokens: Tokens, _: int, __: int, text: str) -> Tokens:
    end = "\r" if text == "\r" else "\r\n"
    return [end if token == "\n" else token for token in tokens]


def _indent_with_tabs(tokens: Tokens, at: int, _: int, __: str) -> Tokens:
    return tokens[:at] + ["\t" if token.isspace() else token for token in tokens[at:]]


def _mark_byte_order(tokens: Tokens, _: int, __: int, ___: str) -> Tokens:
    return ["\ufeff", *tokens]


_HURTS: tuple[Hurt, ...] = (
    _insert,
    _replace,
    _delete,
    _duplicate,
    _swap,
    _repeat,
    _cut,
    _nest,
    _wrap,
    _end_lines_otherwise,
    _indent_with_tabs,
    _mark_byte_order,
)
_MOST_HURTS = 6


def damaged(seeds: Sequence[str], others: Sequence[str] = ()) -> st.SearchStrategy[str]:
    """Texts made of the seeds by deleting, doubling, swapping, splicing, nesting and the like.

    What is spliced in comes from `others`, or from the seeds.
    """
    donors = st.sampled_from(others or seeds)
    pieces = st.builds(_piece, donors, st.integers(0, 9_999), st.integers(1, 40))
    hurt = st.tuples(
        st.sampled_from(_HURTS),
        st.integers(0, 9_999),
        st.integers(1, 40),
        st.sampled_from(_MARKS) | pieces | st.text(max_size=4),
    )
    return st.builds(_hurt, st.sampled_from(seeds), st.lists(hurt, max_size=_MOST_HURTS))


def anything(seeds: Sequence[str]) -> st.SearchStrategy[str]:
    """Damaged texts, and now and then some that have nothing to do with a seed."""
    free = st.text(st.characters(codec=None), max_size=80)
    shuffled = st.lists(st.sampled_from(_MARKS) | st.text(max_size=3), max_size=30).map("".join)
    sound = damaged(seeds)
    return st.one_of(sound, sound, sound, free, shuffled)


def _hurt(text: str, hurts: list[tuple[Hurt, int, int, str]]) -> str:
    tokens: Tokens = _TOKEN.findall(text)
    for hurt, at, count, mark in hurts:
        tokens = hurt(tokens, at % (len(tokens) + 1), count, mark)
    return "".join(tokens)


def _piece(text: str, at: int, count: int) -> str:
    tokens = _TOKEN.findall(text)
    at %= len(tokens) + 1
    return "".join(tokens[at : at + count])
