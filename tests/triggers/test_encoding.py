from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lambda_ls.triggers.encoding import decode, encode

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES, st.sampled_from([("json",), ("base64", "json"), ("base64", "gzip", "json")]))
def test_a_value_comes_back_from_its_encoding(value: object, encoding: tuple[str, ...]) -> None:
    assert decode(encode(value, encoding), encoding) == value  # type: ignore[arg-type]


@given(st.text())
def test_a_text_comes_back_from_a_url(text: str) -> None:
    assert decode(encode(text, ("url",)), ("url",)) == text


@pytest.mark.parametrize(
    ("text", "encoding", "message"),
    [
        ("{", ("json",), "is not a JSON text"),
        ("%", ("base64",), "is not base64 data"),
        ("aGk=", ("base64", "gzip"), "is not gzip data"),
        ("/w==", ("base64",), "is not text in UTF-8"),
    ],
)
def test_what_is_not_encoded_so_is_told(text: str, encoding: tuple[str, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        decode(text, encoding)
