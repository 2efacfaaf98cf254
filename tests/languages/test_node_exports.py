from __future__ import annotations

from textwrap import dedent

import pytest
from lambda_ls.languages.node.language import NodeLanguage
from lambda_ls.model.module import Callability, Import, Module
from lambda_ls.text.source import SourceText

NODE = NodeLanguage()
YES, NO, UNKNOWN = Callability.YES, Callability.NO, Callability.UNKNOWN


def read(text: str, path: str = "app.js") -> Module:
    return NODE.read(SourceText(dedent(text)), path)


def callables(text: str, path: str = "app.js") -> dict[str, Callability]:
    return {name: export.callable for name, export in read(text, path).exports.items()}


@pytest.mark.parametrize(
    "text",
    [
        "export const handler = async (event) => {};",
        "export let handler = function (event) {};",
        "export async function handler(event) {}",
        "export function* handler(event) {}",
        "const handler = () => {};\nexport { handler };",
        "const main = () => {};\nexport { main as handler };",
        "const main = () => {};\nexport { main as 'handler' };",
        "exports.handler = async (event) => {};",
        "exports['handler'] = async (event) => {};",
        "module.exports.handler = function (event) {};",
        "exports.handler = module.exports.other = () => {};",
        "async function handler() {}\nmodule.exports = { handler };",
        "const main = async () => {};\nmodule.exports = { handler: main };",
        "module.exports = { async handler(event) {} };",
        "module.exports = { 'handler': () => {} };",
        "exports = module.exports = { handler: () => {} };",
        "module.exports = exports = { handler: () => {} };",
        "const app = module.exports = {};\napp.handler = () => {};",
        "const self = exports;\nself.handler = () => {};",
        "const api = { handler() {} };\nmodule.exports = api;",
        "const api = {};\napi.handler = () => {};\nmodule.exports = api;",
        "const api = {};\nObject.assign(api, { handler() {} });\nmodule.exports = api;",
        "class Api { handler() {} }\nmodule.exports = new Api();",
        "class Api { static handler() {} }\nmodule.exports = Api;",
        "module.exports = Object.freeze({ handler() {} });",
        "const base = { handler() {} };\nmodule.exports = { ...base };",
        "Object.assign(module.exports, { handler: () => {} });",
        "Object.defineProperty(exports, 'handler', { value: () => {} });",
        "exports.handler = void 0;\nconst handler = () => {};\nexports.handler = handler;",
        "if (process.env.X) {\n  exports.handler = () => {};\n}",
        "function main() {}\nmodule.exports = main;\nmain.handler = () => {};",
        "const main = () => {};\nmodule.exports = Object.assign(main, { other() {} });\n"
        "module.exports.handler = () => {};",
        "function main() {}\nmodule.exports = main;\nObject.assign(main, { handler() {} });",
        "const api = { go() {} };\nexport const handler = api.go;",
        "class Api { async go(event) {} }\nconst api = new Api();\n"
        "export const handler = api.go.bind(api);",
        "export const handler = (async () => {});",
        "const { handler } = { handler: () => {} };\nexport { handler };",
    ],
)
def test_every_way_to_export_a_function_is_seen(text: str) -> None:
    found = read(text)
    assert found.exports["handler"].callable is YES
    assert not found.broken


@pytest.mark.parametrize(
    "text",
    [
        "export const handler: Handler<A, B> = async (event: A, c?: Context): Promise<B> => ({});",
        "export const handler = (async () => {}) satisfies Handler;",
        "export const handler = (async () => {}) as unknown as Handler;",
        "export const handler = <Handler>(async () => {});",
        "export const handler = (async () => {})!;",
        "export function handler(a: string): void;\nexport function handler(a: any) {}",
        "export = { handler: async () => {} };",
        "class Api {\n  public async handler(@Arg() event: any) {}\n}\nexport = new Api();",
    ],
)
def test_types_do_not_hide_a_function(text: str) -> None:
    found = read(text, "app.ts")
    assert found.exports["handler"].callable is YES
    assert not found.broken


def test_jsx_is_read_in_tsx_files() -> None:
    found = read("export const handler = async () => render(<App user={me} />);", "app.tsx")
    assert found.exports["handler"].callable is YES
    assert not found.broken


