"""What the functions of a JavaScript or TypeScript file give, as far as the file tells."""

from __future__ import annotations

import pytest
from lambda_ls.languages.node.bodies import NodeBodies
from lambda_ls.languages.node.bodies.bodies import NodeBody
from lambda_ls.languages.node.bodies.undefined import Undefined
from lambda_ls.model.body import Way
from lambda_ls.model.term import (
    OPAQUE,
    Called,
    Choice,
    Constant,
    Encoded,
    Failure,
    Imported,
    Items,
    Local,
    Member,
    Parameter,
    Record,
    Refused,
    Term,
    Typed,
)
from lambda_ls.text.source import SourceText

from tests.languages.test_node_follow_robustness import SAMPLE

HEAD = """\
import { respond } from "./answers";
import * as answers from "./answers";
import { v4 as uuidv4 } from "uuid";
const helpers = require("./helpers");
const HEADERS = { "x-a": "b" };
const STATUS = 404;
let mode = "fast";
function slower() { mode = "slow"; }
class NotFound extends Error {}
class Orders {
  static all() { return []; }
  get(id) { return this.read(id); }
  read(id) { return { id }; }
}
const orders = new Orders();
const tools = { say(word) { return { word }; }, ask: () => 1 };
const helper = (status, body = null) => ({ statusCode: status });

"""
MIDDY = """\
import middy from "@middy/core";
import cors from "@middy/http-cors";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
const inner = async (event) => ({ statusCode: 200 });
"""


def entry(text: str, path: str = "/app.ts", symbol: str = "handler") -> NodeBody | None:
    return NodeBodies(SourceText(text), path).entry(symbol)


def returned(text: str) -> list[tuple[str, object]] | None:
    """How the function `handler` of a text gives its results, and which."""
    body = entry(text)
    assert body is not None
    if body.returned is None:
        return None
    return [(each.way.value, shown(each.value)) for each in body.returned]


def value(body: str) -> object:
    """The first result of a handler with this body."""
    found = returned(f"{HEAD}export const handler = async (event, context) => {{ {body} }};")
    assert found
    return found[0][1]


def shown(term: Term) -> object:
    """A term without its spots; an optional key has a question mark."""
    if isinstance(term, Undefined):
        return "undefined"
    if isinstance(term, Constant):
        return term.value
    if isinstance(term, Record):
        found = {
            each.key + ("?" if each.is_optional else ""): shown(each.value) for each in term.entries
        }
        return (found, ...) if term.is_open else found
    if isinstance(term, Items):
        items = [shown(each) for each in term.items]
        return (items, ...) if term.is_open else items
    if isinstance(term, Typed):
        return f"<{term.type}>"
    if isinstance(term, Encoded):
        return f"json {shown(term.of)}"
    if isinstance(term, Refused):
        return f"refused {term.name}"
    if isinstance(term, Failure):
        return f"caught {term.name}" if term.is_caught else f"failure {term.name}"
    if isinstance(term, Choice):
        return {"one of": [shown(each) for each in term.options]}
    if isinstance(term, Parameter):
        return f"parameter {term.position}"
    if isinstance(term, Member):
        return f"{shown(term.of)}.{getattr(term.step, 'name', '')}"
    if isinstance(term, Called):
        where = term.function.callee if isinstance(term.function, Imported) else "here"
        return f"call {where} {[shown(each) for each in term.positional]}"
    return "?"


