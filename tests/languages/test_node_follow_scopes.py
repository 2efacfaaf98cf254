from __future__ import annotations

import pytest

from tests.languages.node_flow import accesses, inside


def test_a_name_that_is_bound_again_is_another_value_from_there_on() -> None:
    assert inside("event.a; event = load(); event.b;") == ["a"]
    assert inside("let body = event.body; body = JSON.parse(body); body.x;") == [
        "body",
        "body|json.x",
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "var event = load();",
        "function event() {}",
        "class event {}",
        "event += 1;",
        "event ??= {};",
        "event++;",
        "(event) = load();",
        "[event] = load();",
        "({ event } = load());",
        "({ x: event = 1 } = load());",
        "({ ...event } = load());",
        "const x = event = load();",
        "if ((event = load())) {}",
        "x && (event = load());",
        "x ? (event = load()) : 1;",
        "if (x) { event = load(); }",
        "if (x) var event = load();",
        "for (event of load()) {}",
        "for (var event of load()) {}",
        "for (const x of y) { event = load(); break; }",
        "while (x) { if (y) { event = load(); break; } }",
        "do { event = event.next; } while (x);",
        "outer: for (const x of y) { for (const z of x) { event = load(); continue outer; } }",
        "label: { if (x) { event = load(); break label; } }",
        "switch (x) { case 1: event = load(); break; default: }",
        "try { event = load(); } catch { }",
        "try { } catch { event = load(); }",
        "try { } finally { event = load(); }",
        "items.forEach((x) => { event = x; });",
        "items.forEach((x) => { [event] = x; });",
        "items.forEach((x) => { ({ event } = x); });",
        "items.forEach((x) => { for (event of x) {} });",
        "function reset() { event = load(); }",
        "with (load()) { }",
    ],
)
def test_everything_that_gives_the_name_another_value_ends_what_is_known(statement: str) -> None:
    assert inside(f"{statement} event.after;") in ([], ["next"])


@pytest.mark.parametrize(
    "part",
    [
        "{ const event = load(); event.wrong; }",
        "{ class event {} event.wrong; }",
        "{ function event() {} event.wrong; }",
        "for (const event of load()) event.wrong;",
        "for await (const { event } of load()) event.wrong;",
        "for (let event = load(); event; event = event.next) event.wrong;",
        "for (const event in load()) event.wrong;",
        "try { load(); } catch (event) { event.wrong; }",
        "try { load(); } catch ({ event }) { event.wrong; }",
        "items.map((event) => event.wrong);",
        "items.map(({ event }) => event.wrong);",
        "items.map(function event() { return event.wrong; });",
        "items.map((x, ...event) => event.wrong);",
        "items.map(async ([event = 1]) => event.wrong);",
        "const f = (event = load()) => event.wrong; f();",
        "items.map(() => { const event = load(); return event.wrong; });",
        "const o = { run(event) { return event.wrong; } };",
        "class A { run(event) { return event.wrong; } }",
        "switch (x) { case 1: { const event = load(); event.wrong; } }",
        "switch (x) { case 1: const event = load(); event.wrong; }",
        "try { const event = load(); event.wrong; } catch { }",
        "while (x) { const event = load(); event.wrong; }",
        "load().event.wrong; this.event.wrong; ({ event: 1 }).event.wrong;",
    ],
)
def test_a_name_of_an_inner_part_hides_the_event_there_alone(part: str) -> None:
    assert inside(f"{part} event.right;") == ["right"]


def test_a_name_of_a_loop_is_not_seen_behind_it() -> None:
    code = "for (const r of event.Records) { const config = r.c; } config.x;"
    assert inside(code, "const config = load();") == ["Records", "Records[].c"]


def test_functions_see_the_names_of_the_blocks_around_them() -> None:
    code = "for (const { a } of event.x) { const b = a.c; tasks.push(() => b.d); }"
    assert inside(code) == ["x[].a", "x", "x[].a.c", "x[].a.c.d"]


def test_an_inner_function_sees_whatever_its_name_was_bound_to() -> None:
    assert inside("let e = event; const f = () => e.a; e = load(); f();") == []
    assert inside("const e = event; const f = () => e.a; f(); setTimeout(() => e.b);") == ["a", "b"]