@pytest.mark.parametrize(
    "value",
    ["5", "'text'", "`text`", "[1]", "/x/", "null", "undefined", "void 0", "!x", "1 + 2", "{ a }"],
)
def test_a_literal_can_certainly_not_be_called(value: str) -> None:
    assert callables(f"const a = 1;\nexport const handler = {value};")["handler"] is NO


@pytest.mark.parametrize(
    "value",
    [
        "middy(fn)",
        "cond ? fn : other",
        "a || b",
        "a ?? b",
        "await make()",
        "new Proxy(fn, {})",
        "notDeclared",
        "{ ...unknown }",
        "list[0]",
        "tag`text`",
    ],
)
def test_what_cannot_be_followed_is_neither_callable_nor_not(value: str) -> None:
    assert callables(f"export const handler = {value};")["handler"] is UNKNOWN


def test_a_variable_that_can_be_assigned_later_is_not_judged_by_its_first_value() -> None:
    text = "export let handler = null;\nhandler = make();"
    assert callables(text) == {"handler": UNKNOWN}


def test_a_class_cannot_be_called_and_its_static_functions_can() -> None:
    text = "export class Api {\n  static go() {}\n  run() {}\n}"
    assert callables(text) == {"Api": NO, "Api.go": YES}
    assert callables("export class Api extends Base {}") == {"Api": UNKNOWN}


def test_types_are_no_exports() -> None:
    text = """
        export interface A {}
        export type B = string;
        export type { C } from './c';
        export { type D, e } from './d';
        export declare const f: string;
        export declare function g(): void;
        export enum H { x }
        export abstract class I {}
        import type J from './j';
    """
    assert callables(text, "app.ts") == {"e": UNKNOWN, "H": NO, "I": NO}


def test_properties_of_objects_are_paths_with_dots() -> None:
    text = """
        const main = async (event) => {};
        export const api = { main, nested: { deep() {} }, port: 5 };
        export default { handler: main };
    """
    assert callables(text) == {
        "api": NO,
        "api.main": YES,
        "api.nested": NO,
        "api.nested.deep": YES,
        "default": NO,
        "default.handler": YES,
    }


def test_a_function_as_the_whole_module_is_its_default() -> None:
    assert callables("module.exports = async (event) => {};") == {"default": YES}
    assert callables("export default async function handler() {}") == {"default": YES}
    assert callables("export default (event) => {}") == {"default": YES}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("export { handler } from './m';", Import("./m", "handler")),
        ("export { x as handler } from './m';", Import("./m", "x")),
        ("export { default as handler } from './m';", Import("./m", "default")),
        ("export * as handler from './m';", Import("./m", None)),
        ("import { x as handler } from './m';\nexport { handler };", Import("./m", "x")),
        ("import handler from './m';\nexport { handler };", Import("./m", "default")),
        ("import * as m from './m';\nexport const handler = m.go;", Import("./m", "go")),
        ("import m from './m';\nexport const handler = m.go;", Import("./m", "default.go")),
        ("export const { handler } = require('./m');", Import("./m", "handler")),
        ("export const { x: handler } = require('./m');", Import("./m", "x")),
        (
            "const { handler } = require('./m');\nmodule.exports = { handler };",
            Import("./m", "handler"),
        ),
        ("exports.handler = require('./m').go;", Import("./m", "go")),
        ("exports.handler = require('./m');", Import("./m", None)),
        ("const m = await import('./m');\nexport const handler = m.go;", Import("./m", "go")),
        (
            "const m = __importDefault(require('./m'));\nexports.handler = m.default;",
            Import("./m", "default"),
        ),
        (
            "const m = require('./m');\nObject.defineProperty(exports, 'handler', "
            "{ enumerable: true, get: function () { return m.go; } });",
            Import("./m", "go"),
        ),
        (
            "const m = require('./m');\n"
            "Object.defineProperty(exports, 'handler', { get: () => m.go });",
            Import("./m", "go"),
        ),
    ],
)
def test_an_imported_export_tells_where_it_comes_from(text: str, expected: Import) -> None:
    export = read(text).exports["handler"]
    assert export.imported == expected
    assert export.callable is UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "export * from './m';",
        "module.exports = require('./m');",
        "const m = require('./m');\nmodule.exports = m;",
        "module.exports = { ...require('./m') };",
        "import * as m from './m';\nmodule.exports = { ...m };",
        "Object.assign(exports, require('./m'));",
        '__exportStar(require("./m"), exports);',
        'tslib_1.__exportStar(require("./m"), exports);',
    ],
)
def test_names_taken_over_from_a_module_are_stars(text: str) -> None:
    found = read(text)
    assert found.stars == ("./m",)
    assert found.open_reason is None


