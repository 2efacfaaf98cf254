"""What expressions and variables of JavaScript and TypeScript give, as far as the file tells."""

from __future__ import annotations

import pytest
from lambda_ls.languages.node.bodies import NodeBodies
from lambda_ls.text.source import SourceText

from tests.languages.node_terms import HEAD, local_of, shown, value

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
