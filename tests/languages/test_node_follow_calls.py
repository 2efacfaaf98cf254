from __future__ import annotations

import pytest
from lambda_ls.model.flow import Root, Start, Value
from lambda_ls.model.module import Import
from lambda_ls.text.source import SourceText

from tests.languages.node_flow import NODE, accesses, flow, inside
from tests.languages.python_flow import shown, told

CLASS = """class Worker {
  constructor(event) { event.init; }
  async run(e, context) { await this.step(e); [1].map(() => this.step(e)); context.awsRequestId; }
  step({ step }) { return step; }
  field = (e) => e.field;
  static plain(e) { this.made(e); }
  static made(e) { e.made; }
  get other() { return this; }
}
"""


def handed(code: str) -> list[tuple[str, str, Import | None, int | str | None]]:
    return [
        (shown(each.value), each.callee, each.imported, each.keyword or each.position)
        for each in flow(code).handed
    ]


def test_a_function_tells_the_accesses_of_each_call() -> None:
    before = "const use = (x) => x.c;"
    assert inside("use(event.a); use(event.b); use(1);", before) == ["a.c", "b.c", "a", "b"]


@pytest.mark.parametrize(
    "function",
    [
        "function use(e) { return e.a; }",
        "async function use(e) { return e.a; }",
        "function* use(e) { yield e.a; }",
        "const use = (e) => e.a;",
        "const use = async ({ a }) => a;",
        "const use = function (e) { return e.a; };",
        "var use = function named(e) { return e.a; };",
        "let use = (e = {}) => e.a;",
        "const use = (...all) => all[0].a;",
        "const use = (...[{ a }]) => a;",
    ],
)
def test_functions_of_every_kind_are_followed(function: str) -> None:
    assert inside("await use(event);", function) == ["a"]
    assert inside(f"{function} use(event);") == ["a"]


def test_functions_can_be_called_before_they_are_defined() -> None:
    code = "export const handler = (event) => use(event);\n"
    assert accesses(f"{code}const use = (e) => e.a;") == ["2: a attribute"]
    assert inside("await use(); async function use() { event.a; }") == ["a"]


def test_functions_that_are_called_at_once_are_followed() -> None:
    assert inside("(function (e) { e.a; })(event); (async () => { event.b; })();") == ["a", "b"]
    assert inside("use.call(this, event); use.bind(null)(event);", "const use = (e) => e.a;") == [
        "a"
    ]


def test_recursion_ends() -> None:
    found = inside("walk(event);", "const walk = (x) => { x.key; walk(x.next); };")
    assert found[:3] == ["key", "next.key", "next.next.key"]
    assert len(found) < 40
    assert inside("walk(event.x);", "const walk = (r) => { walk(r); r.a; };") == ["x.a", "x"]


def test_arguments_reach_the_parameters_that_they_are_passed_for() -> None:
    before = "const use = (a, b, ...rest) => { a.x; b.y; rest[0].z; rest[1].w; };"
    assert inside("use(...[1, event], event.c);", before) == ["y", "c.z", "c"]
    assert inside("use(event, ...list, event);", before) == ["x"]


@pytest.mark.parametrize(
    "call",
    [
        "event.x.forEach(use);",
        "event.x.map(use);",
        "event.x.some((r) => use(r));",
        "event.x.filter(Boolean).every(use);",
        "event.x.find(use);",
        "event.x.flatMap(use);",
        "event.x.sort(use);",
        "event.x.reduce((all, r) => all + use(r), 0);",
        "event.x.map(use.bind(null));",
        "Array.from(event.x, use);",
        "Promise.all(event.x.map(async (r) => { await use(r); }));",
        "await Promise.allSettled(event.x.map(use));",
        "[...event.x].map(use);",
        "Object.values(event.x).map(use);",
        "for (const [, r] of event.x.entries()) use(r);",
        "for (const r of Object.values(event.x)) use(r);",
    ],
)
def test_functions_that_are_called_with_each_item_are_followed(call: str) -> None:
    found = [
        each.replace(".*", "[]").split()[0] for each in inside(call, "const use = (r) => r.y;")
    ]
    assert found == ["x[].y", "x"]


