"""The data files of the context objects: their format, and what people rely on in them."""

from __future__ import annotations

import re

import pytest
from jsonschema import Draft202012Validator
from lambda_ls.aws.data import Json, JsonObject, as_list, as_object, packaged
from lambda_ls.model.flow import Root
from lambda_ls.triggers.context import Context, context_of

LANGUAGES = ["python", "node"]
SCHEMA = packaged("lambda_ls.triggers", "context.schema.json")


FILES = [*LANGUAGES, *(f"durable-{language}" for language in LANGUAGES)]


def data_of(name: str) -> JsonObject:
    return packaged("lambda_ls.triggers", "contexts", f"{name}.json")


def faults(data: Json) -> list[str]:
    found = Draft202012Validator(SCHEMA).iter_errors(data)
    return [f"{error.json_path}: {error.message}" for error in found]


def context(language: str, root: Root = Root.CONTEXT) -> Context:
    found = context_of(language, root)
    assert found is not None
    return found


def test_the_schema_of_contexts_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", FILES)
def test_every_context_file_is_named_after_its_language_and_fits_the_schema(name: str) -> None:
    assert data_of(name)["language"] == name.removeprefix("durable-")
    assert faults(data_of(name)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "field"},
        {"type": "text"},
        {"description": "no sentence"},
        {"until": "node 22"},
        {"signature": "name()"},
        {"settable": True},
        {"comment": ""},
    ],
)
def test_the_schema_refuses_members_that_are_not_read(change: JsonObject) -> None:
    property_of_all = as_object(as_list(data_of("python")["members"])[1])
    assert faults({**data_of("python"), "members": [property_of_all]}) == []
    assert faults({**data_of("python"), "members": [{**property_of_all, **change}]}) != []


@pytest.mark.parametrize("root", [Root.CONTEXT, Root.DURABLE])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_method_is_shown_with_its_own_name(language: str, root: Root) -> None:
    methods = [each for each in context(language, root).members.values() if each.is_method]
    assert methods
    for method in methods:
        assert re.match(rf"{method.name}\(", method.signature)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_durable_context_has_that_of_lambda_as_a_member(language: str) -> None:
    durable = context(language, Root.DURABLE)
    assert durable.own is not None
    assert durable.own.members == context(language).members
    assert context(language).own is None


def test_both_languages_tell_the_same_of_an_invocation() -> None:
    def words(name: str) -> str:
        return name.replace("_", "").lower()

    python = {words(name) for name in context("python").members}
    node = {words(name) for name, each in context("node").members.items() if not each.until}
    assert python - node == {"w3c", "log"}
    assert node - python == {"xraytraceid"}


@pytest.mark.parametrize(
    ("language", "name"), [("python", "memory_limit_in_mb"), ("node", "memoryLimitInMB")]
)
def test_the_memory_is_a_string(language: str, name: str) -> None:
    assert context(language).members[name].type == "string"


def test_only_the_waiting_for_the_event_loop_can_be_set() -> None:
    settable = {
        each.name
        for language in LANGUAGES
        for each in context(language).members.values()
        if each.is_settable
    }
    assert settable == {"callbackWaitsForEmptyEventLoop"}


def test_what_belongs_to_callbacks_ends_with_node_22() -> None:
    ending = {each.name for each in context("node").members.values() if each.until}
    assert ending == {"callbackWaitsForEmptyEventLoop", "done", "fail", "succeed"}
    assert {context("node").members[name].until for name in ending} == {"nodejs22.x"}


def test_python_always_has_an_identity_and_not_always_its_parts() -> None:
    identity = context("python").members["identity"]
    assert not identity.is_nullable
    assert {each.is_nullable for each in identity.members.values()} == {True}
    assert context("node").members["identity"].is_nullable
