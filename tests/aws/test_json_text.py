from __future__ import annotations

import json

import pytest
from lambda_ls.aws.data import Json
from lambda_ls.aws.json_text import value_in


@pytest.mark.parametrize("value", [None, 1, "ü", [], {"a": [1, {"b": "x"}]}, [[]] * 2_000])
def test_a_value_is_what_its_text_says(value: Json) -> None:
    assert value_in(json.dumps(value)) == value


@pytest.mark.parametrize("before", ["[", '{"a":', '[{"a":'])
def test_what_is_read_can_be_written_again(before: str) -> None:
    behind = {"[": "]", '{"a":': "}", '[{"a":': "}]"}[before]
    for depth in (390, 800, 801, 990, 5_000, 100_000):
        text = before * depth + "1" + behind * depth
        try:
            value = value_in(text)
        except ValueError as error:
            assert str(error) == "it is nested in more than 800 levels"
            assert depth > 390
        else:
            assert json.loads(json.dumps(value, indent=2)) == value


@pytest.mark.parametrize("text", ["", "{", "x", "9" * 5_000, "\ud800"])
def test_what_is_no_json_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):
        value_in(text)


def test_constants_that_json_has_not_are_given_away() -> None:
    assert value_in("[NaN, -Infinity]", str) == ["NaN", "-Infinity"]
