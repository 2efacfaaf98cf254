"""Services that are edited, broken or hostile."""

from __future__ import annotations

import os

import pytest
from lambda_ls.model.place import known

from tests.effort import at_most

from .services import FOLDER, HEAD, MAIN, Files, function_with, names, only, reason


def test_broken_and_repeated_text_is_told_with_its_place() -> None:
    files = Files(
        HEAD + "functions:\n  one:\n    handler: a.b\n    handler: c.d\n"
        "  two:\n    handler: 'x.y\n  one:\n    handler: e.f\n"
    )
    template = files.read()
    assert len(template.broken) == 1
    assert {each.key for each in template.repeated} == {"handler", "one"}
    assert [known(f.handler) for f in template.functions if f.name == "one"] == ["e.f"]


@pytest.mark.parametrize(
    "functions",
    ["functions: ${file(more.yml)}\n", "functions:\n  hello: ${file('more.yml'):one}\n"],
)
def test_faults_of_an_included_file_with_functions_are_told_there(functions: str) -> None:
    template = Files(HEAD + functions, more_yml="one:\n  handler: a.b\n  handler: c.d\n").read()
    (repeated,) = template.repeated
    assert repeated.entry.path == os.path.join(FOLDER, "more.yml")


def test_an_unchanged_function_stays_the_same_object() -> None:
    text = HEAD + "functions:\n  one:\n    handler: a.one\n  two:\n    handler: a.two\n"
    files = Files(text)
    before = files.read().functions
    files.texts[MAIN] = text.replace("a.one", "a.other")
    after = files.read().functions
    assert known(after[0].handler) == "a.other"
    assert after[1] is before[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [("python3.13", "python3.12"), ("c: 1", "c: 2"), ("[p]", "[q]")],
)
def test_a_change_around_the_functions_reads_them_again(old: str, new: str) -> None:
    text = HEAD + "plugins: [p]\ncustom:\n  c: 1\nfunctions:\n  one:\n    handler: a.one\n"
    files = Files(text)
    before = files.read().functions
    files.texts[MAIN] = text.replace(old, new)
    assert files.read().functions[0] is not before[0]


def test_a_change_in_an_included_file_reaches_the_functions() -> None:
    files = Files(function_with("runtime: ${file(v.yml):runtime}"), v_yml="runtime: nodejs20.x\n")
    assert known(files.read().functions[0].runtime) == "nodejs20.x"
    files.texts[os.path.join(FOLDER, "v.yml")] = "runtime: nodejs22.x\n"
    assert known(files.read().functions[0].runtime) == "nodejs22.x"


def test_a_change_in_a_function_reaches_those_that_refer_to_it() -> None:
    text = (
        HEAD
        + "functions:\n  a:\n    handler: x.y\n  b:\n    handler: ${self:functions.a.handler}\n"
    )
    files = Files(text)
    assert known(files.read().functions[1].handler) == "x.y"
    files.texts[MAIN] = text.replace("x.y", "z.y")
    assert known(files.read().functions[1].handler) == "z.y"


@pytest.mark.parametrize(
    "custom",
    [
        "  a: ${self:custom.a}\n",
        "  a: ${self:custom.b}\n  b: ${self:custom.a}\n",
        "  a: ${file(serverless.yml):custom.a}\n",
        "  a: ${self:custom.${self:custom.a}}\n",
    ],
)
def test_circles_end_in_an_unknown_value(custom: str) -> None:
    text = f"{HEAD}custom:\n{custom}functions:\n  hello:\n    handler: ${{self:custom.a}}\n"
    assert "circle" in reason(only(text).handler)


@pytest.mark.parametrize(
    "custom",
    [
        "".join(f"  a{i}: ${{self:custom.a{i + 1}}}\n" for i in range(5_000)),
        "".join(f"  a{i}: ${{self:custom.a{i + 1}}}${{self:custom.a{i + 1}}}\n" for i in range(100))
        + "  a100: x\n",
        "  a0: " + "${self:custom." * 10_000 + "}" * 10_000 + "\n",
        "  a0: ${self:" + "a." * 10_000 + "}\n",
        "  a0: " + "${file(x.yml):a}" * 5_000 + "\n",
    ],
)
def test_hostile_variables_end_soon(custom: str) -> None:
    text = f"{HEAD}custom:\n{custom}functions:\n  hello:\n    handler: ${{self:custom.a0}}\n"
    with at_most(2_000_000):
        assert known(only(text).handler) is None


def test_every_beginning_of_a_service_can_be_read() -> None:
    text = function_with(
        "environment: ${file(e.yml):a.${opt:stage, 'dev'}}\nevents:\n  - http:\n      path: /\n"
        "  - sqs: {arn: !GetAtt Q.Arn}\nlayers:\n  - {Ref: ALambdaLayer}\n"
        "package:\n  artifact: ${self:custom.zip}",
        HEAD + "layers:\n  a:\n    path: x\ncustom:\n  zip: a.zip\n",
    )
    for end in range(len(text)):
        Files(text[:end], e_yml="a:\n  dev:\n    X: 1\n").read()
    assert names(Files(text).read()) == ["hello"]
