from __future__ import annotations

import copy
import json

import pytest
from lambda_ls.aws.data import Json
from lambda_ls.aws.json_text import text_of, value_in


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
            assert json.loads(text_of(value, 2)) == value


@pytest.mark.parametrize("text", ["", "{", "x", "9" * 5_000, "\ud800"])
def test_what_is_no_json_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):
        value_in(text)


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_constants_that_only_python_has_are_no_json(constant: str) -> None:
    with pytest.raises(ValueError, match=f"^{constant} is no JSON$"):
        value_in(f"[{constant}]")


@pytest.mark.parametrize(
    "text",
    ["1.10", "-0.0", "1e400", "1E+05", "0.0000001", "12345678901234567890.123456789", "9" * 400],
)
def test_a_number_keeps_its_digits(text: str) -> None:
    value = value_in(f'{{"a": [{text}]}}')
    assert text_of(value) == f'{{"a": [{text}]}}'
    assert text_of(copy.deepcopy(value)) == text_of(value)
    assert value == {"a": [json.loads(text)]}


@pytest.mark.parametrize("indent", [0, 2])
@pytest.mark.parametrize(
    "value",
    [
        *(None, True, False, 0, -1, 1.5, "", '"\\\n\0', "ü\u2028😀", [], {}),
        *([[]], [1, [2, {"a": []}]], {"a": {}, "ü": {"b": [None, {"c": 1}]}}),
    ],
)
def test_a_text_looks_as_python_writes_it(value: Json, indent: int) -> None:
    assert text_of(value, indent) == json.dumps(value, ensure_ascii=False, indent=indent or None)


def test_half_a_pair_of_surrogates_is_escaped() -> None:
    assert text_of({"\ud83d": "ü\udc00"}) == '{"\\ud83d": "ü\\udc00"}'


def test_what_is_too_deep_to_be_written_is_a_value_error() -> None:
    value: Json = 1
    for _ in range(5_000):
        value = [value]
    with pytest.raises(ValueError, match="more than 800 levels"):
        text_of(value)


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
def test_a_number_that_json_has_not_is_a_value_error(number: float) -> None:
    with pytest.raises(ValueError):
        text_of([number])
