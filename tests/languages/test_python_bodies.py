"""What the functions of a Python file give, as far as the file tells."""

from __future__ import annotations

import pytest
from lambda_ls.languages.python.bodies import PythonBodies
from lambda_ls.model.body import Returned, Way
from lambda_ls.model.term import (
    OPAQUE,
    Called,
    Choice,
    Constant,
    Encoded,
    Failure,
    Imported,
    Items,
    Local,
    Member,
    Parameter,
    Record,
    Refused,
    Term,
    Typed,
)
from lambda_ls.text.source import SourceText

from tests.effort import at_most

HEAD = """\
import asyncio
import json
import uuid
from datetime import datetime

from lib.answers import respond

HEADERS = {"a": "b"}
STATUS = 404


class Order:
    pass


class NotFound(Exception):
    pass


def helper(status, body=None):
    return {"statusCode": status}


"""


def returned(body: str) -> tuple[Returned, ...]:
    """The results of a handler with this body."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    source = SourceText(f"{HEAD}def handler(event, context):\n{lines}")
    entry = PythonBodies(source, "/app.py").entry("handler")
    assert entry is not None
    assert entry.returned is not None
    return entry.returned


def shown(term: Term) -> object:
    """A term without its spots."""
    if isinstance(term, Constant):
        return term.value
    if isinstance(term, Record):
        found = {each.key: shown(each.value) for each in term.entries}
        return (found, ...) if term.is_open else found
    if isinstance(term, Items):
        items = [shown(each) for each in term.items]
        return (items, ...) if term.is_open else items
    if isinstance(term, Typed):
        return f"<{term.type}>"
    if isinstance(term, Encoded):
        return f"json {shown(term.of)}"
    if isinstance(term, Refused | Failure):
        return f"{type(term).__name__} {term.name}"
    if isinstance(term, Choice):
        return {"one of": [shown(each) for each in term.options]}
    if isinstance(term, Parameter):
        return f"parameter {term.name}"
    if isinstance(term, Member):
        return f"{shown(term.of)}.{term.step}"
    if isinstance(term, Called):
        where = term.function.callee if isinstance(term.function, Imported) else "here"
        return f"call {where} {[shown(each) for each in term.positional]}"
    return "?"


VALUES = [
    ('return {"a": 1, "b": "x", "c": None}', {"a": 1, "b": "x", "c": None}),
    ('return {**HEADERS, "c": True}', {"a": "b", "c": True}),
    ('return {**event, "c": True}', ({"c": True}, ...)),
    ("return {event: 1}", ({}, ...)),
    ("return [1, *event]", ([1], ...)),
    ('return f"{event}"', "<string>"),
    ('return "a" + str(event)', "<string>"),
    ('return "%s" % event', "<string>"),
    ("return b'raw'", "?"),
    ("return 1 < 2", "<boolean>"),
    ("return {1, 2}", "Refused set"),
    ("return datetime.now()", "Refused datetime"),
    ("return datetime.now().isoformat()", "<string>"),
    ("return str(uuid.uuid4())", "<string>"),
    ("return Order()", "Refused Order"),
    ('return NotFound("x")', "Failure NotFound"),
    ("return json.dumps(event)", "json parameter event"),
    ("return STATUS", 404),
    ("return respond(400, STATUS)", "call respond [400, 404]"),
    ("return helper(1)", "call here [1]"),
    ("return asyncio.run(helper(2))", "call here [2]"),
    ("return 1 if event else 'x'", {"one of": [1, "x"]}),
    ("return event['a'] or unknown()", "?"),
    ("return unknown(event)", "?"),
    ("return lambda: 1", "Refused function"),
    ("a = {'x': 1}\na['y'] = 2\nreturn a", {"x": 1, "y": 2}),
    ("a = {'x': 1}\nif event:\n    a['x'] = 2\nreturn a", {"x": {"one of": [1, 2]}}),
    ("a = {'x': 1}\na.update(event)\nreturn a", "?"),
    ("a = {'x': 1}\nchange(a)\nreturn a", "?"),
    ("a = {'x': 1}\nprint(a)\nlogger.info(a)\nreturn a", {"x": 1}),
    ("a = [1]\na.append(event)\na.append(2)\nreturn a", ([1, "parameter event", 2], ...)),
    ("a = []\na.append(2)\na = str(a)\nreturn a", {"one of": [([], ...), "<string>"]}),
    ("a = []\nif event:\n    return a\na.append(2)\nreturn 1", ([], ...)),
    ("a = []\na.append(2)\nif a:\n    print(1)\nreturn a", ([], ...)),
    ("a = []\ndef add():\n    a.append(2)\nreturn a", ([], ...)),
    ("a = [1]\na.append(*event)\na.extend(event)\nreturn a", ([1], ...)),
    ("a = [1]\na.append(a)\nreturn a", "?"),
    ("a = 1\na = 'x'\nreturn a", {"one of": [1, "x"]}),
    ("a = 1\na += 1\nreturn a", "?"),
    ("for a in event:\n    pass\nreturn a", "?"),
    ("return a\na = a", "?"),
]


@pytest.mark.parametrize(("body", "expected"), VALUES, ids=[body for body, _ in VALUES])
def test_a_value_is_what_the_text_says(body: str, expected: object) -> None:
    assert shown(returned(body)[0].value) == expected


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("return 1", 0),
        ("raise ValueError", 0),
        ("pass", 1),
        ("if event:\n    return 1", 1),
        ("if event:\n    return 1\nelse:\n    raise ValueError", 0),
        ("try:\n    return 1\nexcept ValueError:\n    pass", 1),
        ("try:\n    return 1\nexcept ValueError:\n    raise", 0),
        ("try:\n    pass\nfinally:\n    return 1", 0),
        ("while True:\n    pass", 0),
        ("while True:\n    break", 1),
        ("with open('a') as f:\n    return 1", 0),
        ("match event:\n    case 1:\n        return 1", 1),
        ("match event:\n    case 1:\n        return 1\n    case _:\n        return 2", 0),
        ("match event:\n    case 1:\n        return 1\n    case a:\n        return 2", 0),
        ("match event:\n    case 1:\n        return 1\n    case _ as a:\n        return 2", 0),
        ("match event:\n    case 1:\n        return 1\n    case (a):\n        return 2", 0),
        ("match event:\n    case 1:\n        return 1\n    case (_ as a):\n        return 2", 0),
        ("match event:\n    case 1:\n        return 1\n    case 2 | _:\n        return 2", 0),
        ("match event:\n    case 1:\n        return 1\n    case object():\n        return 2", 0),
        ("match event:\n    case 1:\n        return 1\n    case (a,):\n        return 2", 1),
        ("match event:\n    case 1:\n        return 1\n    case a,:\n        return 2", 1),
        ("match event:\n    case 1:\n        return 1\n    case A.b:\n        return 2", 1),
        ("match event:\n    case 1:\n        return 1\n    case None:\n        return 2", 1),
        ("match event:\n    case 1:\n        return 1\n    case dict():\n        return 2", 1),
        ("match event:\n    case 1:\n        return 1\n    case a if a:\n        return 2", 1),
        ("while (True):\n    pass", 0),
        ("import itertools\nfor n in itertools.count():\n    pass", 0),
        ("from itertools import cycle\nfor n in cycle(event):\n    pass", 0),
        ("for n in event.count():\n    pass", 1),
        ("for n in (1, 2):\n    try:\n        return n\n    except ValueError:\n        raise", 0),
        ("for n in (1, 2):\n    try:\n        return n\n    except ValueError:\n        pass", 1),
        (
            "for n in event:\n    if n:\n        return n\n    if event:\n        break\n    raise",
            1,
        ),
        ("assert False, 'not here'", 0),
        ("assert (0)", 0),
        ("assert event", 1),
        ("from typing import assert_never\nassert_never(event)", 0),
        ("import sys\nsys.exit(1)", 0),
        ("with suppress(ValueError):\n    return 1", 1),
    ],
)
def test_the_end_counts_only_where_it_can_be_reached(body: str, count: int) -> None:
    assert sum(each.way is Way.END for each in returned(body)) == count


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("with suppress(ValueError):\n    return 1", [1, 2]),
        ("with open('a') as f:\n    return 1", [1, "?"]),
        ("with open('a') as f:\n    pass", [2]),
        ("while True:\n    for n in event:\n        pass\n    else:\n        break", [2]),
        ("while True:\n    for n in event:\n        break", []),
        ("for n in event:\n    if n:\n        return 1\n    raise ValueError", [1, 2]),
        ("raise ValueError", []),
    ],
)
def test_what_is_returned_at_the_end_counts_unless_nothing_comes_there(
    before: str, expected: list[object]
) -> None:
    assert [shown(each.value) for each in returned(f"{before}\nreturn 2")] == expected


def test_what_is_never_reached_is_no_result() -> None:
    found = returned("if event:\n    raise ValueError\n    return 1\nreturn 2")
    assert [shown(each.value) for each in found] == [2]


def test_a_result_knows_the_error_that_was_caught() -> None:
    found = returned("try:\n    pass\nexcept ValueError as e:\n    return str(e)\nreturn 1")
    caught = found[0].caught
    assert caught is not None
    assert (caught.name, caught.is_given) == ("e", True)
    assert found[1].caught is None


@pytest.mark.parametrize(
    "source",
    [
        "def handler(event, context):\n    yield 1\n",
        "@unknown\ndef handler(event, context):\n    return 1\n",
        "handler = unknown(lambda event, context: 1)\n",
        "def handler(event, context):\n    return (\n",
    ],
)
def test_nothing_is_said_of_what_may_give_something_else(source: str) -> None:
    entry = PythonBodies(SourceText(source), "/app.py").entry("handler")
    assert entry is None or entry.returned is None


def test_calls_are_those_of_the_function_itself() -> None:
    source = SourceText(
        f"{HEAD}def handler(event, context):\n"
        "    def inner():\n        helper(1)\n"
        "    list(map(lambda x: helper(x), event))\n    respond(2)\n    inner()\n"
    )
    entry = PythonBodies(source, "/app.py").entry("handler")
    assert entry is not None
    kinds = [each.function for each in entry.calls]
    assert [isinstance(each, Local) for each in kinds] == [True, False, True]


def test_an_unknown_expression_is_opaque() -> None:
    assert returned("return event.a.b")[0].value == OPAQUE


def test_names_that_hold_each_other_are_followed_once() -> None:
    kept = "".join(f"    x{n + 1} = [x{n}]\n    x{n + 1} = (x{n}, 1)\n" for n in range(22))
    source = SourceText(f"def handler(event, context):\n    x0 = {{'a': 1}}\n{kept}    return x0\n")
    with at_most(200_000):
        entry = PythonBodies(source, "app.py").entry("handler")
        assert entry is not None and entry.returned is not None
        assert shown(entry.returned[0].value) == {"a": 1}