@pytest.mark.parametrize(
    "text",
    [
        "for (const name of names) exports[name] = make(name);",
        "module.exports[name] = 1;",
        "Object.keys(api).forEach((key) => { exports[key] = api[key]; });",
        "module.exports = make();",
        "module.exports = { [name]: fn };",
        "module.exports = { ...make() };",
        "const api = {};\nload(api);\nmodule.exports = api;",
        "const api = {};\nnames.forEach((n) => { api[n] = n; });\nmodule.exports = api;",
        "class Api extends Base {}\nmodule.exports = new Api();",
        "fill(exports);",
        "fill(module);",
        "Object.defineProperty(exports, name, { value: 1 });",
        "this.handler = () => {};",
        "if (x) { this.handler = () => {}; }",
        "(() => { this.handler = () => {}; })();",
        "const self = this;\nself.handler = () => {};",
        "(function (root) { root.handler = 1; })(this);",
        "(function () { this.handler = 1; }).call(this);",
        "(() => { const e = exports; e.handler = () => 1; })();",
        "(function () { var out = module.exports; out.handler = () => 1; })();",
        "(()=>{var t={},o=exports;for(var n in t)o[n]=t[n]})();",
        "const m = module;\nm.exports.handler = () => 1;",
        "const { exports: e } = module;\ne.handler = () => 1;",
        "const t = typeof exports === 'object' ? exports : {};\nt.handler = () => 1;",
        "(function (root) { root.handler = 1; })(typeof exports !== 'undefined' ? exports : x);",
        "function fill(to = exports) { to.handler = 1; }\nfill();",
        "(() => { let e; e = exports; e.handler = 1; })();",
        "const e = exports || {};\ne.handler = 1;",
        "const all = [exports];\nall[0].handler = 1;",
        "const all = { exports };\nall.exports.handler = 1;",
        "const get = () => module.exports;\nget().handler = 1;",
        "module['exports'].handler = 1;",
        "(module.exports = {}).handler = 1;",
        "use(module.exports = {});",
        "const e = Object.assign(exports, { a });\ne.handler = 1;",
        "({ a: exports.handler } = make());",
        "[exports.handler] = make();",
        "exports.__defineGetter__('handler', get);",
        "exports[name]();",
        "exports ||= {};",
        "const t = {};\n(() => { const t = { handler() {} }; module.exports = t; })();",
        "const api = { a() {} };\n(() => { const e = api; e.handler = 1; })();\n"
        "module.exports = api;",
        "const api = { a() {} };\nconst e = api;\ne.handler = 1;\nmodule.exports = api;",
    ],
)
def test_a_file_that_can_export_more_than_is_seen_says_so(text: str) -> None:
    assert read(text).open_reason is not None


@pytest.mark.parametrize(
    "text",
    [
        "export const handler = () => {};",
        "exports.handler = () => {};\nif (require.main === module) exports.handler();",
        "exports.handler = () => {};\nconsole.log(Object.keys(exports), module.id);",
        "// exports[name] = 1\nexports.handler = () => 'exports[x] = 1';",
        "(function (exports) { exports[name] = 1; });\nexports.handler = () => {};",
        "const x = { exports: 1, module: 2 };\nexports.handler = () => x.exports;",
    ],
)
def test_a_file_that_only_reads_its_exports_is_closed(text: str) -> None:
    found = read(text)
    assert list(found.exports) == ["handler"]
    assert found.open_reason is None