def test_what_branches_disagree_about_is_not_known_after_them() -> None:
    assert inside("let d; if (x) d = event.a; else d = event.b; d.c;") == ["a", "b"]
    code = "let d; switch (x) { case 1: d = event.a; break; default: d = event.b; } d.c;"
    assert inside(code) == ["a", "b"]


def test_what_branches_agree_about_is_known_after_them() -> None:
    assert inside("let d; if (x) d = event.a; else d = event.a; d.c;") == ["a", "a", "a.c"]
    assert inside("let d; try { d = event.a; } catch { return; } d.c;")[-1] == "a.c"
    code = "let d; switch (x) { case 1: d = event.a; break; default: d = event.a; } d.c;"
    assert inside(code)[-1] == "a.c"
    assert inside("const d = x ? event.a : null; d.c;") == ["a", "a.c"]


def test_a_branch_that_ends_does_not_count_after_it() -> None:
    assert inside("if (x) { event = load(); return; } event.a;") == ["a"]
    assert inside("if (x) { event = load(); throw event.e; } event.a;") == ["a"]


def test_a_case_can_follow_another_one() -> None:
    assert inside("switch (x) { case 1: event = load(); case 2: event.a; }") == []
    assert inside("switch (x) { case 1: event = load(); break; case 2: event.a; }") == ["a"]


def test_a_failed_try_can_have_bound_its_names_or_not() -> None:
    code = "try { event = load(); return run(event); } catch (e) { event.a; } event.b;"
    assert inside(code) == []
    assert inside("try { event = load(); return; } finally { event.a; }") == []
    assert inside("try { load(); } catch (e) { return e; } finally { event.a; } event.b;") == [
        "a",
        "b",
    ]


def test_a_name_that_a_loop_binds_is_not_known_before_it_in_the_loop() -> None:
    assert inside("let n = event.a; while (n) { n.b; n = n.next; } n.c;") == ["a"]
    code = "let r; for (let i = 0; i < 9; i++) { r = event.x[i]; r.a; }"
    assert inside(code) == ["x", "x[].a"]


@pytest.mark.parametrize(
    "write",
    [
        "event.a = load();",
        "event['a'] = {};",
        "event.a ??= {};",
        "event.a++;",
        "({ b: event.a } = load());",
        "delete event.a;",
        "event[key] = 1;",
        "Object.assign(event, other);",
        "const e = event; e.a = {};",
        "fill(event);",
    ],
)
def test_a_key_that_is_written_is_the_users_own(write: str) -> None:
    found = inside(f"{write} event.a.b;", "function fill(e) { e.a = load(); }")
    assert not [each for each in found if "a.b" in each]


def test_a_write_of_one_key_leaves_the_others() -> None:
    assert inside("event.a = JSON.parse(event.a); event.a.x; event.b.y;") == [
        "a write",
        "a",
        "b",
        "b.y",
    ]


@pytest.mark.parametrize("call", ["push(x)", "unshift(x)", "fill(x)", "splice(0, 1, x)"])
def test_items_that_are_added_to_a_list_can_be_the_users_own(call: str) -> None:
    assert inside(f"event.x.{call}; event.x[0].a;") == ["x", "x"]
    assert inside("event.x[0] = load(); event.x[1].a;") == ["x", "x"]
    assert inside("event.x.concat(y)[0].a; [...event.x, y][0].a;") == ["x", "x"]


@pytest.mark.parametrize("copy", ["{ ...event }", "Object.assign({}, event)", "merge(event)"])
def test_of_a_copy_with_other_keys_nothing_is_known(copy: str) -> None:
    assert inside(f"const copy = {copy}; copy.a;") == []


def test_names_of_the_file_that_change_are_not_followed() -> None:
    code = "let use = (e) => e.a;\nif (x) use = other;\n"
    assert accesses(f"{code}export const handler = (event) => use(event);") == []
    once = "let use = (e) => e.a;\nexport const handler = (event) => use(event);"
    assert accesses(once) == ["1: a attribute"]
