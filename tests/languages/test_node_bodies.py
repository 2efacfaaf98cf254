"""The functions of a JavaScript or TypeScript file, and what they are called with."""

from __future__ import annotations

import pytest
from lambda_ls.languages.node.bodies import NodeBodies
from lambda_ls.model.term import (
    OPAQUE,
    Local,
    Record,
)
from lambda_ls.text.source import SourceText

from tests.languages.node_terms import HEAD, entry, local_of, returned, shown
from tests.languages.test_node_follow_robustness import SAMPLE


def test_a_generator_and_a_broken_function_give_nothing_certain() -> None:
    assert returned("exports.handler = async function* () { yield 1; };") is None
    assert returned("exports.handler = async () => { const a = ; return { b: 1 }; };") is None


def test_formals_have_positions_and_defaults() -> None:
    body = entry("exports.handler = async (event, { id }, code = 200, ...rest) => {};")
    assert body is not None
    assert [(each.name, each.position, each.is_rest) for each in body.formals] == [
        ("event", 0, False),
        ("{ id }", 1, False),
        ("code", 2, False),
        ("rest", 3, True),
    ]
    assert [shown(each.default) if each.default else None for each in body.formals] == [
        None,
        None,
        200,
        None,
    ]


def test_a_parameter_that_is_taken_apart_gives_its_members() -> None:
    text = "exports.handler = async ({ id, user: { name } }, context) => ({ id, name });"
    assert returned(text) == [("return", {"id": "parameter 0.id", "name": "parameter 0.user.name"})]


def test_calls_in_callbacks_are_a_functions_own_and_those_in_named_functions_are_not() -> None:
    body = entry(
        f"{HEAD}exports.handler = async (event) => {{"
        " await Promise.all(event.Records.map(async (each) => { await helper(each); }));"
        " function later() { respond(1); } const never = () => respond(2);"
        " const api = { get() { respond(3); } }; (() => respond(4))(); };"
    )
    assert body is not None
    assert [shown(each) for each in body.calls] == ["call here ['?']", "call respond [4]"]


def test_the_top_level_runs_what_surely_runs_when_the_file_is_loaded() -> None:
    text = (
        "function start() {} start(); (async () => { start(); })(); [1].forEach(() => start());"
        " app.get('/', () => start()); const later = () => start(); exports.run = () => start();"
        " class A { static a = start(); b = start(); c() { start(); } }"
        " if (require.main === module) { start(); }"
    )
    top = NodeBodies(SourceText(text), "/app.js").top
    assert len(top.calls) == 4
    assert top.returned is None


def test_a_constructor_is_called_where_its_class_is_made() -> None:
    file = NodeBodies(
        SourceText("class A { constructor() {} }\nexports.handler = async () => { new A(); };"),
        "/a.js",
    )
    body = file.entry("handler")
    assert body is not None
    called = file.local(local_of(body.calls[0]))
    assert called is not None
    assert called.name == "constructor"


def test_spots_and_spans_count_characters() -> None:
    text = 'const a = "😀é"; exports.handler = async () => { return { b: "ü" }; };'
    body = entry(text, "/app.js")
    assert body is not None and body.returned is not None
    found = body.returned[0]
    assert text[slice(*found.span)] == 'return { b: "ü" };'
    assert isinstance(found.value, Record)
    assert text[slice(*found.value.entries[0].spot.span)] == "b"


@pytest.mark.parametrize("path", ["/app.js", "/app.ts", "/app.tsx"])
def test_half_typed_text_is_read_without_an_exception(path: str) -> None:
    for end in range(0, len(SAMPLE), 7):
        for text in (SAMPLE[:end], SAMPLE[end:], SAMPLE[:end] + SAMPLE[end + 9 :]):
            read_whole(text, path)


ROUND = [
    "const a = b; const b = a; exports.handler = async () => a(1);",
    "const A = new A(); exports.handler = async () => A.a(1);",
    "exports.handler = async () => { const { a } = b; const { b } = a; return a(1); };",
    "exports.handler = async () => { const a = { ...a }; a.b = a; return a(a); };",
    "class A extends A { a() { return this.a(); } } exports.handler = async () => new A().a();",
    "exports.handler = exports.handler;",
]


@pytest.mark.parametrize("text", ROUND)
def test_names_that_stand_for_themselves_stand_for_nothing(text: str) -> None:
    read_whole(text, "/app.js")


def test_a_file_that_is_too_long_has_no_bodies() -> None:
    text = f"exports.handler = async () => 1;\n// {'x' * 1_000_000}"
    assert entry(text, "/app.js") is None


NESTED = ["[", "(", "{a:", "a.", "!", "f(", "1+", "() => ", "if (a) ", "{", "a ? b : ", "await "]


@pytest.mark.parametrize("opening", NESTED)
def test_deep_nesting_is_read_in_bounds(opening: str) -> None:
    read_whole(f"exports.handler = async (a) => {{ return {opening * 400}", "/app.js")
    read_whole(f"exports.handler = async (a) => {{ {opening * 400} }}", "/app.js")


def read_whole(text: str, path: str) -> None:
    file = NodeBodies(SourceText(text), path)
    bodies = [file.top, *(filter(None, (file.entry(each) for each in ("handler", "default"))))]
    for body in bodies:
        for each in body.returned or ():
            assert 0 <= each.span.start <= each.span.end <= len(text)
        for called in body.calls:
            assert called.function != Local(0)
        assert all(each.default != OPAQUE or each.name for each in body.formals)
