from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.languages.node_flow import accesses, flow, inside
from tests.languages.python_flow import shown

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


def test_functions_of_the_file_are_followed() -> None:
    before = "const show = ({ detail }) => detail.id;\nfunction list(e) { return e.a; }"
    assert inside("show(event); list(event);", before) == ["detail", "detail.id", "a"]


@pytest.mark.parametrize(
    "guarded",
    [
        "event.query?.page;",
        "event.query && event.query.page;",
        "if (event.query) { event.query.page; }",
        "const { page } = event.query || {};",
        "const query = event.query ?? {}; query.page;",
        "try { event.query.page; } catch { return 1; }",
        "if (!event.query) return 1; event.query.page;",
    ],
)
def test_every_guard_tells_that_a_part_may_be_missing(guarded: str) -> None:
    code = f"export const handler = async (event) => {{ {guarded} }};"
    found = [each for each in flow(code).accesses if each.key == "page"]
    assert found
    assert all(each.owner.provided for each in found)


@pytest.mark.parametrize(
    "call",
    [
        "list(event).catch(() => 1)",
        "list(event).then(show).catch(() => 1)",
        "Promise.allSettled([list(event)])",
    ],
)
def test_the_errors_of_a_promise_can_be_caught(call: str) -> None:
    code = "const list = async (e) => e.query.page;\n"
    code += f"export const handler = async (event) => {{ await {call}; }};"
    found = [each for each in flow(code).accesses if each.key == "page"]
    assert [bool(each.owner.provided) for each in found] == [True]


def test_what_is_handed_to_others_is_told() -> None:
    code = """import { save } from "./store.mjs";
export const handler = async (event) => { await save(event.detail, 1); };"""
    (handed,) = flow(code).handed
    assert (handed.callee, handed.position, shown(handed.value)) == ("save", 0, "detail")
    assert handed.imported is not None and handed.imported.module == "./store.mjs"


@pytest.mark.parametrize(
    "body",
    [
        "event = other(); return event.a;",
        "let e = event; e = other(); return e.a;",
        "const f = (event) => event.a; return f(other());",
        "{ const event = other(); event.a; }",
        "return this.event.a + other.event.a;",
        "return { event: 1 }.a;",
    ],
)
def test_what_is_not_the_event_is_not_told(body: str) -> None:
    assert inside(body) == []


def test_what_the_handler_puts_there_is_its_own() -> None:
    assert inside("event.own = {}; return event.own.key;") == ["own write"]


def test_arguments_that_are_bound_take_the_places_of_what_lambda_passes() -> None:
    code = "function run(store, event) { return store.a; }\n"
    assert accesses(f"{code}exports.handler = run.bind(null, {{}});", "index.js") == []
    plain = "function run(event) { return event.a; }\nexports.handler = run.bind(null);"
    assert accesses(plain, "index.js") == ["1: a attribute"]


def test_a_parameter_of_a_wrapper_hides_the_name_outside() -> None:
    code = """const store = (e) => e.wrong;
const wrap = (store, { run }) => async (event) => { store(event); run(event); return event.a; };
function run(e) { return e.wrong; }
export const handler = wrap(make(), make());
"""
    assert accesses(code) == ["2: a attribute"]


def test_a_function_of_the_file_that_wraps_the_handler_is_seen_through() -> None:
    code = """const wrap = (inner) => async (event, context) => inner(event, context);
const list = async (event) => event.a;
export const handler = wrap(list);
"""
    assert accesses(code) == ["2: a attribute"]


@pytest.mark.parametrize("symbol", ["handler", "absent", "default", ""])
def test_what_is_not_there_is_not_followed(symbol: str) -> None:
    expected = 0 if symbol != "handler" else len(flow(HANDLER).accesses)
    assert len(flow(HANDLER, symbol=symbol).accesses) == expected


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(HANDLER)), st.integers(0, 12), st.text("(){}[].?`$;=>'e \n", max_size=4))
def test_half_typed_code_is_survived(start: int, removed: int, typed: str) -> None:
    code = HANDLER[:start] + typed + HANDLER[start + removed :]
    for access in flow(code).accesses:
        assert code[access.key_span.start : access.key_span.end] == access.key