@pytest.mark.parametrize(
    "text",
    [
        "var __importDefault = (this && this.__importDefault) || function (m) { return m; };\n"
        "exports.handler = () => {};",
        "exports.handler = function () { return this.x; };",
        "class A { x = this; }\nexports.handler = () => {};",
        "if (typeof exports !== 'undefined' && module) exports.handler = () => {};",
        "module.exports = exports = { handler() {} };",
        "const app = module.exports = {};\napp.handler = () => {};",
        "const self = exports;\nself.handler = () => {};",
        "let self;\nself = exports;\nself.handler = () => {};",
        "var exports = module.exports = {};\nexports.handler = () => {};",
        "typeof module == 'object' && (module.exports = { handler() {} });",
        "module.exports = { handler() {} };\nmodule.exports.handler();",
    ],
)
def test_compilers_helpers_and_plain_reads_leave_a_file_closed(text: str) -> None:
    found = read(text)
    assert list(found.exports) == ["handler"]
    assert found.open_reason is None


def test_exports_written_inside_of_functions_are_named_but_not_judged() -> None:
    text = "const e = 5;\n(() => { const e = () => 1; exports.handler = e; })();"
    assert callables(text) == {"handler": UNKNOWN}
    assert callables("(() => { exports.handler = () => 1; })();") == {"handler": YES}


def test_names_of_inner_functions_are_not_the_modules_exports() -> None:
    text = "(function (module, exports) { exports.hidden = 1; module.exports = {}; });"
    assert callables(text) == {}
    assert callables("exports = { handler() {} };") == {}


@pytest.mark.parametrize(
    ("value", "wrappers", "signature"),
    [
        ("middy(fn)", ("middy",), "middy(async (event, context) => …)"),
        ("middy(fn).use(a()).use(b())", ("middy",), "middy(async (event, context) => …)"),
        ("middy().use(a()).handler(fn)", ("middy",), "middy(async (event, context) => …)"),
        ("a(b(fn))", ("a", "b"), "a(b(async (event, context) => …))"),
        ("withX({ a: 1 })(fn)", ("withX",), "withX(async (event, context) => …)"),
        ("Sentry.wrap(fn)", ("Sentry.wrap",), "Sentry.wrap(async (event, context) => …)"),
        ("metricScope((m) => async (e) => {})", ("metricScope",), "metricScope((m) => …)"),
        ("serverless(app)", ("serverless",), ""),
    ],
)
def test_wrappers_are_named_and_the_function_behind_is_shown(
    value: str, wrappers: tuple[str, ...], signature: str
) -> None:
    text = f"const fn = async (event, context) => {{}};\nexport const handler = {value};"
    export = read(text).exports["handler"]
    assert (export.wrapped_by, export.signature) == (wrappers, signature)
    assert export.callable is UNKNOWN
    # The wrapper decides what the function is called with.
    assert export.parameters is None


def test_decorators_of_a_bound_method_are_named() -> None:
    text = """
        class Lambda implements LambdaInterface {
          // The main one.
          @tracer.captureLambdaHandler()
          @log
          public async handler(this: Lambda, event: Order, _context: unknown): Promise<void> {}
        }
        const lambda = new Lambda();
        export const handler = lambda.handler.bind(lambda);
    """
    export = read(text, "app.ts").exports["handler"]
    assert export.wrapped_by == ("tracer.captureLambdaHandler", "log")
    assert export.parameters == ("event", "_context")
    assert export.callable is YES
    assert export.is_async


@pytest.mark.parametrize(
    ("function", "signature", "parameters"),
    [
        ("async (event, context) => {}", "async (event, context) => …", ("event", "context")),
        ("event => 1", "event => …", ("event",)),
        ("async function main(event) {}", "async function main(event)", ("event",)),
        ("({ body, path }) => {}", "({ body, path }) => …", ("{ body, path }",)),
        ("(a = 1, ...rest) => {}", "(a = 1, ...rest) => …", ("a", "...rest")),
        ("(\n  event,\n  context\n) => {}", "( event, context ) => …", ("event", "context")),
        ("() => {}", "() => …", ()),
    ],
)
def test_a_function_is_shown_on_one_line_with_its_parameters(
    function: str, signature: str, parameters: tuple[str, ...]
) -> None:
    export = read(f"exports.handler = {function};").exports["handler"]
    assert (export.signature, export.parameters) == (signature, parameters)