EXPRESSIONS = [
    ('"a"', "a"),
    ("`a`", "a"),
    ("`a${event}`", "<string>"),
    ('"a" + event', "<string>"),
    ("200", 200),
    ("-1", -1),
    ("1.5", "<number>"),
    ("2 * STATUS", "<number>"),
    ("event - 1", "<number>"),
    ("1n", "refused BigInt"),
    ("BigInt(event)", "refused BigInt"),
    ("true", True),
    ("null", None),
    ("undefined", "undefined"),
    ("void 0", "undefined"),
    ("!event", "<boolean>"),
    ("event === 1", "<boolean>"),
    ("STATUS", 404),
    ("mode", {"one of": ["fast", "slow"]}),
    ('{ a: 1, "b": "x", ["c"]: null }', {"a": 1, "b": "x", "c": None}),
    ("{ HEADERS }", {"HEADERS": {"x-a": "b"}}),
    ('{ ...HEADERS, "x-a": 1 }', {"x-a": 1}),
    ("{ a: 1, ...event, b: 2 }", ({"a": "?", "b": 2}, ...)),
    ("{ [event]: 1 }", ({}, ...)),
    ("{ a: 1, ...(event && { a: 2, b: 3 }) }", {"a": {"one of": [1, 2]}, "b?": 3}),
    ("{ a: undefined, b: event ? 1 : undefined }", {"b?": 1}),
    ("{ a() {}, b: () => 1, get c() { return 1; } }", {"a": "?", "b": "?", "c": "?"}),
    ("[1, event]", [1, "parameter 0"]),
    ("[1, ...event]", ([1], ...)),
    ("JSON.stringify({ a: 1 })", "json {'a': 1}"),
    ("String(event)", "<string>"),
    ("event.id.toString()", "<string>"),
    ('event.ids.join(", ")', "<string>"),
    ('db.join("orders", "id")', "?"),
    ("new Date()", "<string>"),
    ("new Date().toISOString()", "<string>"),
    ("Date.now()", "<integer>"),
    ("parseInt(event.id)", "<number>"),
    ("uuidv4()", "<string>"),
    ("crypto.randomUUID()", "<string>"),
    ('new Error("x")', "failure Error"),
    ('new NotFound("x")', "failure NotFound"),
    ("new Orders()", "?"),
    ("new Map()", "?"),
    ("/x/", "?"),
    ('Buffer.from("x")', "?"),
    ("() => 1", "?"),
    ("event.a?.b", "parameter 0.a.b"),
    ('event["a"]', "parameter 0.a"),
    ("event ? 1 : 'x'", {"one of": [1, "x"]}),
    ("event.a ?? unknown()", "?"),
    ('event.a || "x"', {"one of": ["parameter 0.a", "x"]}),
    ('"" || "x"', "x"),
    ("{ a: 1 } && 2", 2),
    ("({ a: 1 } as Result)!", {"a": 1}),
    ("<Result>{ a: 1 }", {"a": 1}),
    ("{ a: 1 } satisfies Result", {"a": 1}),
    ("Object.freeze({ a: 1 })", {"a": 1}),
    ("await Promise.all([1, 2])", [1, 2]),
    ("new Promise((resolve) => resolve(1))", "?"),
    ("[load(event).then(() => 1)]", ["?"]),
    ("unknown(1)", "?"),
]


@pytest.mark.parametrize(("text", "expected"), EXPRESSIONS, ids=[text for text, _ in EXPRESSIONS])
def test_a_value_is_what_the_expression_says(text: str, expected: object) -> None:
    assert value(f"return {text};") == expected


