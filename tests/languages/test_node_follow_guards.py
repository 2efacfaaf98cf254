from __future__ import annotations

import pytest
from lambda_ls.model.flow import Lack

from tests.languages.node_flow import flow, inside
from tests.languages.python_flow import shown

NULL, ABSENT = Lack.NULL, Lack.ABSENT


def provided(body: str) -> frozenset[Lack]:
    """What is provided for of `a` where `b` is taken from it."""
    code = "import assert from 'node:assert';\n"
    code += f"export const handler = async (event, context) => {{\n{body}\n}};\n"
    found = [each for each in flow(code).accesses if shown(each.owner) == "a" and each.key == "b"]
    assert found, "no access of `b`"
    return found[-1].owner.provided


@pytest.mark.parametrize(
    "body",
    [
        "event.a.b;",
        "event['a']['b'];",
        "const { a } = event; a.b;",
        "const { a: { b } } = event;",
        "event?.a.b;",
        "event.a.b || 1;",
        "if (event.c) event.a.b;",
        "if (event.x.a) event.a.b;",
        "if (event.a === 'x') event.a.b;",
        "event.x?.a; event.a.b;",
        "try { event.a.b; } finally { }",
        "try { } catch { event.a.b; }",
        "try { } catch { } finally { event.a.b; }",
        "items.map((r) => r.a); event.a.b;",
    ],
)
def test_nothing_is_provided_for_without_a_guard(body: str) -> None:
    assert provided(body) == frozenset()


@pytest.mark.parametrize(
    "body",
    [
        "event.a?.b;",
        "event?.a?.b;",
        "event.a?.['b'];",
        "(event.a || {}).b;",
        "(event.a ?? {}).b;",
        "const { b } = event.a ?? {};",
        "const a = event.a || {}; a.b;",
        "let a = {}; if (event.a) a = event.a; a.b;",
        "event.a && event.a.b;",
        "if (event.a) event.a.b;",
        "if (!event.a) return; event.a.b;",
        "if (!event || !event.a || !event.a.b) return; event.a.b;",
        "if (x && event.a != null) event.a.b;",
        "if (event.a !== undefined) event.a.b;",
        "if (null === event.a) return; event.a.b;",
        "if (typeof event.a === 'object') event.a.b;",
        "if (event.a instanceof Object) event.a.b;",
        "if (Array.isArray(event.a)) event.a.b;",
        "if (event.a?.length) event.a.b;",
        "event.a ? event.a.b : 1;",
        "const has = Boolean(event.a); event.a.b;",
        "const has = !!event.a; event.a.b;",
        "while (event.a) { event.a.b; }",
        "for (; event.a; ) event.a.b;",
        "switch (true) { case !event.a: break; default: event.a.b; }",
        "assert(event.a); event.a.b;",
        "const check = (e) => { if (!e.a) throw e; }; check(event); event.a.b;",
        "const { a } = event; if (!a) return; a.b;",
        "try { event.a.b; } catch { } run();",
        "try { event.a.b; } catch (error) { run(event); throw error; }",
        "try { if (x) { event.a.b; } } catch { } finally { } run();",
        "try { items.map(() => event.a.b); } catch { } run();",
        "try { await load().then(() => event.a.b); } catch { } run();",
        "const run = (e) => e.a.b; try { run(event); } catch { } end();",
        "for (const x of y) { try { event.a.b; } catch { } }",
        "const run = () => { try { event.a.b; } catch { return 1; } }; run();",
        "const run = async (e) => e.a.b; await run(event).catch(log);",
        "const run = async (e) => e.a.b; await run(event).then(log).catch(log);",
        "const run = async (e) => e.a.b; await Promise.allSettled([run(event)]);",
    ],
)
def test_a_test_a_default_and_a_try_provide_for_both(body: str) -> None:
    assert provided(body) == {NULL, ABSENT}


@pytest.mark.parametrize(
    "body",
    [
        "const { a = {} } = event; a.b;",
        "const { a: { b } = {} } = event;",
        "const f = ({ a = {} }) => a.b; f(event);",
        "const f = (a = {}) => a.b; f(event.a);",
        "if ('a' in event) event.a.b;",
        "if (!('a' in event)) return; event.a.b;",
        "if (event.hasOwnProperty('a')) event.a.b;",
        "if (Object.hasOwn(event, 'a')) event.a.b;",
        "if (Reflect.has(event, 'a')) event.a.b;",
        "if (Object.keys(event).includes('a')) event.a.b;",
        "if (key in event) event.a.b;",
    ],
)
def test_a_default_of_a_pattern_and_a_look_for_the_key_provide_for_its_absence(body: str) -> None:
    assert provided(body) == {ABSENT}


def test_a_filter_provides_for_what_it_asks_for() -> None:
    code = "event.x.filter((r) => r.a).map((r) => r.a.b);"
    assert inside(code) == ["x", "x[].a optional", "x[].a optional", "x[].a.b"]
    assert inside("event.x.map((r) => r.a);") == ["x", "x[].a"]


def test_a_key_that_the_code_looks_for_is_optional() -> None:
    assert inside("if ('a' in event) event.a;") == ["a test optional", "a optional"]
    assert inside("event.a; event.a?.b;") == ["a optional", "a optional", "a.b"]
    assert inside("event.a ?? 1; event.b || 1; const { c = 1 } = event;") == [
        "a optional",
        "b optional",
        "c optional",
    ]


def test_looking_for_a_key_in_another_object_does_not_count() -> None:
    assert inside("if ('a' in event.b) event.a;") == ["b.a test optional", "b", "a"]


def test_what_lambda_always_passes_needs_no_default() -> None:
    code = "export const handler = async (event = { a: 1 }, { b } = {}) => event.c;"
    assert [each.key for each in flow(code).accesses] == ["b", "c"]


@pytest.mark.parametrize(
    "body",
    [
        "try { event.a.b; } catch (e) { return { statusCode: 500, body: JSON.stringify(e) }; }",
        "try { event.a.b; } catch (error) { console.error('failed', error.message); throw error; }",
        "try { if (x) { event.a.b; } } catch { throw new Error('no'); } finally { end(); } f();",
        "const run = (e) => e.a.b; try { run(event); } catch (e) { throw new Error(`no ${e}`); }",
    ],
)
def test_a_try_that_only_says_that_the_handler_failed_provides_for_nothing(body: str) -> None:
    assert {told for told in inside(body) if told[0] == "a"} == {"a caught", "a.b caught"}
    assert provided(body) == frozenset()


@pytest.mark.parametrize(
    "rescue",
    [
        "return second();",
        "return second(...arguments);",
        "return { statusCode: 200, body: '' };",
        "return { statusCode: 500, body: current.b };",
        "return { statusCode: 500, body: this.second() };",
        "return { statusCode: 200, body: '{ statusCode: 500 }' };",
        "return this.second();",
        "if (error instanceof TypeError) return 1; throw error;",
        "throw error instanceof TypeError ? 1 : error;",
        "console.log('the other version');",
        "throw error; } finally { return 1;",
    ],
)
def test_a_try_that_can_come_to_the_event_in_another_way_may_provide_for_a_key(rescue: str) -> None:
    assert provided(f"try {{ event.a.b; }} catch (error) {{ {rescue} }}") == {NULL, ABSENT}
