from __future__ import annotations

import pytest
from lambda_ls.aws.data import Json, JsonObject
from lambda_ls.triggers.conform import misfits
from lambda_ls.triggers.encoding import encode

from .shapes import person


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"age": None},
        {"age": 3},
        {"tags": {"any": "thing"}},
        {"notes": ["a"]},
        {"more": {"deep": [1]}},
        {"text": encode({"id": 1.5}, ("base64", "json"))},
        {"text": encode({"id": 1}, ("base64", "json"))},
        {"either": "text"},
        {"either": {"x": 1}},
        {"child": {"name": "b", "child": {"name": "c"}}},
    ],
)
def test_a_value_of_the_shape_fits(change: JsonObject) -> None:
    assert list(misfits({"name": "a", **change}, person())) == []


@pytest.mark.parametrize(
    ("value", "pointer", "message"),
    [
        ([], "", "must be object, not array"),
        ({}, "", "`name` is missing"),
        ({"name": None}, "/name", "must be string, not null"),
        ({"name": "a", "nam": 1}, "/nam", "unknown key; did you mean `name`?"),
        ({"name": "a", "zzz": 1}, "/zzz", "unknown key"),
        ({"name": "a", "a/b~c": 1}, "/a~1b~0c", "unknown key"),
        ({"name": "a", "age": True}, "/age", "must be integer or null, not boolean"),
        ({"name": "a", "state": "of"}, "/state", "must be one of `on`, `off`"),
        ({"name": "a", "tags": {"k": 1}}, "/tags/k", "must be string, not integer"),
        ({"name": "a", "notes": ["x", 1]}, "/notes/1", "must be string, not integer"),
        ({"name": "a", "text": "{"}, "/text", "is not base64 data"),
        ({"name": "a", "text": "e3"}, "/text", "is not base64 data"),
        ({"name": "a", "either": {"y": 1}}, "/either", "`x` is missing"),
        ({"name": "a", "child": {}}, "/child", "`name` is missing"),
    ],
)
def test_what_does_not_fit_is_told_where_it_is(value: Json, pointer: str, message: str) -> None:
    found = [(each.pointer, each.message) for each in misfits(value, person())]
    assert (pointer, message) in found
