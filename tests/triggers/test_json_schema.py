"""Events as JSON Schema, by which editors complete and validate saved events."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from jsonschema import Draft7Validator
from lambda_ls.triggers.catalogue import all_definitions
from lambda_ls.triggers.contract import contract
from lambda_ls.triggers.json_schema import distinction, json_schema

IDS = [each.id for each in all_definitions()]


def validator(trigger: str) -> Draft7Validator:
    return Draft7Validator(json_schema(contract(trigger).event))


def sample(trigger: str) -> Any:
    return copy.deepcopy(contract(trigger).samples[0].event)


@pytest.mark.parametrize("trigger", IDS)
def test_what_a_trigger_sends_is_valid_and_known_to_be_its_event(trigger: str) -> None:
    Draft7Validator.check_schema(json_schema(contract(trigger).event))
    for each in contract(trigger).samples:
        assert list(validator(trigger).iter_errors(each.event)) == []
    told = distinction(contract(trigger).event)
    assert told is None or Draft7Validator(told).is_valid(sample(trigger))


def test_a_misspelt_key_and_a_wrong_type_are_not_valid() -> None:
    event = sample("sqs")
    event["Records"][0]["mesageId"] = "1"
    event["Records"][0]["body"] = {"orderId": 1}
    found = {error.json_path: error.message for error in validator("sqs").iter_errors(event)}
    assert found.keys() == {"$.Records[0]", "$.Records[0].body"}
    assert "mesageId" in found["$.Records[0]"]


def test_keys_that_a_test_does_not_need_can_be_left_out() -> None:
    assert validator("sqs").is_valid({"Records": [{"eventSource": "aws:sqs", "body": "hello"}]})


def test_what_one_trigger_sends_is_not_taken_for_the_event_of_another() -> None:
    told = distinction(contract("sqs").event)
    assert told
    assert not Draft7Validator(told).is_valid(sample("s3"))
    assert not Draft7Validator(told).is_valid({"orderId": 1})


def test_what_can_be_anything_has_nothing_to_know_it_by() -> None:
    anything = [each for each in IDS if distinction(contract(each).event) is None]
    assert anything == ["iot-rule", "pipes", "step-functions"]


def test_keys_are_explained() -> None:
    found: Any = json_schema(contract("sqs").event)
    record = found["properties"]["Records"]["items"]["properties"]
    assert record["messageId"]["markdownDescription"].startswith("The id that the queue gave")
