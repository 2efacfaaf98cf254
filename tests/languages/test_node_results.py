"""Where and how a JavaScript or TypeScript function gives its results."""

from __future__ import annotations

import pytest
from lambda_ls.languages.node.bodies import NodeBodies
from lambda_ls.model.body import Way
from lambda_ls.text.source import SourceText

from tests.languages.node_terms import entry, local_of, returned, shown

MIDDY = """\
import middy from "@middy/core";
import cors from "@middy/http-cors";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
const inner = async (event) => ({ statusCode: 200 });
"""


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
