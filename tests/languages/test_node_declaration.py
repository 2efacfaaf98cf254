from __future__ import annotations

import pytest
from lambda_ls.languages.node.declaration import misdeclarations
from lambda_ls.languages.node.loads import loads, seeming_imports
from lambda_ls.model.declaration import (
    CallbackCall,
    CallbackParameter,
    LostReturn,
    Misdeclaration,
)
from lambda_ls.text.edits import apply_edits
from lambda_ls.text.source import SourceText

OLD, NEW = "nodejs22.x", "nodejs24.x"


def wrong(code: str, runtime: str, path: str = "index.js") -> tuple[Misdeclaration, ...]:
    return misdeclarations(SourceText(code), path, "handler", runtime)


def mended(code: str) -> str | None:
    """The code without its callback, None where there is no such rewrite."""
    (found,) = wrong(code, NEW)
    assert isinstance(found, CallbackParameter | CallbackCall | LostReturn)
    return apply_edits(code, found.rewrite) if found.rewrite else None


def lost(body: str, before: str = "") -> str | None:
    """The value that a handler with this body returns in vain, None where there is none."""
    code = f"{before}\nexports.handler = function (event, context) {{ {body} }};"
    found = wrong(code, OLD)
    assert all(isinstance(each, LostReturn) for each in found)
    return next((SourceText(code).slice(each.span) for each in found), None)


@pytest.mark.parametrize(
    ("parameters", "is_refused"),
    [
        ("event, context, callback", True),
        ("event, context, callback, more", True),
        ("{ id }, context, [first]", True),
        ("event, context, callback, ...rest", True),
        ("event, context", False),
        ("event, context, callback = null", False),
        ("event, context = {}, callback", False),
        ("event, context, ...rest", False),
    ],
)
def test_a_handler_of_length_three_is_refused(parameters: str, is_refused: bool) -> None:
    for code in (
        f"exports.handler = ({parameters}) => {{}};",
        f"exports.handler = async function ({parameters}) {{}};",
        f"module.exports = {{ handler({parameters}) {{}} }};",
        f"export function handler({parameters}) {{}}",
    ):
        assert bool(wrong(code, NEW)) is is_refused, code


@pytest.mark.parametrize(
    ("parameters", "is_refused"),
    [
        ("event: Event, context: Context, callback: Callback", True),
        ("event: Event, context: Context, callback?: Callback", True),
        ("this: void, event: Event, context: Context", False),
        ("event: Event, context: Context, callback: Callback = none", False),
    ],
)
def test_types_do_not_count_among_the_parameters(parameters: str, is_refused: bool) -> None:
    code = f"export const handler: Handler = ({parameters}): void => {{}};"
    assert bool(wrong(code, NEW, "index.ts")) is is_refused


@pytest.mark.parametrize(
    "code",
    [
        "exports.handler = wrap((event, context, callback) => {});",
        "exports.handler = fn.bind(null, table); function fn(table, event, context) {}",
        "function fn(a, b, c) {}\nconst bound = fn.bind(null, 1);\nexports.handler = bound;",
        "exports.handler = process.env.A ? (a, b, c) => {} : (a) => {};",
        "exports.handler = (a, b, c) => {}; exports.handler = async (a) => {};",
        "exports.handler = function* (a, b, c) {};",
        "exports.handler = (a, b, c) => { callback(",
    ],
)
def test_what_is_not_certainly_called_as_written_is_left_alone(code: str) -> None:
    assert wrong(code, NEW) == wrong(code, OLD) == ()


def test_without_a_runtime_nothing_is_told() -> None:
    code = "exports.handler = (event, context, callback) => {};"
    assert misdeclarations(SourceText(code), "index.js", "handler", None) == ()


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("callback(null, order);", "return order;"),
        ("callback(undefined, order)", "return order"),
        ("callback(null);", "return;"),
        ("callback();", "return;"),
        ("return callback(null, { id });", "return { id };"),
        ("if (a) callback(null, 1); else callback(null, 2);", "if (a) return 1; else return 2;"),
        ('if (a) return callback("no");', 'if (a) throw "no";'),
        ("try { f(); } catch (e) { callback(e); }", "try { f(); } catch (e) { throw e; }"),
        ("if (a) { return callback(null, 1); } f();", "if (a) { return 1; } f();"),
    ],
)
def test_what_the_callback_gets_is_returned_or_thrown(body: str, after: str) -> None:
    before = f"exports.handler = (event, context, callback) => {{ {body} }};"
    assert mended(before) == f"exports.handler = async (event, context) => {{ {after} }};"


