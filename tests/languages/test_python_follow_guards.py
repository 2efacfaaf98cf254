from __future__ import annotations

import pytest
from lambda_ls.model.flow import Lack

from tests.languages.python_flow import flow, inside, shown

NULL, ABSENT = Lack.NULL, Lack.ABSENT


def provided(body: str) -> frozenset[Lack]:
    """What is provided for of `a` where `b` is taken from it."""
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    found = flow(f"from contextlib import suppress\ndef handler(event, context):\n{lines}\n")
    return next(each.owner.provided for each in found.accesses if shown(each.owner) == "a")


@pytest.mark.parametrize(
    "body",
    ["event['a']['b']", "event.get('a')['b']", "event.get('a', None)['b']", "event['a'].get('b')"],
)
def test_nothing_is_provided_for_without_a_guard(body: str) -> None:
    assert provided(body) == frozenset()


@pytest.mark.parametrize(
    "body",
    [
        "(event.get('a') or {})['b']",
        "d = event['a'] or {}\nd['b']",
        "if event['a']: event['a']['b']",
        "if not event.get('a'): return\nevent['a']['b']",
        "event['a']['b'] if event['a'] else 0",
        "event['a']['b'] if event['a'] is not None else 0",
        "event['a'] and event['a']['b']",
        "assert event['a']\nevent['a']['b']",
        "while event['a']: event['a']['b']",
        "[event['a']['b'] for x in y if event['a']]",
        "d = event.get('a')\nif d and x: d['b']",
        "if None == event['a']: return\nevent['a']['b']",
        "if isinstance(event['a'], dict): event['a']['b']",
        "x = bool(event.get('a'))\nevent['a']['b']",
        "if x:\n    return event['a']['b']\ndef inner():\n    if event['a']: pass",
        "try:\n    event['a']['b']\nexcept KeyError:\n    pass",
        "try:\n    event['a']['b']\nexcept (Error, TypeError) as e:\n    pass",
        "try:\n    event['a']['b']\nexcept:\n    pass\nrun()",
        "try:\n    event['a']['b']\nexcept Exception:\n    run(event)\n    raise",
        "try:\n    event['a']['b']\nexcept (Exception, KeyError):\n    raise",
        "try:\n    event['a']['b']\nexcept TypeError:\n    raise\nexcept Exception:\n    raise",
        "for x in y:\n    try:\n        event['a']['b']\n    except Exception:\n        pass",
        "def inner():\n    try:\n        event['a']['b']\n    except:\n        return 1\ninner()",
        "with suppress(KeyError): event['a']['b']",
        "match event['a']:\n    case None: pass\nevent['a']['b']",
    ],
)
def test_a_test_a_default_and_a_try_provide_for_both(body: str) -> None:
    assert provided(body) == {NULL, ABSENT}


@pytest.mark.parametrize(
    "body",
    [
        "event.get('a', {})['b']",
        "'a' in event and event['a']['b']",
        "if 'a' not in event: return\nevent['a']['b']",
        "if 'a' in event.keys(): event['a']['b']",
        "for key in ('a', 'c'):\n    if key not in event: return\nevent['a']['b']",
    ],
)
def test_a_default_of_get_and_a_look_for_the_key_provide_for_its_absence(body: str) -> None:
    assert provided(body) == {ABSENT}


@pytest.mark.parametrize(
    "body",
    [
        "try:\n    event['a']['b']\nexcept ValueError:\n    pass",
        "try:\n    pass\nexcept KeyError:\n    event['a']['b']",
        "try:\n    pass\nexcept KeyError:\n    pass\nelse:\n    event['a']['b']",
        "try:\n    event['a']['b']\nfinally:\n    pass",
        "with suppress(ValueError): event['a']['b']",
        "with open('x'): event['a']['b']",
        "if event['c']: event['a']['b']",
        "if event['x']['a']: event['a']['b']",
        "if event['a'] == 1: event['a']['b']",
    ],
)
def test_other_conditions_and_handlers_provide_for_nothing(body: str) -> None:
    assert provided(body) == frozenset()


def test_a_try_counts_for_the_functions_that_are_called_in_it() -> None:
    code = (
        "def handler(event, context):\n    try:\n        return run(event)\n"
        "    except KeyError:\n        return None\n"
        "def run(e):\n    return e['a']['b']\n"
    )
    found = flow(code).accesses
    assert [(each.key, each.is_optional) for each in found] == [("a", True), ("b", True)]
    assert found[1].owner.provided == {NULL, ABSENT}


ANSWER = "return {'statusCode': 500, 'body': str(error)}"


@pytest.mark.parametrize(
    "body",
    [
        f"try:\n    return event['a']['b']\nexcept Exception as error:\n    {ANSWER}",
        "try:\n    x = event['a']['b']\nexcept:\n    log.error('no', exc_info=1)\n    raise\nf(x)",
        "try:\n    if x:\n        event['a']['b']\nexcept Exception as e:\n    raise AnError(e)",
        "try:\n    event['a']['b']\nexcept OSError:\n    run()\nexcept:\n    raise",
    ],
)
def test_a_try_that_only_says_that_the_handler_failed_provides_for_nothing(body: str) -> None:
    assert {told.partition(": ")[2] for told in inside(body)} == {"a caught", "a.b caught"}
    assert provided(body) == frozenset()


@pytest.mark.parametrize(
    "rescue",
    [
        "return fallback()",
        "return self.second()",
        "return {'statusCode': 200, 'body': 'none'}",
        "return {'statusCode': 500, 'body': CURRENT['b']}",
        "return {'statusCode': 200, 'body': {'statusCode': 500}}",
        "return {'statusCode': 400, 'body': json.dumps(kept)}",
        "if isinstance(error, KeyError):\n        return 1\n    raise",
        "raise error if isinstance(error, OSError) else OwnError()",
        "print('the other version')",
        "raise\nfinally:\n    return 1",
    ],
)
def test_a_try_that_can_come_to_the_event_in_another_way_may_provide_for_a_key(rescue: str) -> None:
    body = f"try:\n    event['a']['b']\nexcept Exception as error:\n    {rescue}"
    assert provided(body) == {NULL, ABSENT}


def test_what_ends_a_helper_may_provide_for_a_key_that_is_missing() -> None:
    code = (
        "def handler(event, context):\n    return run(event)\n"
        "def run(e):\n    try:\n        return e['a']\n    except Exception:\n        raise\n"
    )
    assert [each.is_optional for each in flow(code).accesses] == [True]


def test_a_key_that_the_code_looks_for_is_optional() -> None:
    assert inside("if 'a' in event: event['a']") == ["1: a test optional", "1: a optional"]
    assert inside("hasattr(context, 'x') and context.x") == [
        "1: context.x test optional",
        "1: context.x attribute optional",
    ]
    assert inside("if event['a']: pass\nevent['a']") == ["1: a optional", "2: a optional"]
    assert inside("getattr(context, 'x', None); context.y") == [
        "1: context.x test optional",
        "1: context.y attribute",
    ]
    assert inside("getattr(context, 'x')") == ["1: context.x attribute"]


def test_looking_for_a_key_in_another_object_does_not_count() -> None:
    assert inside("if 'a' in event['b']: event['a']") == ["1: b.a test optional", "1: b", "1: a"]
