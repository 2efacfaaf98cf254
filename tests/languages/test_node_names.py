from __future__ import annotations

import pytest
from lambda_ls.languages.node.language import NodeLanguage
from lambda_ls.model.handler import HandlerName, Malformation, MalformedName, OpaqueName

NODE = NodeLanguage()


def named(handler: str) -> HandlerName:
    parsed = NODE.parse_handler(handler, "nodejs22.x")
    assert isinstance(parsed, HandlerName)
    return parsed


def refused(handler: str) -> MalformedName:
    parsed = NODE.parse_handler(handler, "nodejs22.x")
    assert isinstance(parsed, MalformedName)
    return parsed


@pytest.mark.parametrize(
    ("handler", "module", "symbol"),
    [
        ("app.handler", "app", "handler"),
        ("src/handlers/a.handler", "src/handlers/a", "handler"),
        ("app.a.b", "app", "a.b"),
        ("app.k.method", "app", "k.method"),
        ("./app.handler", "app", "handler"),
        ("././/src//app.handler", "src/app", "handler"),
        ("/var/task/src/app.handler", "src/app", "handler"),
        ("src.handlers.a.handler", "src", "handlers.a.handler"),
        ("src.v1/app.handler", "src.v1/app", "handler"),
        ("src/app.handler/", "src/app", "handler"),
        ("app.h/app.h", "app", "h"),
        ("index.js", "index", "js"),
        ("éà/ü.hänk", "éà/ü", "hänk"),
    ],
)
def test_the_base_name_is_split_at_its_first_dot(handler: str, module: str, symbol: str) -> None:
    name = named(handler)
    assert (name.module, name.symbol, name.text) == (module, symbol, handler)


@pytest.mark.parametrize("handler", ["app.handler", "./src/app.a.b", "/var/task/x/y.z"])
def test_spans_cut_the_module_and_the_symbol_out_of_the_string(handler: str) -> None:
    name = named(handler)
    assert handler[slice(*name.module_span)] == name.module
    assert handler[slice(*name.symbol_span)] == name.symbol


@pytest.mark.parametrize(
    ("handler", "kind", "suggestion"),
    [
        ("", Malformation.EMPTY, None),
        ("   ", Malformation.EMPTY, None),
        ("app", Malformation.NO_DOT, None),
        ("src.v1/app", Malformation.NO_DOT, None),
        ("app:handler", Malformation.COLON, "app.handler"),
        ("src/app::handler", Malformation.COLON, "src/app.handler"),
        ("app:", Malformation.COLON, None),
        ("a:b:c", Malformation.COLON, None),
        ("app.", Malformation.NO_FUNCTION, None),
        ("../app.handler", Malformation.PARENT_FOLDER, None),
        ("src/../app.handler", Malformation.PARENT_FOLDER, None),
        ("../../..", Malformation.PARENT_FOLDER, None),
        ("src/app..handler", Malformation.PARENT_FOLDER, "src/app.handler"),
        ("app....handler", Malformation.PARENT_FOLDER, None),
        ("app\0.handler", Malformation.NOT_A_PATH, None),
    ],
)
def test_a_refused_form_is_told_with_its_kind_and_a_certain_correction(
    handler: str, kind: Malformation, suggestion: str | None
) -> None:
    name = refused(handler)
    assert (name.kind, name.suggestion) == (kind, suggestion)
    assert name.error


@pytest.mark.parametrize("handler", ["x" * 100_000, "a." * 50_000, "../" * 40_000, "\0" * 100_000])
def test_a_very_long_string_is_refused_in_few_words(handler: str) -> None:
    name = refused(handler)
    assert name.kind is Malformation.TOO_LONG
    assert len(name.text) + len(name.error) < 250


def test_words_about_the_longest_accepted_string_stay_short() -> None:
    assert len(refused("a" * 120 + "..b").error) <= 200


@pytest.mark.parametrize("handler", [".handler", "src/.handler"])
def test_a_string_without_a_module_is_refused_where_folders_cannot_be_loaded(handler: str) -> None:
    refused = NODE.parse_handler(handler, "nodejs24.x")
    assert isinstance(refused, MalformedName)
    assert refused.kind is Malformation.NO_MODULE
    for runtime in ("nodejs22.x", None):
        assert isinstance(NODE.parse_handler(handler, runtime), OpaqueName)


def test_a_file_in_a_layer_is_not_decided() -> None:
    assert isinstance(NODE.parse_handler("/opt/nodejs/wrap.handler", None), OpaqueName)


@pytest.mark.parametrize(
    ("like", "expected"),
    [
        (None, "src/app.main"),
        ("x.y", "src/app.main"),
        ("./x.y", "./src/app.main"),
        ("/var/task/x.y", "/var/task/src/app.main"),
    ],
)
def test_a_new_handler_string_keeps_how_the_old_one_starts(like: str | None, expected: str) -> None:
    text = NODE.handler_text("src/app", "main", named(like) if like else None)
    assert text == expected
    assert (named(text).module, named(text).symbol) == ("src/app", "main")
