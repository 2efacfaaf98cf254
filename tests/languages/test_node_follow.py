from __future__ import annotations

import pytest

from tests.languages.node_flow import accesses, flow, inside

HANDLER = """export const handler = async (event, context) => {
  for (const { body } of event.Records ?? []) {
    const order = JSON.parse(body);
    console.log(order?.customer.name, `${event.id}`, context.awsRequestId);
  }
  return event.requestContext.http.method;
};
"""


def test_keys_of_the_event_are_followed_down() -> None:
    assert inside("return event.detail.user['id'];") == [
        "detail",
        "detail.user",
        "detail.user.id",
    ]


@pytest.mark.parametrize(
    "code",
    [
        "exports.handler = async (event) => event.a;",
        "module.exports = { handler: (event) => event.a };",
        "module.exports = { handler };\nfunction handler(event) { return event.a; }",
        "exports.handler = function (event) { return event.a; };",
        "const handler = (event) => event.a;\nmodule.exports.handler = handler;",
        "module.exports = { handler(event) { return event.a; } };",
    ],
)
def test_every_way_to_export_a_handler_is_followed(code: str) -> None:
    assert [line.partition(": ")[2] for line in accesses(code, "index.js")] == ["a attribute"]


@pytest.mark.parametrize(
    "code",
    [
        "export const handler = async (event: APIGatewayProxyEvent) => event.a;",
        "export async function handler(event: any, context: Context) { return event!.a; }",
        "export const handler: Handler<E, R> = async (event) => (event as E).a;",
        "export const handler = async (event) => (event satisfies E).a;",
    ],
)
def test_types_are_seen_through(code: str) -> None:
    assert accesses(code, "index.ts") == ["1: a attribute"]


def test_patterns_take_keys() -> None:
    assert inside("const { a, b: { c }, d: e = 1 } = event; return e + c;") == [
        "a",
        "b",
        "b.c",
        "d optional",
    ]


def test_a_pattern_can_be_the_parameter() -> None:
    code = "export const handler = async ({ a, ...rest }, { awsRequestId }) => rest.b;"
    assert [line.partition(": ")[2] for line in accesses(code)] == [
        "a pattern",
        "context.awsRequestId pattern",
        "b attribute",
    ]


@pytest.mark.parametrize(
    "loop",
    [
        "for (const record of event.Records) { record.body; }",
        "event.Records.forEach((record) => record.body);",
        "await Promise.all(event.Records.map(async (record) => { record.body; }));",
        "event.Records.filter(Boolean).map(({ body }) => body);",
        "event.Records[0].body;",
        "const [first] = event.Records; first.body;",
        "for (let i = 0; i < event.Records.length; i++) { event.Records[i].body; }",
    ],
)
def test_loops_and_indexes_go_to_the_items(loop: str) -> None:
    found = inside(loop)
    assert "Records[].body" in found
    assert set(found) <= {"Records", "Records[].body"}


def test_parsed_json_is_followed() -> None:
    assert inside("const order = JSON.parse(event.Records[0].body);\nreturn order.id;") == [
        "Records",
        "Records[].body",
        "Records[].body|json.id",
    ]


@pytest.mark.parametrize("symbol", ["handler", "absent", "default", ""])
def test_what_is_not_there_is_not_followed(symbol: str) -> None:
    expected = 0 if symbol != "handler" else len(flow(HANDLER).accesses)
    assert len(flow(HANDLER, symbol=symbol).accesses) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("event?.a?.['b']?.[0]?.c?.();", ["a optional", "a.b optional", "a.b[].c optional called"]),
        ("event.a!.b", ["a", "a.b"]),
        ("(event).a; (0, event).b; (await event).c;", ["a", "b", "c"]),
        ("const e = event, { a } = e; a.b;", ["a", "a.b"]),
        ("let e; e = event; e.a; ({ a: e } = event); e.b;", ["a", "a", "a.b"]),
        ("event[`a`].b; event['a-b'];", ["a", "a.b", "a-b"]),
        ("const { 'a': b, ...c } = event; b.d; c.e;", ["a", "a.d", "e"]),
        ("const [{ a }, [, b]] = event.x; a; b.c;", ["x[].a", "x", "x[][].c"]),
        ("const [a, ...b] = event.x; b[0].c; b.map((r) => r.d);", ["x", "x[].c", "x[].d"]),
        ("const [a, b] = [event, context]; a.c; b.d;", ["c", "context.d"]),
        ("const [a] = await Promise.all([event, 1]); a.c;", ["c"]),
        ("event.x.at(-1).a; event.x.slice(1)[0].c;", ["x", "x[].a", "x", "x[].c"]),
        ("`${event.a}` + tag`${event.b}`;", ["a", "b"]),
        ("new Thing(event.a, [event.b], { c: event.c, ...event.d });", ["a", "b", "c", "d"]),
        ("while (event.a) event.b; do { event.c; } while (x);", ["a optional", "b", "c"]),
        ("label: for (const r of event.x) { r.a; continue label; }", ["x", "x[].a"]),
        ("switch (event.a) { case event.b: event.c; }", ["a", "b", "c"]),
        ("throw new Error(event.a);", ["a"]),
        ("delete event.a; event.b += 1; event.c++;", ["a", "b write", "c write"]),
        ("context.done(); const { fail: t } = context;", ["context.done called", "context.fail"]),
    ],
)
def test_every_form_of_code_is_read(code: str, expected: list[str]) -> None:
    assert inside(code) == expected


