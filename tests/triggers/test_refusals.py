"""What triggers refuse of a value that a handler gives back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from lambda_ls.aws.data import Json
from lambda_ls.model.term import (
    OPAQUE,
    Choice,
    Constant,
    Encoded,
    Entry,
    Items,
    Record,
    Spot,
    Term,
    Typed,
)
from lambda_ls.text.span import Span
from lambda_ls.triggers.catalogue import all_definitions
from lambda_ls.triggers.contract import Sample, contract
from lambda_ls.triggers.refusals import (
    MissingKeys,
    Refusal,
    UnlistedKey,
    WrongType,
    WrongValue,
    refusals,
)

HERE = Spot("/app.py", Span(0, 1))


def term(value: Json) -> Term:
    """The term of a value that is written out."""
    if isinstance(value, Mapping):
        entries = tuple(Entry(key, term(each), HERE) for key, each in value.items())
        return Record(entries, HERE)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return Items(tuple(map(term, value)), HERE)
    return Constant(value, HERE)


def record(*, is_open: bool = False, **entries: Term) -> Record:
    """An object with these entries."""
    found = tuple(Entry(key, value, HERE) for key, value in entries.items())
    return Record(found, HERE, is_open)


def refused(value: Term, trigger: str = "api-gateway-rest") -> list[Refusal]:
    """What a trigger refuses of a value."""
    response = contract(trigger).response
    assert response is not None
    return list(refusals(value, response))


ACCEPTED = [
    (each.id, sample)
    for each in all_definitions()
    for sample in contract(each.id).samples
    if sample.response is not None
]


@pytest.mark.parametrize(("trigger", "sample"), ACCEPTED, ids=[each for each, _ in ACCEPTED])
def test_no_response_is_refused_that_a_service_takes(trigger: str, sample: Sample) -> None:
    assert refused(term(sample.response), trigger) == []


def test_most_triggers_with_a_response_have_a_sample_of_one() -> None:
    assert len({trigger for trigger, _ in ACCEPTED}) > 20


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (record(body=record()), WrongType(("body",), "object", ("null", "string"), HERE)),
        (
            record(body=Constant(True, HERE)),
            WrongType(("body",), "boolean", ("null", "string"), HERE),
        ),
        (Constant(None, HERE), WrongType((), "null", ("object",), HERE)),
        (
            record(message=OPAQUE),
            UnlistedKey(
                (),
                "message",
                ("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded"),
                HERE,
            ),
        ),
    ],
)
def test_a_rest_api_refuses(value: Term, expected: Refusal) -> None:
    assert refused(value) == [expected]


@pytest.mark.parametrize(
    "value",
    [
        OPAQUE,
        record(body=OPAQUE),
        record(body=Encoded(record(), HERE)),
        record(body=Typed("string", HERE)),
        record(statusCode=Typed("number", HERE)),
        record(is_open=True),
        Record((Entry("body", record(), HERE, is_optional=True),), HERE),
        record(body=Choice((record(), Typed("string", HERE)), HERE)),
        Choice((OPAQUE, Constant(None, HERE)), HERE),
    ],
)
def test_nothing_is_refused_that_may_be_right(value: Term) -> None:
    assert refused(value) == []


def test_a_choice_is_refused_where_each_of_its_values_is() -> None:
    assert len(refused(Choice((Constant(None, HERE), Constant("x", HERE)), HERE))) == 1


def test_missing_keys_are_told_together_unless_there_can_be_more() -> None:
    assert refused(record(), "api-authorizer-token") == [
        MissingKeys((), ("principalId", "policyDocument"), HERE)
    ]
    assert refused(record(is_open=True), "api-authorizer-token") == []


def test_a_word_is_refused_that_the_service_does_not_know() -> None:
    value = term({"records": [{"recordId": "1", "result": "ok", "data": "e30="}]})
    assert refused(value, "firehose") == [
        WrongValue(("records", "[]", "result"), "ok", ("Ok",), HERE)
    ]