CHANGES = [
    ('const r = { a: 1 }; r.b = 2; r["c"] = 3; return r;', {"a": 1, "b": 2, "c": 3}),
    ("const r = {}; if (event) r.a = 1; r.b = 2; return r;", {"a?": 1, "b": 2}),
    ("const r = {}; r.a = 1; if (event) { return r; }", {"a": 1}),
    ("const r = {}; r.a = 1; delete r.a; return r;", {"a?": 1}),
    ("const r = {}; r.a = 1; delete r[event]; return r;", {"a?": "?"}),
    ("const r = {}; r.a = 1; if (event) r.a = undefined; return r;", {"a?": 1}),
    ("const r = {}; r.a = event ? undefined : 1; return r;", {"a?": 1}),
    ("const r = {}; const all = [() => { r.a = 1; }]; return r;", {"a?": 1}),
    ("const r = {}; const s = event ? r : {}; s.a = 1; return r;", {"a?": 1}),
    ("let r = {}; r.a = 1; r = {}; return r;", {"one of": [{"a?": 1}, {"a?": 1}]}),
    ("const f = () => r; const r = {}; r.a = 1; return f();", "call here []"),
    ("const r = { a: 1 }; if (event) r.a = 2; return r;", {"a": {"one of": [1, 2]}}),
    ("const r = { h: { a: 1 } }; r.h.b = 2; return r;", {"h": {"a": 1, "b?": 2}}),
    ("const r = { a: 1 }; r[event] = 2; return r;", ({"a": "?"}, ...)),
    ("const r = { a: 1 }; delete r.a; return r;", {"a?": 1}),
    ("const r = { a: 1 }; r.a += 1; return r;", {"a": "?"}),
    ("const r = { a: 1 }; Object.assign(r, { b: 2 }); return r;", {"a": 1, "b?": 2}),
    ("const r = { a: 1 }; Object.assign(r, event); return r;", ({"a": "?"}, ...)),
    ("const r = [1]; r.push(event); r.push(2); return r;", ([1, "?", 2], ...)),
    ("const r = []; r.push(2); if (r.length) log(1); return r;", ([], ...)),
    ("const r = []; r.push(1); r.splice(0); return r;", ([], ...)),
    ("const r = []; event.forEach((e) => r.push(2)); return r;", ([2], ...)),
    ("const r = { a: 1 }; change(r); return r;", ({}, ...)),
    ("const r = [1]; change(r); return r;", ([], ...)),
    ("const r = { h: { a: 1 } }; change(r.h); return r;", {"h": ({}, ...)}),
    ("const r = { a: 1 }; const other = r; other.b = 1; return r;", {"a": 1, "b?": 1}),
    ("const r = { a: 1 }; const other = r; change(other); return r;", ({}, ...)),
    ("const r = { a: 1 }; const other = { r }; other.r.b = 1; return r;", {"a": 1, "b?": 1}),
    ("const r = { a: 1 }; const other = { x: [r] }; change(other.x[0]); return r;", ({}, ...)),
    ("const r = { a: 1 }; const other = { r }; other.s = 1; return r;", {"a": 1}),
    ("const r = { a: 1 }; const other = {}; other.r = r; change(other); return r;", ({}, ...)),
    ("const r = { h: {} }; const { h } = r; h.b = 1; return r;", {"h": {"b?": 1}}),
    ("const r = { a: 1 }; for (const each of [r]) each.b = 1; return r;", {"a": 1, "b?": 1}),
    ("const r = { a: 1 }; Object.assign(r, {}).b = 1; return r;", {"a": 1, "b?": 1}),
    ("const r = { a: 1 }; this.r = r; return r;", ({}, ...)),
    ("const r = { a: 1 }; change({ r }); return r;", ({}, ...)),
    ("const r = { a: 1 }; change(...[r]); return r;", ({}, ...)),
    ("const r = { a: 1 }; const fill = (to = r) => { to.b = 1; }; return r;", ({}, ...)),
    ("const r = { a: 1 }; change(() => r); return r;", ({}, ...)),
    ("const r = { a: 1 }; event.forEach((each) => change(r, each)); return r;", ({}, ...)),
    ("const r = { a: 1 }; const other = { ...r }; other.b = 1; return r;", {"a": 1}),
    ("const r = { a: 1 }; const all = [...[r], r.a]; return r;", ({}, ...)),
    (
        "const r = { a: 1, h: {} }; const s = { ...r }; s.h.b = 1; return r;",
        {"a": 1, "h": ({}, ...)},
    ),
    ("const r = { a: 1, h: {} }; console.log({ ...r, b: 1 }); return r;", {"a": 1, "h": {}}),
    ("const r = { a: 1 }; const all = new Map([['r', r]]); return r;", ({}, ...)),
    ("let r = { a: 1 }; r = r || {}; return r;", "?"),
    ("const r = { a: 1 }; if (r.a > 1 || r) throw new Error(`${r}`); return r;", {"a": 1}),
    ("const r = [{ a: 1 }]; r.forEach((each) => { each.a = 2; }); return r;", ["?"]),
    (
        "const r = { a: 1, h: { b: 2 } }; r[event].b = 3; return r;",
        {"a": 1, "h": {"b": {"one of": [2, 3]}}},
    ),
    ("const r = {}; r[event] = 1; r.a = 2; return r;", ({"a": "?"}, ...)),
    ("return { a: 1, [event]: 2, b: 3 };", ({"a": "?", "b": 3}, ...)),
    ("const r = { a: 1 }; console.log(r); logger.info('x', r); return r;", {"a": 1}),
    ("const r = { a: 1 }; if (event) return change(r); return r;", "?"),
    ("const r = { a: 1 }; event.map((id) => { r.b = id; }); return r;", {"a": 1, "b?": "?"}),
    ("const r = helper(1); r.b = 2; return r;", "?"),
    ("let r; if (event) r = 1; else r = 2; return r;", {"one of": [1, 2]}),
    ("let r = 1; r += 1; return r;", "?"),
    ("let r = 1; [r] = event; return r;", "?"),
    ("const { a, b: { c }, d = 1 } = event; return [c, d];", ["parameter 0.b.c", "?"]),
    ("for (const r of event) { return r; }", "?"),
    ("const a = b; const b = a; return a;", "?"),
    ("const r = 1; { const r = 'inner'; } return r;", 1),
    ("const r = { a: 1 }; event.map((r) => { r.b = 2; }); return r;", {"a": 1}),
]


