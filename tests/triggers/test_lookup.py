from __future__ import annotations

import pytest
from lambda_ls.model.flow import Key, Lack, Path, Root, Step, Value
from lambda_ls.model.trigger import NO_SETTINGS, EventSettings
from lambda_ls.triggers.lookup import Found, NoSuchKey, keys_of, look_up, route_parameters

_STEPS = {"[]": Step.ITEM, "*": Step.VALUE, "json": Step.JSON, "base64": Step.BASE64}


def path(text: str) -> Path:
    """`Records [] body json` as a path."""
    return tuple(_STEPS.get(word) or Key(word) for word in text.split())


def found(
    trigger: str, text: str, settings: EventSettings = NO_SETTINGS, data_class: str | None = None
) -> Found | NoSuchKey | None:
    return look_up(trigger, settings, Value(Root.EVENT, path(text), data_class=data_class))


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("", "A batch of messages"),
        ("Records", "The messages"),
        ("Records []", "One message"),
        ("Records [] body", "The text of the message"),
        ("Records [] attributes SenderId", "The IAM user"),
        ("Records [] messageAttributes anything", "One attribute of the sender"),
        ("Records [] messageAttributes * stringValue", "The value of"),
    ],
)
def test_a_path_leads_to_what_the_trigger_sends(text: str, description: str) -> None:
    there = found("sqs", text)
    assert isinstance(there, Found)
    assert there.shape.description.startswith(description)


@pytest.mark.parametrize("text", ["Record", "Records [] Body", "Records [] attributes senderId"])
def test_a_key_that_is_never_sent_is_told(text: str) -> None:
    there = found("sqs", text)
    assert isinstance(there, NoSuchKey)
    assert there.key == text.split()[-1]


@pytest.mark.parametrize(
    "text",
    [
        "Records length",
        "Records [] body length",
        "Records [] body json",
        "Records [] body json anything",
        "Record below",
        "Records [] []",
        "Records *",
        "Records [] body base64",
    ],
)
def test_what_is_the_users_or_does_not_fit_is_not_known(text: str) -> None:
    assert found("sqs", text) is None


def test_what_can_be_missing_is_told() -> None:
    always = found("sqs", "Records [] body")
    at_times = found("sqs", "Records [] attributes MessageGroupId")
    own = found("sqs", "Records [] messageAttributes mine")
    assert isinstance(always, Found) and always.lacks == frozenset()
    assert isinstance(at_times, Found) and at_times.lacks == {Lack.ABSENT}
    assert isinstance(own, Found) and own.lacks == {Lack.ABSENT}


def test_keys_come_in_the_order_of_the_documentation() -> None:
    keys = [each.key for each in keys_of("sqs", NO_SETTINGS, Value(Root.EVENT, path("Records []")))]
    assert keys[:3] == ["messageId", "receiptHandle", "body"]
    assert keys_of("sqs", NO_SETTINGS, Value(Root.EVENT, path("Records [] body"))) == ()


def test_the_attributes_of_a_data_class_are_the_keys_in_another_spelling() -> None:
    there = found("sqs", "records [] message_id", data_class="SQSEvent")
    assert isinstance(there, Found) and there.key == "messageId"
    # A data class has helpers of its own.
    assert found("sqs", "records [] json_body", data_class="SQSEvent") is None


@pytest.mark.parametrize(
    ("carries", "text", "key"),
    [
        (("sns",), "Records [] body json Message", "Message"),
        (("s3",), "Records [] body json Records [] s3 bucket name", "name"),
        (("sns", "s3"), "Records [] body json Message json Records [] s3 object key", "key"),
        (("eventbridge",), "Records [] body json detail-type", "detail-type"),
    ],
)
def test_a_message_holds_the_event_that_the_template_sends_through_it(
    carries: tuple[str, ...], text: str, key: str
) -> None:
    there = found("sqs", text, EventSettings(carries=carries))
    assert isinstance(there, Found) and there.key == key


def test_the_route_decides_which_path_parameters_there_are() -> None:
    route = EventSettings(path="/orders/{orderId}/items/{proxy+}")
    for name in ("orderId", "proxy"):
        there = found("api-gateway-http", f"pathParameters {name}", route)
        assert isinstance(there, Found) and there.lacks == frozenset()
    assert isinstance(found("api-gateway-http", "pathParameters id", route), NoSuchKey)
    unknown = found("api-gateway-http", "pathParameters id")
    assert isinstance(unknown, Found)


def test_path_parameters_are_there_if_the_route_has_some() -> None:
    without = found("api-gateway-rest", "pathParameters", EventSettings(path="/orders"))
    with_one = found("api-gateway-rest", "pathParameters", EventSettings(path="/orders/{id}"))
    assert isinstance(without, Found) and Lack.NULL in without.lacks
    assert isinstance(with_one, Found) and with_one.lacks == frozenset()


@pytest.mark.parametrize(
    ("route", "names"),
    [("/orders", ()), ("/a/{x}/{y}", ("x", "y")), ("/{proxy+}", ("proxy",)), ("$default", ())],
)
def test_the_parameters_of_a_route_are_in_braces(route: str, names: tuple[str, ...]) -> None:
    assert route_parameters(route) == names
