"""The quotes that fixes write."""

from __future__ import annotations

import pytest
from lambda_ls.languages.quotes import usual_quote


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ('x = "a"', '"'),
        ("x = 'a'", "'"),
        ("x = f'a'", "'"),
        ("x = 1", '"'),
        ("# It isn't what you'd think, don't ask.\nx = \"a\"", '"'),
        ('"""What it does."""\nx = \'a\'', "'"),
    ],
)
def test_the_usual_quote_is_that_of_the_strings(text: str, quote: str) -> None:
    assert usual_quote(text) == quote