@pytest.mark.parametrize(("body", "expected"), CHANGES, ids=[body for body, _ in CHANGES])
def test_a_variable_holds_what_is_written_anywhere(body: str, expected: object) -> None:
    found = value(body)
    assert found == expected


CALLS = [
    ("respond(400, STATUS)", "call respond [400, 404]"),
    ("await answers.respond(400)", "call answers.respond [400]"),
    ("helpers.respond(400)", "call helpers.respond [400]"),
    ("helper(1)", "call here [1]"),
    ("helper(1, undefined)", "call here [1, '?']"),
    ("orders.get(1)", "call here [1]"),
    ("Orders.all()", "call here []"),
    ("tools.say(1)", "call here [1]"),
    ("event.get(1)", "?"),
]


@pytest.mark.parametrize(("text", "expected"), CALLS, ids=[text for text, _ in CALLS])
def test_a_call_tells_what_is_called_with_what(text: str, expected: object) -> None:
    assert value(f"return {text};") == expected


def test_a_called_method_finds_the_others_of_its_class() -> None:
    file = NodeBodies(
        SourceText(f"{HEAD}export const handler = async () => orders.get(1);"), "/a.ts"
    )
    handler = file.entry("handler")
    assert handler is not None
    called = file.local(local_of(handler.calls[0]))
    assert called is not None
    assert called.name == "get"
    inner = file.local(local_of(called.calls[0]))
    assert inner is not None and inner.returned is not None
    assert [shown(each.value) for each in inner.returned] == [{"id": "parameter 0"}]


def test_names_that_a_function_imports_for_itself_are_known() -> None:
    body = 'const { respond: answer } = require("./own"); return answer(1);'
    assert value(body) == "call answer [1]"
    assert value("const { respond: say } = helpers; return say(1);") == "call say [1]"


def test_a_function_inside_is_called_with_the_variables_around_it() -> None:
    text = "const say = (word) => ({ word, STATUS, id: event.id }); return say(1);"
    file = NodeBodies(
        SourceText(f"{HEAD}exports.handler = async (event) => {{ {text} }};"), "/a.js"
    )
    handler = file.entry("handler")
    assert handler is not None
    inner = file.local(local_of(handler.calls[0]))
    assert inner is not None and inner.returned is not None
    assert [shown(each.value) for each in inner.returned] == [
        {"word": "parameter 0", "STATUS": 404, "id": "?"}
    ]


ENDS = [
    ("", 1),
    ("return 1;", 0),
    ("throw new Error();", 0),
    ("if (event) return 1; else return 2;", 0),
    ("if (event) return 1; else if (context) return 2;", 1),
    ("try { return load(); } catch (error) { throw error; }", 0),
    ("try { return load(); } catch (error) { console.log(error); }", 1),
    ("try { load(); } finally { return 1; }", 0),
    ("switch (event) { case 1: return 1; default: throw 2; }", 0),
    ("switch (event) { case 1: break; default: return 2; }", 1),
    ("switch (event) { case 1: return 1; }", 1),
    ("switch (event) { default: for (const a of b) { break; } return 2; }", 0),
    ("while (true) { load(); }", 0),
    ("while (true) { if (load()) break; }", 1),
    ("while (true) { for (;;) { break; } }", 0),
    ("for (;;) { load(); }", 0),
    ("do { return 1; } while (event);", 0),
    ("out: for (;;) { for (;;) { break out; } }", 1),
    ("process.exit(1);", 0),
    ("event.map((each) => { return each; });", 1),
    ("fail();", 0),
    ("later();", 1),
    ("await later();", 0),
    ("may();", 1),
    ("reports.fail();", 0),
    ("throwHttpError(404);", 0),
    ("list_failures();", 1),
    ("for (let i = 0; i < 3; i++) { try { return load(); } catch (e) { if (i) throw e; } }", 0),
    ("for (const each of event) { if (each) return load(); }", 1),
    ("do { try { return load(); } catch (e) { if (a) throw e; } } while (a);", 0),
    ("for (const each of event) { if (each) return 1; if (a) throw 2; break; }", 1),
]
THROWING = """\
function fail(message) { if (message) console.log(message); throw new Error(message); }
const later = async () => { throw new Error(); };
const may = () => { if (x) return; throw new Error(); };
const reports = { fail() { fail(); } };
"""


