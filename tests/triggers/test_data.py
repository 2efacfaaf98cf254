"""The data files of the catalogue: what their format asks for, and what people rely on in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from lambda_ls.aws.data import Json, JsonObject, packaged
from lambda_ls.model.flow import Key, Root, Value
from lambda_ls.model.trigger import NO_SETTINGS
from lambda_ls.triggers.catalogue import all_definitions
from lambda_ls.triggers.conform import misfits
from lambda_ls.triggers.contract import contract
from lambda_ls.triggers.lookup import Found, look_up
from lambda_ls.triggers.shape import Shape

from tests.markdown import Fence, read

CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"
IDS = [entry.id for entry in all_definitions()]
SCHEMA = packaged("lambda_ls.triggers", "trigger.schema.json")


def data_of(trigger: str) -> JsonObject:
    return packaged("lambda_ls.triggers", "data", f"{trigger}.json")


def faults(data: Json) -> list[str]:
    found = Draft202012Validator(SCHEMA).iter_errors(data)
    return [f"{error.json_path}: {error.message}" for error in found]


def shapes_below(
    shape: Shape, path: str, above: frozenset[str] = frozenset()
) -> Iterator[tuple[str, Shape]]:
    yield path, shape
    if shape.reference in above:
        return
    inside = above | {shape.reference} if shape.reference else above
    for name, child in shape.below():
        yield from shapes_below(child, f"{path}.{name}" if name else path, inside)
    if shape.content:
        yield from shapes_below(shape.content, f"{path}()", inside)


def all_shapes(trigger: str) -> list[tuple[str, Shape]]:
    wanted = contract(trigger)
    parts = [("event", wanted.event)]
    if wanted.carried is not wanted.event:
        parts.append(("carried", wanted.carried))
    if wanted.response:
        parts.append(("response", wanted.response))
    return [each for name, shape in parts for each in shapes_below(shape, name)]


def is_leaf(shape: Shape) -> bool:
    return not any(shape.below()) and not shape.is_open


def test_the_schema_of_triggers_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("trigger", IDS)
def test_every_trigger_file_is_named_after_its_id_and_fits_the_schema(trigger: str) -> None:
    assert data_of(trigger)["id"] == trigger
    assert faults(data_of(trigger)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"id": "Big"},
        {"title": 1},
        {"sample": {}},
        {"samples": []},
        {"declared_by": {"cdk": []}},
        {"declared_by": {"sam": [{"discriminator": "x"}]}},
        {"declared_by": {"sam": [{"type": "sqs"}]}},
        {"event": {"type": "text"}},
        {"event": {"type": "object", "description": "no sentence"}},
        {"pitfalls": ["no sentence"]},
    ],
)
def test_the_schema_refuses_what_the_catalogue_does_not_read(change: JsonObject) -> None:
    assert faults({**data_of("sqs"), **change}) != []


def test_the_trigger_in_the_instructions_for_contributors_is_a_whole_one() -> None:
    blocks = [part for part in read(CONTRIBUTING.read_text("utf-8")) if isinstance(part, Fence)]
    (data,) = (json.loads(block.text) for block in blocks if block.kind == "json")
    assert faults(data) == []
    assert list(misfits(data["samples"][0]["event"], Shape(data["event"], data))) == []


@pytest.mark.parametrize("trigger", IDS)
def test_every_key_says_what_it_holds(trigger: str) -> None:
    silent = [
        path
        for path, shape in all_shapes(trigger)
        if path.rpartition(".")[2] not in ("*", "[]")
        and not shape.description
        and path != "event"
        # An alternative of a value is told of by the value.
        and not any(path == other and each.description for other, each in all_shapes(trigger))
    ]
    assert silent == []


@pytest.mark.parametrize("trigger", IDS)
def test_every_plain_value_has_an_example_of_its_type(trigger: str) -> None:
    for path, shape in all_shapes(trigger):
        for example in shape.examples:
            assert not list(misfits(example, shape)), f"{path}: {example!r}"
        is_item = path.endswith(("[]", "*")) or shape.types <= {"null", "boolean"}
        assert shape.examples or is_item or not is_leaf(shape), f"{path} has no example"


@pytest.mark.parametrize("trigger", IDS)
def test_required_keys_are_described(trigger: str) -> None:
    for path, shape in all_shapes(trigger):
        assert shape.required <= shape.properties.keys() | {
            key for each in shape.alternatives for key in each.properties
        }, path


@pytest.mark.parametrize("trigger", IDS)
def test_samples_are_what_the_contract_says(trigger: str) -> None:
    wanted = contract(trigger)
    for sample in wanted.samples:
        assert list(misfits(sample.event, wanted.event)) == [], sample.title
        if wanted.response and sample.response is not None:
            assert list(misfits(sample.response, wanted.response)) == [], sample.title


@pytest.mark.parametrize("trigger", IDS)
def test_a_key_of_another_version_leads_to_one_that_is_there(trigger: str) -> None:
    for path, shape in all_shapes(trigger):
        for key, target in shape.instead.items():
            assert key not in shape.properties, f"{path}: {key} is here too"
            steps = tuple(Key(name) for name in target.split("."))
            found = look_up(trigger, NO_SETTINGS, Value(Root.EVENT, steps))
            assert isinstance(found, Found), f"{path}: {key} -> {target}"


@pytest.mark.parametrize("trigger", IDS)
def test_facts_name_their_sources(trigger: str) -> None:
    assert len(contract(trigger).sources) >= 2
