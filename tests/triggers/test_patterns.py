from __future__ import annotations

import pytest
from lambda_ls.aws.data import Json, JsonObject
from lambda_ls.triggers.patterns import matched


@pytest.mark.parametrize(
    ("pattern", "event", "expected"),
    [
        ({"source": ["orders"]}, {"source": "aws.s3"}, {"source": "orders"}),
        ({"source": ["orders", "aws.s3"]}, {"source": "aws.s3"}, {"source": "aws.s3"}),
        ({"detail": {"state": ["DONE"]}}, {}, {"detail": {"state": "DONE"}}),
        (
            {"detail": {"state": ["DONE"]}},
            {"detail": {"id": 1}},
            {"detail": {"id": 1, "state": "DONE"}},
        ),
        ({"name": [{"prefix": "img-"}]}, {"name": "cat"}, {"name": "img-cat"}),
        ({"name": [{"prefix": "img-"}]}, {"name": "img-1"}, {"name": "img-1"}),
        ({"name": [{"suffix": ".png"}]}, {"name": "cat"}, {"name": "cat.png"}),
        ({"name": [{"prefix": {"equals-ignore-case": "a"}}]}, {}, {"name": "aexample"}),
        ({"name": [{"equals-ignore-case": "Alpha"}]}, {}, {"name": "Alpha"}),
        ({"name": [{"wildcard": "a*c"}]}, {}, {"name": "axc"}),
        ({"ip": [{"cidr": "10.0.0.0/24"}]}, {}, {"ip": "10.0.0.0"}),
        ({"n": [{"numeric": ["=", 5]}]}, {}, {"n": 5}),
        ({"n": [{"numeric": [">", 0]}]}, {}, {"n": 1}),
        ({"n": [{"numeric": [">=", 7]}]}, {}, {"n": 7}),
        ({"n": [{"numeric": ["<", 3]}]}, {}, {"n": 2}),
        ({"n": [{"numeric": [">", 0, "<", 1]}]}, {}, {"n": 0.5}),
        ({"n": [{"anything-but": 3}]}, {"n": 3}, {"n": 4}),
        ({"s": [{"anything-but": ["a", "b"]}]}, {"s": "a"}, {"s": "othera"}),
        ({"s": [{"anything-but": ["a"]}]}, {"s": "z"}, {"s": "z"}),
        ({"s": [{"exists": True}]}, {}, {"s": "example"}),
        ({"s": [{"exists": False}]}, {"s": 1, "t": 2}, {"t": 2}),
        ({"s": [None]}, {}, {"s": None}),
        ({"$or": [{"a": [1]}, {"b": [2]}]}, {}, {"a": 1}),
        ({"s": [{"brand-new": 1}]}, {"s": "kept"}, {"s": "kept"}),
    ],
)
def test_an_event_gets_what_a_pattern_asks_for(
    pattern: JsonObject, event: Json, expected: Json
) -> None:
    assert matched(pattern, event) == expected
