from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from lambda_ls.model.trigger import EventSettings, Queue
from lambda_ls.triggers.catalogue import all_definitions
from lambda_ls.triggers.conform import misfits
from lambda_ls.triggers.contract import contract
from lambda_ls.triggers.encoding import decode
from lambda_ls.triggers.sample import example_of, sample_event

IDS = [each.id for each in all_definitions()]
EVERYTHING = EventSettings(
    method="POST",
    path="/orders/{id}",
    stage="live",
    source_name="Orders",
    prefix="in/",
    suffix=".csv",
    event_names=("s3:ObjectCreated:*",),
)


def made(trigger: str, **settings: Any) -> Any:
    return sample_event(trigger, EventSettings(**settings), "OrdersFunction")


@pytest.mark.parametrize("trigger", IDS)
@pytest.mark.parametrize("settings", [EventSettings(), EVERYTHING, EventSettings(path="/orders")])
def test_an_event_is_what_the_trigger_sends(trigger: str, settings: EventSettings) -> None:
    event = sample_event(trigger, settings, "OrdersFunction")
    assert list(misfits(event, contract(trigger).event)) == []


@pytest.mark.parametrize("trigger", IDS)
def test_an_example_of_each_event_and_response_fits_its_shape(trigger: str) -> None:
    wanted = contract(trigger)
    for shape in filter(None, (wanted.event, wanted.carried, wanted.response)):
        assert list(misfits(example_of(shape), shape)) == []


@pytest.mark.parametrize("trigger", IDS)
def test_the_same_seed_gives_the_same_event(trigger: str) -> None:
    assert sample_event(trigger, seed=7) == sample_event(trigger, seed=7)


def test_another_seed_gives_other_ids_that_agree() -> None:
    first, second = (sample_event("sqs", seed=seed) for seed in (1, 2))
    assert isinstance(first, Mapping) and isinstance(second, Mapping)
    assert first != second
    assert len(json.dumps(first)) == len(json.dumps(second))


def test_a_queue_has_the_name_that_the_template_gives_it() -> None:
    record = made("sqs", source_name="Payments")["Records"][0]
    assert record["eventSourceARN"] == "arn:aws:sqs:us-east-1:123456789012:Payments"


@pytest.mark.parametrize("name", ["Payments", "Payments.fifo"])
def test_a_message_of_a_fifo_queue_has_its_group_and_its_number(name: str) -> None:
    queue = Queue(None, is_fifo=True)
    record = made("sqs", source_name=name, queue=queue)["Records"][0]
    assert record["eventSourceARN"] == "arn:aws:sqs:us-east-1:123456789012:Payments.fifo"
    assert {"MessageGroupId", "MessageDeduplicationId", "SequenceNumber"} < set(
        record["attributes"]
    )


def test_a_message_of_another_queue_has_no_group() -> None:
    record = made("sqs", source_name="Payments", queue=Queue(None))["Records"][0]
    assert "MessageGroupId" not in record["attributes"]


def test_a_stream_has_the_name_of_its_table() -> None:
    arn = made("dynamodb", source_name="Payments")["Records"][0]["eventSourceARN"]
    assert arn.startswith("arn:aws:dynamodb:us-east-1:123456789012:table/Payments/stream/")


def test_an_object_lies_in_the_templates_bucket_and_folder() -> None:
    record = made(
        "s3", source_name="photos", prefix="in box/", suffix=".png",
        event_names=("s3:ObjectRemoved:Delete",),
    )["Records"][0]  # fmt: skip
    assert record["s3"]["bucket"]["name"] == "photos"
    assert record["s3"]["bucket"]["arn"] == "arn:aws:s3:::photos"
    assert record["s3"]["object"]["key"].startswith("in+box/")
    assert record["s3"]["object"]["key"].endswith(".png")
    assert record["eventName"] == "ObjectRemoved:Delete"


@pytest.mark.parametrize("trigger", ["api-gateway-rest", "api-gateway-http-v1"])
def test_a_request_goes_to_the_templates_route(trigger: str) -> None:
    event = made(trigger, method="DELETE", path="/orders/{id}", stage="live")
    assert (event["httpMethod"], event["path"]) == ("DELETE", "/orders/1001")
    assert event["resource"] == "/orders/{id}"
    assert event["pathParameters"] == {"id": "1001"}
    assert event["requestContext"]["stage"] == "live"
    assert made(trigger, method="GET", path="/orders")["pathParameters"] is None


def test_a_request_of_version_2_goes_to_the_templates_route() -> None:
    event = made("api-gateway-http", method="DELETE", path="/orders/{id}")
    assert event["routeKey"] == "DELETE /orders/{id}"
    assert event["requestContext"]["http"]["method"] == "DELETE"
    assert event["requestContext"]["http"]["path"].endswith("/orders/1001")
    assert event["pathParameters"] == {"id": "1001"}
    assert "pathParameters" not in made("api-gateway-http", method="GET", path="/orders")


def test_a_schedule_sends_its_input() -> None:
    assert made("schedule", input='{"job": "nightly"}') == {"job": "nightly"}


def test_an_event_matches_the_rules_pattern() -> None:
    pattern = {
        "source": ["orders"],
        "detail-type": ["Placed"],
        "detail": {"total": [{"numeric": [">", 9]}]},
    }
    event = made("eventbridge", pattern=json.dumps(pattern))
    assert (event["source"], event["detail-type"]) == ("orders", "Placed")
    assert event["detail"]["total"] > 9


def test_a_message_matches_the_filter_criteria() -> None:
    record = made("sqs", filters=('{"body": {"kind": ["order"]}}',))["Records"][0]
    assert json.loads(record["body"])["kind"] == "order"
    stream = made("kinesis", filters=('{"data": {"kind": ["order"]}}',))["Records"][0]
    held = decode(stream["kinesis"]["data"], ("base64", "json"))
    assert isinstance(held, Mapping) and held["kind"] == "order"


def test_a_message_carries_the_events_that_come_through_it() -> None:
    body = json.loads(made("sqs", carries=("sns", "s3"))["Records"][0]["body"])
    assert body["Type"] == "Notification"
    assert "s3" in json.loads(body["Message"])["Records"][0]


def test_the_digest_of_a_changed_message_is_right() -> None:
    record = made("sqs", carries=("eventbridge",))["Records"][0]
    fresh = made("sqs")["Records"][0]
    assert record["md5OfBody"] != fresh["md5OfBody"]
    assert len(record["md5OfBody"]) == 32