@pytest.mark.parametrize(("body", "count"), ENDS)
def test_the_end_is_a_result_where_it_can_be_reached(body: str, count: int) -> None:
    handler = f"export const handler = async (event, context) => {{ {body} }};"
    found = returned(f"{THROWING}{handler}")
    assert found is not None
    assert [way for way, _ in found].count(Way.END.value) == count


def test_only_returns_of_the_function_itself_are_its_results() -> None:
    body = "event.map((each) => { return 1; }); function f() { return 2; } return 3;"
    assert returned(f"exports.handler = async (event) => {{ {body} }};") == [("return", 3)]


PROMISES = [
    ("load().then(() => 1)", [1]),
    ("load().then((event) => event.id)", ["?"]),
    ("await load().then(() => { if (a) return 1; return 2; })", [1, 2]),
    ("load().then(() => { if (a) return 1; })", [1, "?"]),
    ("load().then(() => 1, () => 2).finally(() => 3)", [2, 1]),
    ("load().catch(() => 1)", [1, "?"]),
    ("load().then(() => 1).catch(() => 2)", [2, 1]),
    ("load().then(done).catch(failed)", ["?", "?"]),
    ("load().then(() => load().then(() => 1))", [1]),
    ("load().then(() => 1).map(() => 2)", ["?"]),
]


@pytest.mark.parametrize(("promise", "expected"), PROMISES)
def test_what_the_callbacks_of_a_promise_give_is_the_result(
    promise: str, expected: list[object]
) -> None:
    for text in (f"async (event) => {{ return {promise}; }}", f"async (event) => {promise}"):
        found = returned(f"exports.handler = {text};")
        assert found is not None
        assert sorted(map(str, [value for _, value in found])) == sorted(map(str, expected))


def test_the_callback_that_catches_tells_its_error() -> None:
    text = "async () => load().catch((e) => ({ body: e.message })).catch(() => ({ a: 1 }))"
    body = entry(f"exports.handler = {text};")
    assert body is not None and body.returned is not None
    found = [each.caught and (each.caught.name, each.caught.is_given) for each in body.returned]
    assert sorted(map(str, found)) == sorted(map(str, [("e", True), ("", False), None]))


def test_a_callback_below_a_clause_tells_the_error_that_was_caught_there() -> None:
    body = entry(
        "exports.handler = (event, context, callback) => { try { load(); } catch (error) {"
        " log().then(() => { callback(null, { body: error.message }); }); } };"
    )
    assert body is not None and body.returned is not None
    found = [each.caught and (each.caught.name, each.caught.is_given) for each in body.returned]
    assert found == [("error", True)]


def test_a_result_tells_the_clause_that_caught_an_error() -> None:
    body = entry(
        "exports.handler = async () => { try { return load(); } catch (error) {"
        " if (a) return { body: error.message }; return { statusCode: 500 }; } };"
    )
    assert body is not None and body.returned is not None
    found = [each.caught and (each.caught.name, each.caught.is_given) for each in body.returned]
    assert found == [None, ("error", True), ("error", False)]
    assert shown(body.returned[1].value) == {"body": "caught .message"}


CALLBACKS = [
    ("callback(null, { a: 1 });", [("callback", {"a": 1})]),
    ("callback(undefined, 1); return;", [("callback", 1)]),
    ("return callback(null, 1);", [("callback", 1)]),
    ("if (event) return callback(new Error('x')); callback(null, 1);", [("callback", 1)]),
    ("callback();", [("callback", "undefined")]),
    ("load((error, data) => { if (error) callback(error); });", []),
    ("load((error, data) => callback(error, data));", [("callback", "?")]),
    ("const done = (code) => callback(null, { code }); done(1);", [("callback", {"code": "?"})]),
    ("callback && callback(null, 1);", [("callback", 1)]),
    ("load(event, callback);", None),
    ("const done = callback; done(null, 1);", None),
    ("callback(...event);", None),
    ("context.succeed(1);", [("callback", 1)]),
    ("context.done(null, 1);", [("callback", 1)]),
    ("context.fail('x');", []),
    ("proxy(server, event, context);", None),
    ("console.log(context);", [("end", "undefined")]),
    ("return { a: 1 };", [("return", {"a": 1})]),
]