@pytest.mark.parametrize(
    "code",
    [
        "event.x[0].a;",
        "event.x['0'].a;",
        "event.x[event.x.length - 1].a;",
        "let i = event.x.length; while (i--) event.x[i].a;",
        "for (var i = 0; i < 9; i += 1) event.x[0].a;",
        "event.x.forEach((_, i) => event.x[i].a);",
        "event.x.map((r, i, all) => all[0].a);",
        "const { 0: r } = event.x; r.a;",
        "let r; while ((r = event.x.shift())) r.a;",
        "for (const r of [...event.x]) r.a;",
        "for await (const { a } of event.x) a;",
    ],
)
def test_a_number_takes_an_item(code: str) -> None:
    assert {each.split()[0] for each in inside(code)} == {"x", "x[].a"}


@pytest.mark.parametrize(
    "code",
    [
        "event[key].a;",
        "for (const key in event) event[key].a;",
        "for (const key of Object.keys(event)) event[key].a;",
        "Object.keys(event).forEach((key) => event[key].a);",
        "Object.values(event).map((v) => v.a);",
        "Object.entries(event).map(([key, v]) => { key.wrong; v.a; });",
        "for (const [key, { a }] of Object.entries(event)) key.wrong;",
    ],
)
def test_a_computed_key_takes_any_value(code: str) -> None:
    assert inside(code) == ["*.a"]


def test_a_key_that_stands_elsewhere_is_no_access_but_is_followed() -> None:
    assert inside("event[KEY][0].body;", "const KEY = 'Records';") == ["Records[].body"]


@pytest.mark.parametrize(
    "name", ["length", "toString", "constructor", "hasOwnProperty", "__proto__"]
)
def test_what_lists_or_all_objects_have_is_no_key(name: str) -> None:
    code = f"event.x.{name}; event.x['{name}']; event.x?.{name}; const {{ {name}: y }} = event.x;"
    assert set(inside(code)) == {"x optional"}


@pytest.mark.parametrize(
    "name", ["values", "keys", "entries", "match", "test", "find", "filter", "then", "at"]
)
def test_a_method_of_lists_and_strings_is_a_key_where_it_is_not_called(name: str) -> None:
    assert inside(f"event.x.{name}(y);") == ["x"]
    assert inside(f"event.x.{name}.a; const {{ {name} }} = event.x;") == [
        "x",
        f"x.{name}",
        f"x.{name}.a",
        f"x.{name}",
        "x",
    ]


@pytest.mark.parametrize(
    "code",
    [
        "JSON.parse(event.a).b;",
        "const { b } = JSON.parse(event.a);",
        "JSON.parse(event.a ?? '{}').b;",
        "(JSON.parse(event.a) as Order).b;",
        "let b; try { ({ b } = JSON.parse(event.a)); } catch { return; }",
    ],
)
def test_parsed_text_is_followed_however_it_is_written(code: str) -> None:
    source = f"export const handler = async (event: Event) => {{ {code} }};"
    assert {each.split()[1] for each in accesses(source, "index.ts")} == {"a", "a|json.b"}


@pytest.mark.parametrize(
    ("imports", "code", "expected"),
    [
        ("", "JSON.parse(Buffer.from(event.a, 'base64').toString('utf8')).b;", "a|base64|json.b"),
        ("", "JSON.parse(Buffer.from(event.a, 'base64')).b;", "a|base64|json.b"),
        ("", "JSON.parse(atob(event.a)).b;", "a|base64|json.b"),
        ("import zlib from 'node:zlib';", "{zip}zlib.gunzipSync({data}){end}", "{gzip}"),
        ("const zlib = require('zlib');", "{zip}zlib.unzipSync({data}){end}", "{gzip}"),
        ("import { gunzipSync } from 'zlib';", "{zip}gunzipSync({data}){end}", "{gzip}"),
        (
            "import { gunzip } from 'zlib';",
            "gunzip({data}, (error, text) => JSON.parse(text.toString()).b);",
            "{gzip}",
        ),
    ],
)
def test_decoded_text_is_followed(imports: str, code: str, expected: str) -> None:
    code = code.replace("{data}", "Buffer.from(event.a, 'base64')")
    code = code.replace("{zip}", "JSON.parse(").replace("{end}", ".toString()).b;")
    wanted = expected.replace("{gzip}", "a|base64|gzip|json.b")
    assert set(inside(code, imports)) == {"a", wanted}


def test_text_is_not_decoded_by_other_functions() -> None:
    assert inside("parse(event.a).b; Buffer.from(event.a, 'hex').toString().b;") == ["a", "a"]


def test_what_a_function_of_the_user_gives_is_not_known() -> None:
    assert inside("normalize(event).a; (await load(event.b)).c;") == ["b"]


@pytest.mark.parametrize("path", ["index.jsx", "index.tsx"])
def test_elements_are_read(path: str) -> None:
    code = "export const handler = async (event) => <p class={event.a}>{event.b}</p>;"
    assert [each.split()[1] for each in accesses(code, path)] == ["a", "b"]


@pytest.mark.parametrize(
    "code",
    [
        "export function handler(event: A): void;\nexport function handler(event) { event.a; }",
        "const handler = (event: A) => event.a;\nexport = { handler };",
        "enum E { A = 'x' }\nexport const handler = (event: A) => event.a;",
        "export const handler = async (this: void, event?: A) => { event!.a; };",
        "export const handler = <Handler>((event) => event.a);",
        "declare const event: A;\nexport const handler = async (event: A) => event.a;",
        "export let handler = async <T,>(event: T) => { const e: T = event; e.a; };",
    ],
)
def test_what_only_typescript_has_is_read(code: str) -> None:
    found = accesses(code, "index.tsx" if "<T,>" in code else "index.ts")
    assert [each.partition(": ")[2] for each in found] == ["a attribute"]
