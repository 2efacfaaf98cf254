from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lambda_ls.languages.node.language import NodeLanguage
from lambda_ls.text.source import SourceText

from tests.effort import at_most

NODE = NodeLanguage()

SAMPLE = """\
'use strict';
import d, { a as b, type T } from './q';
import * as all from "./w"; // 😀 é
const { handler: h2, ...rest } = require('./x');
/** Doc of `handler`. */
export const handler: Handler<A> = middy(async (event, { id = 1 }, ...r) => {
  exports.inner = ({ handler }) => handler ?? `${event.x}`;
}).use(json());
class Api extends Base {
  @log() static async go(e) {} run = () => {}; #p = 1; get x() { return 1; }
}
const api = new Api(); api.more = 1;
module.exports = exports = {
  handler, b, 'q': h2, [k]: 1, ...rest, async m() {}, api: { go: api.go }
};
Object.defineProperty(exports, "z", { enumerable: true, get: function () { return b.z; } });
__exportStar(require("./s"), exports);
export * from './m'; export * as ns from './n'; export { b as c, h2 as default };
export default class extends Api {}
for (const k of ks) { exports[k] = module.exports[k]; }
"""


def check(text: str, path: str) -> None:
    source = SourceText(text)
    module = NODE.read(source, path)
    for name, export in module.exports.items():
        assert name == export.name
        assert 0 <= export.span.start <= export.name_span.start
        assert export.name_span.start <= export.name_span.end <= export.span.end <= len(text)
    for name in list(module.exports)[:5]:
        for span in NODE.rename_spans(source, path, name):
            assert name.endswith(text[slice(*span)])
    NODE.stub("handler", None, path, source)


@pytest.mark.parametrize("path", ["app.js", "app.ts", "app.tsx"])
def test_every_beginning_of_a_file_can_be_read(path: str) -> None:
    for end in range(0, len(SAMPLE) + 1, 7):
        check(SAMPLE[:end], path)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, len(SAMPLE)),
    st.integers(0, len(SAMPLE)),
    st.text(max_size=8),
    st.sampled_from(["app.js", "app.ts", "app.tsx"]),
)
def test_any_edit_of_a_file_can_be_read(start: int, end: int, text: str, path: str) -> None:
    check(SAMPLE[: min(start, end)] + text + SAMPLE[max(start, end) :], path)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec=None), max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    check(text, "app.js")
    check(f"exports.a = {text};module.exports = {{ {text} }}", "app.ts")


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("./:ab\0 é\\"), max_size=12))
def test_any_handler_string_can_be_taken_apart(handler: str) -> None:
    parsed = NODE.parse_handler(handler, None)
    assert parsed.text == handler


@pytest.mark.parametrize(
    "text",
    [
        "(" * 20_000 + "1" + ")" * 20_000,
        "export const a = " + "[" * 50_000,
        "exports.a = " * 20_000 + "1",
        "exports.a = " + "f(" * 20_000,
        "exports.a = x" + ".y(1)" * 20_000,
        "exports" + ".y" * 50_000 + " = 1",
        "export const a = " + "{ a: " * 20_000 + "1" + "}" * 20_000,
        "const a = { ...b };\nconst b = { ...a };\nexport { a, b };\nmodule.exports = a;",
        "const a = b;\nconst b = a;\nexport { a };\nmodule.exports = a;",
        "const self = exports;\nconst other = self;\nexports = other;\nother.x = self;",
        "\0\ud800\ufeff" * 1000 + "exports.a = 1",
    ],
)
def test_deep_and_circular_code_is_not_followed_without_end(text: str) -> None:
    with at_most(2_000_000):
        NODE.read(SourceText(text), "app.js")


def test_objects_that_hold_each_other_do_not_explode() -> None:
    objects = [
        f"const a{n} = {{ {', '.join(f'k{k}: a{n - 1}' for k in range(9))} }};" for n in range(9)
    ]
    module = NODE.read(SourceText("\n".join(objects) + "\nexport { a8 };"), "app.js")
    assert len(module.exports) <= 2_000


def test_of_code_that_names_its_exports_too_often_nothing_is_claimed() -> None:
    statement = (
        "exports.f%d=async(e,t)=>{const n=await a.b(e);if(!n)throw 1;return{statusCode:200}};"
    )
    text = "".join(statement % number for number in range(12_000))[:1_000_000]
    module = NODE.read(SourceText(text), "app.js")
    assert module.exports == {}
    assert module.open_reason == "`exports` is used too often to be followed"


def test_a_larger_file_is_left_alone() -> None:
    module = NODE.read(SourceText("x" * 1_000_001), "app.js")
    assert module.exports == {}
    assert module.open_reason


def test_two_hundred_handlers_of_a_file_cost_two_hundred_times_one() -> None:
    handler = (
        "/** Doc. */\nexport const h%d = async (event) => {\n  return await go(event);\n};\n\n"
    )
    text = "".join(handler % number for number in range(200))
    with at_most(200 * 500):
        module = NODE.read(SourceText(text), "app.js")
    assert len(module.exports) == 200