@pytest.mark.parametrize(
    "body",
    [
        "callback(null, order); log(order);",
        "for (const each of event) callback(null, each);",
        "callback(error, order);",
        "callback(error);",
        "callback(...result);",
        "save(event, callback);",
        "save(event, () => callback(null, 1));",
        "try { callback(new Error()); } catch (e) { callback(e); }",
        "try { callback(null, 1); } finally { log(); }",
        "switch (event.id) { case 1: callback(null, 1); }",
        "const done = callback; done(null, 1);",
    ],
)
def test_a_callback_whose_call_may_not_be_the_end_stays(body: str) -> None:
    assert mended(f"exports.handler = (event, context, callback) => {{ {body} }};") is None


@pytest.mark.parametrize(
    "value",
    [
        "{ statusCode: 200 }",
        "{ ...event, id }",
        "[1]",
        '"done"',
        "`order ${id}`",
        "a + b",
        "a === b",
        "!a",
        "a ? 1 : { b }",
        "(1)",
        "JSON.stringify(event)",
        "event",
    ],
)
def test_a_value_that_is_no_promise_is_lost(value: str) -> None:
    assert lost(f"return {value};") == value


@pytest.mark.parametrize(
    "value",
    [
        "",
        "null",
        "undefined",
        "find(event)",
        "new Promise(f)",
        "a || { b }",
        "a ? {} : find(event)",
        "{ then(f) { f(1); } }",
        "event.order",
        "context",
        "this",
        "Promise.resolve({})",
    ],
)
def test_a_value_that_may_be_a_promise_or_nothing_is_left_alone(value: str) -> None:
    assert lost(f"return {value};") is None


@pytest.mark.parametrize(
    "body",
    [
        "let order = {}; order = find(); return order;",
        "let order; order = {}; return order;",
        "let order = {}; ({ order } = find()); return order;",
        "let order = {}; [order] = find(); return order;",
        "let order = {}; for (order of find()) {} return order;",
        "const order = {}; order.then = find; return order;",
        "event = find(); return event;",
        "const { order } = {}; return order;",
    ],
)
def test_a_variable_that_may_get_a_promise_is_left_alone(body: str) -> None:
    assert lost(body) is None


def test_a_name_means_what_it_means_where_it_stands() -> None:
    assert lost("{ const order = find(); } const order = {}; return order;") == "order"
    assert lost("const order = find(); { const order = {}; } return order;") is None


@pytest.mark.parametrize(
    ("helper", "is_lost"),
    [
        ("const respond = (code) => ({ code });", True),
        ("function respond(code) { if (code) return { code }; return 1; }", True),
        ("const respond = async (code) => ({ code });", False),
        ("function respond(code) { if (code) return { code }; return find(); }", False),
        ("function respond(code) { log(code); }", False),
        ("let respond = (code) => ({ code }); respond = find;", False),
        ("function* respond(code) { return { code }; }", False),
        ('const { respond } = require("./lib");', False),
        ("const respond = (code) => respond(code);", False),
    ],
)
def test_a_helper_of_the_file_is_followed(helper: str, is_lost: bool) -> None:
    assert (lost("return respond(200);", helper) is not None) is is_lost


@pytest.mark.parametrize(
    "body",
    [
        "const { done } = context; done(); return 1;",
        "answer(context); return 1;",
        "return f(arguments), 1;",
    ],
)
def test_a_handler_that_may_answer_in_another_way_is_left_alone(body: str) -> None:
    assert lost(body) is None


def test_the_context_may_be_printed_and_asked() -> None:
    assert lost("console.log(context, context.awsRequestId); return 1;") == "1"


def test_half_typed_handlers_are_read() -> None:
    code = "exports.handler = async ({ id }, context, callback) => { callback(null, `${id}`); };"
    for end in range(len(code)):
        for runtime in (OLD, NEW):
            assert len(wrong(code[:end], runtime)) <= 1
    assert len(wrong(code, OLD)) == 1


def test_only_modules_that_are_certainly_loaded_count() -> None:
    code = """
        import "./a"; import b from "./b"; export * from "./c"; export { d } from "./d";
        const { e } = require("./e").f, g = new (require("./g"))();
        module.exports = { h: require("./h") };
        try { require("./i"); } catch {}
        if (j) require("./j");
        const k = l && require("./l");
        function m() { require("./m"); }
        const n = () => require("./n");
        log("./o"); require(p);
    """
    found = [each.module for each in loads(SourceText(code), "index.js")]
    assert found == ["./a", "./b", "./c", "./d", "./e", "./g", "./h"]


def test_what_typescript_imports_for_its_types_is_not_loaded() -> None:
    code = """
        import type { A } from "a"; import { B } from "b"; import * as C from "c";
        import { D, type E } from "d"; import F = require("f"); import "g";
        export type { H } from "h";
        export const handler = (b: B, c: C.Shape): D => new D(F);
    """
    found = [each.module for each in loads(SourceText(code), "index.ts")]
    assert found == ["d", "f", "g"]


def test_relative_imports_are_seen_without_parsing() -> None:
    code = """import a from "./a"; const b = require('../b.js'); log("c");"""
    assert [each.module for each in seeming_imports(SourceText(code))] == ["./a", "../b.js"]
