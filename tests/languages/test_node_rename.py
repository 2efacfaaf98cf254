from __future__ import annotations

import pytest
from lambda_ls.languages.node.language import NodeLanguage
from lambda_ls.text.edits import TextEdit, apply_edits
from lambda_ls.text.source import SourceText

NODE = NodeLanguage()


def renamed(text: str, name: str = "handler", path: str = "app.js") -> str | None:
    """The text after a rename to NEW, None where the rename is refused."""
    spans = NODE.rename_spans(SourceText(text), path, name)
    assert list(spans) == sorted(spans)
    return apply_edits(text, [TextEdit(span, "NEW") for span in spans]) if spans else None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("export const handler = () => handler();", "export const NEW = () => NEW();"),
        ("export function handler() {}", "export function NEW() {}"),
        ("exports.handler = () => {};", "exports.NEW = () => {};"),
        ("exports.handler = () => exports.handler;", "exports.NEW = () => exports.NEW;"),
        ("exports['handler'] = () => {};", "exports['NEW'] = () => {};"),
        ("module.exports = { 'handler': fn };", "module.exports = { 'NEW': fn };"),
        ("module.exports = { handler() {} };", "module.exports = { NEW() {} };"),
        ("const x = 1;\nexport { x as handler };", "const x = 1;\nexport { x as NEW };"),
        ("const handler = 1;\nexport { handler };", "const NEW = 1;\nexport { NEW };"),
        ("let handler;\nmodule.exports = { handler };", "let NEW;\nmodule.exports = { NEW };"),
        (
            "const handler = 1;\nexports.handler = handler;",
            "const NEW = 1;\nexports.NEW = NEW;",
        ),
        (
            "const { handler } = require('x');\nexports.handler = handler;",
            "const { handler } = require('x');\nexports.NEW = handler;",
        ),
        ("export { x as handler } from './m';", "export { x as NEW } from './m';"),
        ("export * as handler from './m';", "export * as NEW from './m';"),
        (
            "exports.handler = void 0;\nexports.handler = handler;\nfunction handler() {}",
            "exports.NEW = void 0;\nexports.NEW = NEW;\nfunction NEW() {}",
        ),
    ],
)
def test_a_rename_changes_the_definition_and_every_use(before: str, after: str) -> None:
    assert renamed(before) == after


@pytest.mark.parametrize(
    "inner",
    [
        "function f(handler) { return handler; }",
        "const f = (handler) => handler;",
        "const f = handler => handler;",
        "const f = ({ handler }) => handler;",
        "const f = ([handler], ...rest) => handler;",
        "const f = (a = { b: 1 }, handler = 2) => handler;",
        "function f() { const handler = 1; return handler; }",
        "function f() { { var handler; } return handler; }",
        "function f() { let { a: handler } = x; handler(); }",
        "function f() { function handler() {} handler(); }",
        "function f() { class handler {} new handler(); }",
        "(function handler() { handler(); });",
        "for (const handler of list) handler();",
        "try {} catch (handler) { handler(); }",
        "x.handler(); y = { handler: 1 }; // handler\n'handler';",
        "handler: for (;;) break handler;",
    ],
)
def test_other_things_of_the_same_name_stay(inner: str) -> None:
    before = f"export const handler = () => {{}};\n{inner}\nhandler();"
    assert renamed(before) == f"export const NEW = () => {{}};\n{inner}\nNEW();"


@pytest.mark.parametrize(
    "text",
    [
        "import { handler } from './m';\nexport { handler };",
        "export { handler } from './m';",
        "export const { handler } = make();",
        "const { handler } = make();\nmodule.exports = { handler };",
        # A shorthand would have to become `handler: NEW`.
        "export const handler = () => {};\ncall({ handler });",
        "module.exports = { handler() {}, other() { this.handler(); } };",
        "exports.handler = () => {};\nconst { handler } = exports;",
        "export const handler = () => {};\nconst x = {",
        "export const other = 1;",
        "",
    ],
)
def test_a_rename_that_is_not_safe_is_refused(text: str) -> None:
    assert renamed(text) is None


def test_the_default_export_has_no_other_name() -> None:
    assert renamed("export default function handler() {}", "default") is None


def test_only_the_last_name_of_a_path_is_renamed() -> None:
    before = "export const api = { handler() {} };\napi.handler();"
    assert renamed(before, "api.handler") == "export const api = { NEW() {} };\napi.NEW();"
    assert renamed("export const api = { handler };", "api.handler") is None
    assert renamed(before + "\nother.handler();", "api.handler") is None


def test_types_are_not_renamed_with_a_function_but_with_a_class() -> None:
    function = "export function handler() {}\nlet x: handler;\nlet y: typeof handler;"
    after = "export function NEW() {}\nlet x: handler;\nlet y: typeof NEW;"
    assert renamed(function, path="app.ts") == after
    of_class = "export class handler {}\nlet x: handler = new handler();"
    assert renamed(of_class, path="app.ts") == "export class NEW {}\nlet x: NEW = new NEW();"
