"""The slips that people make when they type a word."""

from __future__ import annotations


def swapped(word: str) -> str:
    """The first two differing neighbours behind the first letter swapped."""
    for at in range(1, len(word) - 1):
        if word[at] != word[at + 1]:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word + "s"


def shortened(word: str) -> str:
    """Without the letter in the middle."""
    at = len(word) // 2
    return word[:at] + word[at + 1 :] if len(word) > 1 else word * 2


def other_case(word: str) -> str:
    """With the first letter in the other case."""
    return word[:1].swapcase() + word[1:]
