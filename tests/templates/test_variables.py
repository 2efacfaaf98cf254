from __future__ import annotations

import pytest
from lambda_ls.templates.variables import (
    Foreign,
    Literal,
    Parts,
    Source,
    Variable,
    parse_variables,
)

from tests.effort import at_most


def variable(*sources: Source | Literal) -> Variable:
    return Variable(sources)


def source(kind: str, address: str = "", *params: str) -> Source:
    return Source(kind, tuple((param,) for param in params), (address,) if address else ())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("plain", ("plain",)),
        ("", ("",)),
        ("$5 {a}", ("$5 {a}",)),
        ("${self:a.b}", (variable(source("self", "a.b")),)),
        ("x-${self:a}-y", ("x-", variable(source("self", "a")), "-y")),
        ("${self:}", (variable(source("self")),)),
        ("${file(./a.yml)}", (variable(source("file", "", "./a.yml")),)),
        ("${file(a.yml):b.c}", (variable(source("file", "b.c", "a.yml")),)),
        ("${file('a b.yml'):c}", (variable(source("file", "c", "a b.yml")),)),
        ("${opt: stage , 'dev' }", (variable(source("opt", "stage"), Literal("dev")),)),
        ('${env:X, "a, b}"}', (variable(source("env", "X"), Literal("a, b}")),)),
        ("${env:X, ''}", (variable(source("env", "X"), Literal("")),)),
        ("${env:X, 12}", (variable(source("env", "X"), Literal("12")),)),
        ("${env:X, null}", (variable(source("env", "X"), Literal(None)),)),
        (
            "${opt:stage, self:provider.stage}",
            (variable(source("opt", "stage"), source("self", "provider.stage")),),
        ),
        ("${aws:region}", (variable(source("aws", "region")),)),
        ("${ssm(eu-west-1):/a/b~true}", (variable(source("ssm", "/a/b~true", "eu-west-1")),)),
        (r"\${self:a}", ("${self:a}",)),
    ],
)
def test_a_text_is_taken_apart_into_stretches_and_variables(text: str, parts: Parts) -> None:
    assert parse_variables(text) == parts


def test_a_variable_can_stand_in_the_address_of_another() -> None:
    stage = variable(source("opt", "stage"), Literal("dev"))
    expected = Source("self", (), ("custom.", stage, ".name"))
    assert parse_variables("${self:custom.${opt:stage, 'dev'}.name}") == (variable(expected),)


def test_a_variable_can_stand_in_the_path_of_a_file() -> None:
    expected = Source("file", (("config.", variable(source("opt", "stage")), ".yml"),), ("a",))
    assert parse_variables("${file(config.${opt:stage}.yml):a}") == (variable(expected),)


@pytest.mark.parametrize("text", ["${AWS::Region}", "${Queue.Arn}", "${}", "${x}"])
def test_what_belongs_to_others_stays_apart(text: str) -> None:
    assert parse_variables(f"a-{text}-b") == ("a-", Foreign(text), "-b")


@pytest.mark.parametrize(
    "text",
    [
        "${",
        "${self:a",
        "x-${opt:stage, 'dev}",
        "${file(a.yml}",
        "${opt:stage, dev}",
        "${opt:stage,}",
        "${self:a}${self:b",
        "${self:${self:${self:${self:${self:${self:${self:a}}}}}}}",
    ],
)
def test_a_text_that_cannot_be_read_is_one_foreign_part(text: str) -> None:
    assert parse_variables(text) == (Foreign(text),)


@pytest.mark.parametrize(
    "piece", ["${", "${self:", "${file(", "${a:'", "\\${", "${A", "$", "${a:b}"]
)
def test_long_texts_take_time_in_proportion_to_their_length(piece: str) -> None:
    with at_most(20_000 * 100):
        parse_variables(piece * 20_000)