@pytest.mark.parametrize(
    "call",
    ["event.x.y(use);", "other(event.x, use);", "event.x.then(use);", "list.map(use);"],
)
def test_what_calls_a_function_with_something_else_tells_nothing(call: str) -> None:
    assert "x[].wrong" not in inside(call, "const use = (r) => r.wrong;")


def test_methods_are_followed_on_instances_of_their_class() -> None:
    code = (
        f"{CLASS}const worker = new Worker(1);\n"
        "export const handler = async (event, context) => {\n"
        "  const w = new Worker(event); await w.run(event, context);\n"
        "  await worker.run(event.w, context);\n"
        "  Worker.plain(event); new Worker().missing(event);\n};"
    )
    assert accesses(code) == [
        "2: init attribute",
        "3: context.awsRequestId attribute",
        "4: step pattern",
        "4: w.step pattern",
        "7: made attribute",
        "13: w attribute",
    ]


def test_this_is_another_one_in_functions_with_their_own() -> None:
    code = (
        "class A {\n  run(e) {\n    list.forEach(function () { this.step(e); });\n"
        "    const o = { go() { this.step(e); } }; o.go();\n  }\n  step(e) { e.wrong; }\n}\n"
        "export const handler = (event) => new A().run(event);"
    )
    assert accesses(code) == []


def test_methods_of_unknown_objects_are_not_followed() -> None:
    code = (
        f"{CLASS}export const handler = (event) => {{ x.run(event); make(Worker).step(event); }};"
    )
    assert accesses(code) == []


@pytest.mark.parametrize(
    ("handler", "expected"),
    [
        ("new Worker().run", ["context.awsRequestId attribute", "step pattern"]),
        ("worker.run.bind(worker)", ["context.awsRequestId attribute", "step pattern"]),
        ("new Worker().field", ["field attribute"]),
        ("Worker.made", ["made attribute"]),
        ("worker.run.bind(worker, {})", []),
        ("worker.missing", []),
    ],
)
def test_a_handler_can_be_a_method(handler: str, expected: list[str]) -> None:
    code = f"{CLASS}const worker = new Worker();\nexports.handler = {handler};"
    assert [each.partition(": ")[2] for each in accesses(code, "index.js")] == expected


def test_any_function_can_be_followed_with_any_value() -> None:
    source = SourceText("export const use = (x, e) => { x.a; e.b; };")
    start = Start("use", ((1, Value(Root.EVENT)),))
    found = NODE.follow(source, "index.mjs", start).accesses
    assert [told(each) for each in found] == ["b attribute"]


def test_values_that_go_to_other_functions_are_told() -> None:
    code = (
        "import { run as go } from './helpers';\nimport * as tools from 'tools';\n"
        "const { save } = require('./store');\nconst s3 = new S3();\n"
        "export const handler = async (event, context) => {\n"
        "  await go(1, event.a, context);\n  tools.use(event);\n  save?.(event.s);\n"
        "  s3.getObject({ Bucket: event.b, Key: 'x' });\n"
        "  s3.send(new Command({ Bucket: event.c, x: { y: event } }));\n"
        "  const { d } = event; use({ d });\n"
        "  go(...x, event);\n  use(`${event}`);\n  console.log(event);\n};"
    )
    run, tools = Import("./helpers", "run"), Import("tools", None)
    assert handed(code) == [
        ("a", "go", run, 1),
        ("context", "go", run, 2),
        ("event", "tools.use", tools, 0),
        ("s", "save", Import("./store", "save"), 0),
        ("b", "s3.getObject", None, "Bucket"),
        ("c", "Command", None, "Bucket"),
        ("d", "use", None, "d"),
    ]


def test_an_entry_of_an_object_is_no_argument_of_an_imported_function() -> None:
    code = "import { f } from 'x';\nexport const handler = (event) => f({ event });"
    assert handed(code) == [("event", "f", None, "event")]