@pytest.mark.parametrize(("body", "expected"), CALLBACKS, ids=[body for body, _ in CALLBACKS])
def test_what_a_callback_gets_is_a_result(body: str, expected: object) -> None:
    assert returned(f"exports.handler = (event, context, callback) => {{ {body} }};") == expected


def test_a_callback_beside_a_promise_leaves_the_result_open() -> None:
    body = "load(() => callback(null, 1));"
    assert returned(f"exports.handler = async (event, context, callback) => {{ {body} }};") is None


HANDING_ON = [
    "function (event) { answer(...arguments); return { statusCode: 500 }; }",
    "function () { return inner.apply(this, arguments); }",
    "(...all) => { answer(...all); return { statusCode: 500 }; }",
    "(event, ...rest) => { answer(event, rest); return { statusCode: 500 }; }",
    "(event, context, respond) => { answer(event, respond); return { statusCode: 500 }; }",
]


@pytest.mark.parametrize("function", HANDING_ON)
def test_nothing_is_known_of_a_handler_that_hands_its_callback_on(function: str) -> None:
    body = entry(f"exports.handler = {function};")
    assert body is not None and body.returned is None


def test_the_third_parameter_of_another_function_is_no_callback() -> None:
    body = entry(
        "exports.respond = (code, headers, body) => ({ code, body: text(body) });", symbol="respond"
    )
    assert body is not None and body.returned is not None
    assert [shown(each.value) for each in body.returned] == [{"code": "parameter 0", "body": "?"}]


ENTRIES = [
    ("export const handler = middy(inner);", True),
    ("export const handler = middy(inner).use(injectLambdaContext(logger));", True),
    ("export const handler = middy().use(injectLambdaContext(logger)).handler(inner);", True),
    ("export const handler = middy(inner).use(cors());", False),
    ("export const handler = middy(inner).use([injectLambdaContext(logger), cors()]);", False),
    ("export const handler = middy(inner).use({ after: () => {} });", False),
    ("export const handler = middy(inner).after(() => {});", False),
    ("export const handler = middy(inner); handler.use(cors());", False),
    ("export const handler = middy(inner, { streamifyResponse: true });", False),
    ("export const handler = unknown(inner);", False),
    ("export const handler = awslambda.streamifyResponse(inner);", False),
    ("export let handler = inner; handler = other;", False),
]


@pytest.mark.parametrize(("text", "is_entered"), ENTRIES, ids=[text for text, _ in ENTRIES])
def test_only_wrappers_that_keep_the_result_are_seen_through(text: str, is_entered: bool) -> None:
    assert (entry(MIDDY + text) is not None) is is_entered


def test_a_wrapper_of_the_file_gives_the_results_itself() -> None:
    text = (
        "const safely = (run) => async (event) => { try { return await run(event); }"
        " catch (error) { return { statusCode: 500 }; } };\n"
    )
    file = NodeBodies(SourceText(f"{MIDDY}{text}export const handler = safely(inner);"), "/app.ts")
    body = file.entry("handler")
    assert body is not None and body.returned is not None
    given, failed = (shown(each.value) for each in body.returned)
    assert (given, failed) == ("call here ['parameter 0']", {"statusCode": 500})
    reached = file.local(local_of(body.calls[0]))
    assert reached is not None
    assert reached.name == "inner"
    assert entry(f"{MIDDY}{text}export const handler = safely(middy(inner).use(cors()));") is None


@pytest.mark.parametrize(
    "text",
    [
        "export async function handler(event) { return 1; }",
        "exports.handler = async function (event) { return 1; };",
        "const handler = async () => 1; module.exports = { handler };",
        "module.exports = { async handler() { return 1; } };",
        "class Api { run = async () => 1; }\nexport const handler = new Api().run;",
    ],
)
def test_a_handler_is_found_however_it_is_exported(text: str) -> None:
    assert returned(text) == [("return", 1)]


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


def local_of(called: Called) -> Local:
    assert isinstance(called.function, Local)
    return called.function