def test_a_long_parameter_list_is_shortened() -> None:
    names = ", ".join(f"parameter{number}" for number in range(100))
    export = read(f"exports.handler = ({{ {names} }}) => {{}};").exports["handler"]
    assert len(export.signature) <= 165
    assert export.parameters is not None
    assert len(export.parameters[0]) <= 40


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("/** Takes orders. */", "Takes orders."),
        ("/**\n * Takes orders.\n *\n * @param event it\n */", "Takes orders.\n\n@param event it"),
        ("// Takes\n// orders.", "Takes\norders."),
        ("// eslint-disable-next-line\n// Takes orders.", "Takes orders."),
        ("// License\n", ""),
    ],
)
@pytest.mark.parametrize(
    "code",
    [
        "export const handler = async () => {};",
        "exports.handler = async () => {};",
        "async function handler() {}\nmodule.exports = { handler };",
    ],
)
def test_the_comment_directly_above_is_the_documentation(
    comment: str, expected: str, code: str
) -> None:
    export = read(f"const a = 1;\n{comment}\n{code}").exports["handler"]
    assert export.documentation == expected


@pytest.mark.parametrize(
    ("text", "name", "definition"),
    [
        ("exports.handler = main;", "handler", "exports.handler = main;"),
        ("const handler = 1;\nexports.handler = handler;", "handler", "const handler = 1;"),
        (
            "function handler() {}\nmodule.exports = { handler };",
            "handler",
            "function handler() {}",
        ),
        ("module.exports = { handler: fn, x };", "handler", "handler: fn"),
        ("const x = 1;\nexport { x as 'handler' };", "handler", "export { x as 'handler' };"),
        ("/* 😀 */ export const handler = 1;", "handler", "export const handler = 1;"),
        ("const é = '😀';\nexports['handler'] = é;", "handler", "exports['handler'] = é;"),
    ],
)
def test_spans_show_the_name_and_the_definition(text: str, name: str, definition: str) -> None:
    export = read(text).exports["handler"]
    assert text[slice(*export.name_span)] == name
    assert text[slice(*export.span)] == definition


def test_several_handlers_of_one_file_are_seen_in_order() -> None:
    text = "exports.a = () => {};\nexports.b = () => {};\nmodule.exports.c = () => {};"
    found = read(text)
    assert list(found.exports) == ["a", "b", "c"]
    assert found.insertion == len(text)


def test_a_broken_file_says_so_and_keeps_the_names_that_can_be_read() -> None:
    found = read("export const handler = async () => {};\nexport const = ;\nconst x = {")
    assert found.broken
    assert "handler" in found.exports


@pytest.mark.parametrize(
    "code",
    [
        "(() => { const e = exports; e.handler = () => 1; })();",
        "(() => { var t = {}, o = exports; for (var n in t) o[n] = t[n]; })();",
        "(() => { let o; o = exports; o.handler = 1; })();",
        "const m = module; m.exports.handler = () => 1;",
        "const { exports: e } = module; e.handler = () => 1;",
        "const t = typeof exports === 'object' ? exports : {}; t.handler = () => 1;",
        "(function (root) { root.handler = 1; })(typeof exports !== 'undefined' ? exports : this);",
        "const all = { ...exports, e: exports }; add(all);",
        "function api() { return module.exports; } api().handler = () => 1;",
    ],
)
def test_exports_that_are_handed_on_can_have_more_names(code: str) -> None:
    module = read(code)
    assert "handler" in module.exports or module.open_reason is not None


@pytest.mark.parametrize(
    "code",
    [
        "if (typeof exports !== 'undefined') exports.a = () => 1;",
        "exports.a = () => 1; if (require.main === module) exports.a();",
        "if (typeof module === 'object' && module.exports) module.exports = { a() {} };",
        "exports.a = () => 1; module.exports.default = module.exports;",
        "exports.a = () => 1; if (module.hot) module.hot.accept();",
        "function f(exports) { const e = exports; return e; } exports.a = f;",
    ],
)
def test_asking_for_exports_adds_no_names(code: str) -> None:
    module = read(code)
    assert "a" in module.exports
    assert module.open_reason is None
