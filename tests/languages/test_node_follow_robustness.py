from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lambda_ls.model.flow import HANDLER_ARGUMENTS, Start
from lambda_ls.text.source import SourceText

from tests.effort import at_most
from tests.languages.node_flow import NODE, accesses, inside

SAMPLE = """\
import middy from '@middy/core'; // 😀 é
const zlib = require('zlib'), KEY = `Records`; let once = 1;
class A extends B { #p = 1; static s(e) { this.t(e); } field = async (e) => e.é;
  constructor(e, { k } = {}) { super(e); this.run(e['é']); this.#p = e.h; }
  get g() { return 1; } async *run(x = {}, ...[y]) { yield* x?.é?.['b']; } }
const wrap = (fn) => async (...args) => { try { return await fn(...args); } catch { } };
export const handler = middy(wrap(async function named({ Records, ...rest }, context) {
  label: for (const [i, { body: b = '{}' }] of Records.entries()) { const { é: d, [KEY]: z } =
      JSON.parse(b); rest.x[i] = d?.["😀"] ?? z; if (!d) continue label; else break label; }
  switch (rest.y) { case rest.z: { var q = rest.q; } default: [q, ...rest.l] = rest.m; }
  try { new A(rest).run(rest.n, ...rest.o); } catch ({ message }) { throw message; } finally { }
  for (let i = 0, r; i < Records.length; i++) { r = Records[i]; r.a ||= r.b; delete r.c; }
  while (q && 'w' in rest) do { q = q.next; } while (typeof rest.v === 'x');
  rest.u.filter((r) => r.a).map(async ({ p }) => p`${rest.t}`); tag`a${rest?.s}b`;
  return { ...rest, KEY: rest.k, [rest.f]: async () => context.done?.(rest['g'], /x/u) };
}));
"""
PATHS = ("index.mjs", "index.jsx", "index.ts", "index.tsx")
MARKS = [*"{}()[]`'.,=:;<😀\\\n", "${", "=>", "?.", "...", "//", "/*", "*/"]
MARKS += ["event", " const ", " for ", " of ", "class "]


def check(text: str, path: str) -> None:
    found = NODE.follow(SourceText(text), path, Start("handler", HANDLER_ARGUMENTS))
    for access in found.accesses:
        assert text[slice(*access.key_span)] == access.key
        for span in (access.owner_span, access.span):
            assert 0 <= span.start <= span.end <= len(text)
        assert access.span.start <= access.key_span.start
        assert access.key_span.end <= access.span.end
    for use in found.names:
        assert text[slice(*use.span)] == use.name
    for each in found.handed:
        assert 0 <= each.span.start < each.span.end <= len(text)


def test_the_sample_is_followed() -> None:
    found = accesses(SAMPLE)
    assert len(found) > 30
    for path in PATHS:
        check(SAMPLE, path)


@pytest.mark.parametrize("path", PATHS)
def test_every_beginning_of_a_file_can_be_followed(path: str) -> None:
    for end in range(0, len(SAMPLE), 7):
        check(SAMPLE[:end], path)


@settings(max_examples=200, deadline=None)
@given(
    st.integers(0, len(SAMPLE)),
    st.integers(0, 12),
    st.lists(st.sampled_from(MARKS) | st.text(max_size=3), max_size=4).map("".join),
    st.sampled_from(PATHS),
)
def test_any_edit_of_a_file_can_be_followed(start: int, removed: int, text: str, path: str) -> None:
    check(SAMPLE[:start] + text + SAMPLE[start + removed :], path)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(MARKS) | st.text(alphabet=st.characters(codec=None), max_size=2)),
    st.sampled_from(PATHS),
)
def test_any_text_can_be_followed(parts: list[str], path: str) -> None:
    check("export const handler = async (event, context) => {\n" + "".join(parts), path)


@pytest.mark.parametrize(
    "body",
    [
        "event" + ".a" * 5_000,
        "event" + "?.[0]" * 5_000,
        "event" + ".a()" * 5_000,
        "event" + ".then(() => 1)" * 3_000,
        "(" * 5_000 + "event" + ")" * 5_000,
        "[" * 5_000,
        "[" * 3_000 + "event" + "]" * 3_000 + " = event",
        "const " + "{a:" * 3_000 + "b" + "}" * 3_000 + " = event",
        "() => " * 5_000 + "event.a",
        "f(" * 5_000 + "event",
        "'x' + " * 5_000 + "event.a",
        "event.a || " * 5_000 + "event.a",
        "!" * 5_000 + "event.a",
        "a ? b : " * 3_000 + "event.a",
        "if (event.a) " * 3_000 + "event.b",
        "for (const event of event.a) {" * 1_000,
        "{ const x = event.a; " * 1_000,
        "try { event.a; } catch { " * 1_000,
        "switch (event.a) { case 1: " * 1_000,
        "label: " * 3_000 + "event.a",
        "function f() { " * 1_000 + "event.a",
        "event = event.a;" * 5_000,
        "event = [event, event];" * 2_000,
        "let e = event; () => { () => { e = 1 } };" * 2_000,
        "`${" * 2_000 + "event.a",
        "<a>" * 2_000 + "{event.a}",
        ";".join(f"f{number}(event.a)" for number in range(5_000)),
        "class A { run() { " * 500 + "this.run(event)",
    ],
    ids=lambda body: body[:24],
)
@pytest.mark.parametrize("path", ["index.js", "index.tsx"])
def test_extreme_code_can_be_followed(body: str, path: str) -> None:
    source = SourceText(f"export const handler = (event, context) => {{\n{body}\n}};\n")
    with at_most(4_000_000):
        NODE.follow(source, path, Start("handler", HANDLER_ARGUMENTS))


def test_functions_that_call_each_other_in_every_way_end() -> None:
    functions = "\n".join(
        f"const f{n} = (x) => {{ {' '.join(f'f{m}(x.k{n});' for m in range(20))} }};"
        for n in range(20)
    )
    with at_most(4_000_000):
        assert inside("f0(event);", functions)


def test_chains_of_names_and_wrappers_end() -> None:
    names = "\n".join(f"const n{index} = n{index + 1};" for index in range(3_000))
    code = f"{names}\nconst n3000 = (event) => event.a;\nexport const handler = n0;"
    assert accesses(code) == []
    wrapped = "wrap(" * 1_000 + "(event) => event.a" + ")" * 1_000
    code = f"const wrap = (fn) => (event) => fn(event);\nexport const handler = {wrapped};"
    assert accesses(code) == []
    assert accesses("export const handler = handler(handler);") == []
    assert accesses("const handler = () => handler;\nexport { handler };") == []


def test_nothing_is_said_of_code_that_is_too_long_to_be_read() -> None:
    assert len(inside("event.a;\n" * 5_000)) == 5_000
    assert inside("event.a;\n" * 50_000) == []


def test_an_error_in_another_function_hides_nothing() -> None:
    code = (
        "const other = () => {\n  foo(1, ];\n};\n\n"
        "export const handler = async (event) => {\n  event.a;\n};\n\nconst last = (] => {\n};\n"
    )
    assert accesses(code) == ["6: a attribute"]


def test_half_typed_code_gives_the_rest() -> None:
    assert inside("event.\nconst x = event.a;\nevent.b;")[-2:] == ["a", "b"]
    assert inside("const { a, } = event; const { b")[0] == "a"
    assert inside("use(event.a, \n\nevent.b;")[0] == "a"


def test_a_word_of_the_next_line_is_no_key() -> None:
    assert "const" not in inside("event.\nconst x = 1;")
    assert inside("event\n  .a\n  .b;") == ["a", "a.b"]
