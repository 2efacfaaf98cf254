"""Where Node.js handlers are found, by the rules of Lambda's Node.js runtimes."""

from __future__ import annotations

from pathlib import Path

import pytest

from .resolving import NODE_HANDLER, TYPESCRIPT_HANDLER, resolve, sam, serverless

ESBUILD = """
Metadata:
  BuildMethod: esbuild
  BuildProperties:
    EntryPoints:
      - {entry}
"""


@pytest.mark.parametrize(
    ("handler", "path", "text", "place"),
    [
        ("app.handler", "app.js", NODE_HANDLER, "1:handler"),
        ("app.handler", "app.mjs", "export const handler = () => 1;\n", "1:handler"),
        ("app.handler", "app.cjs", NODE_HANDLER, "1:handler"),
        ("app.handler", "app.ts", TYPESCRIPT_HANDLER, "1:handler"),
        ("app.handler", "app.mts", TYPESCRIPT_HANDLER, "1:handler"),
        ("src/app.handler", "src/app.js", NODE_HANDLER, "1:handler"),
        ("./src/app.handler", "src/app.js", NODE_HANDLER, "1:handler"),
        ("app.api.handler", "app.js", "exports.api = { handler() {} };\n", "1:handler"),
        ("app.handler", "app.js", "module.exports = { handler: async () => 1 };\n", "1:handler"),
        ("app.handler", "app.js", "export { run as handler };\nfunction run() {}\n", "1:handler"),
        ("app.handler", "app.js", "export const handler = middy(run);\n", "1:handler"),
        ("app.handler", "app.js", "export default { handler() {} };\n", "1:handler"),
        ("app.default", "app.js", "export default async () => 1;\n", "1:default"),
        (
            "app.handler",
            "app.js",
            "const a = new App();\nexports.handler = a.run.bind(a);\n",
            "2:handler",
        ),
    ],
)
def test_files_folders_and_forms_of_exports_are_found(
    handler: str, path: str, text: str, place: str, tmp_path: Path
) -> None:
    files = {"template.yaml": sam(handler, "nodejs24.x"), path: text}
    assert resolve(files, tmp_path) == f"{path}:{place}"


DEFAULT_OBJECT = "export default { handler() {} };\n"
IN_MODULE_PACKAGE = {"package.json": '{"type": "module"}'}
FOUND_LATER = "unknown: members of its default export are found from nodejs24.x on"


@pytest.mark.parametrize(
    ("handler", "files", "before", "since"),
    [
        (
            "app.handler",
            {"app.mjs": DEFAULT_OBJECT},
            "no function in app.mjs: app.default.handler",
            "app.mjs:1:handler",
        ),
        (
            "app.handler",
            {"app.js": DEFAULT_OBJECT, **IN_MODULE_PACKAGE},
            "no function in app.js: app.default.handler",
            "app.js:1:handler",
        ),
        ("app.handler", {"app.js": DEFAULT_OBJECT}, FOUND_LATER, "app.js:1:handler"),
        ("app.handler", {"app.ts": DEFAULT_OBJECT}, FOUND_LATER, "app.ts:1:handler"),
        (
            "app.default.handler",
            {"app.mjs": DEFAULT_OBJECT},
            "app.mjs:1:handler",
            "app.mjs:1:handler",
        ),
        (
            "app.default",
            {"app.js": "module.exports = async () => 1;\n"},
            "no function in app.js: None",
            "app.js:1:module.exports",
        ),
        (
            "app.default.handler",
            {"app.js": NODE_HANDLER},
            "no function in app.js: app.handler",
            "app.js:1:handler",
        ),
        (
            "app.handler",
            {"app.js": "exports.default = { handler() {} };\n"},
            FOUND_LATER,
            "no function in app.js: app.default.handler",
        ),
        (
            "app.default",
            {"app.js": "exports.default = async () => 1;\n"},
            "app.js:1:default",
            "unknown: `default` of a CommonJS module is all that it exports",
        ),
        (
            "app.Orders.handler",
            {"app.mjs": "export class Orders { static handler() {} }\n"},
            "app.mjs:1:handler",
            "no function in app.mjs: None",
        ),
        (
            "src/orders.handler",
            {"src/orders/index.js": NODE_HANDLER},
            "src/orders/index.js:1:handler",
            "no module: src/orders/index.handler",
        ),
        (
            "src/orders.handler",
            {"src/orders.js": NODE_HANDLER, "src/orders/other.js": NODE_HANDLER},
            "src/orders.js:1:handler",
            "unknown: `nodejs24.x` fails where the folder `src/orders` is deployed too",
        ),
    ],
)
def test_a_handler_is_looked_for_as_its_version_of_the_runtime_does(
    handler: str, files: dict[str, str], before: str, since: str, tmp_path: Path
) -> None:
    for runtime, expected in (("nodejs22.x", before), ("nodejs24.x", since)):
        root = tmp_path / runtime
        assert resolve({"template.yaml": sam(handler, runtime), **files}, root) == expected


@pytest.mark.parametrize(
    ("handler", "file", "text"),
    [
        ("app.handler", "app.mjs", DEFAULT_OBJECT),
        ("app.default", "app.js", "module.exports = async () => 1;\n"),
        ("app.Orders.handler", "app.mjs", "export class Orders { static handler() {} }\n"),
        ("orders.handler", "orders/index.js", NODE_HANDLER),
    ],
)
def test_what_some_version_finds_is_there_where_the_version_is_not_known(
    handler: str, file: str, text: str, tmp_path: Path
) -> None:
    files = {"template.yaml": sam(handler, "!Ref Version"), file: text}
    assert resolve(files, tmp_path).startswith(f"{file}:1:")


def test_a_build_can_give_a_module_another_form(tmp_path: Path) -> None:
    resource = ESBUILD.format(entry="app.js")
    files = {
        "template.yaml": sam("app.default", "nodejs22.x", resource=resource),
        "app.js": "module.exports = async () => 1;\n",
    }
    assert resolve(files, tmp_path) == "app.js:1:module.exports via its build"


def test_the_runtime_takes_the_file_that_it_looks_for_first(tmp_path: Path) -> None:
    files = {
        "template.yaml": sam("app.handler", "nodejs22.x"),
        "app.ts": TYPESCRIPT_HANDLER,
        "app.mjs": "export const handler = () => 1;\n",
        "app.js": NODE_HANDLER,
    }
    assert resolve(files, tmp_path) == "app.js:1:handler"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("export { handler } from './orders';\n", "orders.ts:1:handler"),
        ("export * from './orders.js';\n", "orders.ts:1:handler"),
        ("import { handler } from './orders';\nexport { handler };\n", "orders.ts:1:handler"),
        ("export { run as handler } from './orders';\n", "orders.ts:2:run"),
        ("export { default as handler } from './orders';\n", "orders.ts:2:run"),
        ("exports.handler = require('./orders').handler;\n", "orders.ts:1:handler"),
        ("module.exports = require('./orders');\n", "orders.ts:1:handler"),
        ("export { handler } from '@shop/orders';\n", "app.ts:1:handler"),
        ("export * from '@shop/orders';\n", "unknown: the names that come from `@shop/orders`"),
        ("module.exports = make();\n", "unknown: the names in `app.ts` cannot all be told"),
        ("export const handler = {\n", "unknown: `app.ts` does not parse as a whole"),
    ],
)
def test_what_another_module_exports_is_followed_there(
    text: str, expected: str, tmp_path: Path
) -> None:
    orders = "export const handler = () => 1;\nexport function run() {}\nexport default run;\n"
    files = {"template.yaml": sam("app.handler", "nodejs22.x"), "app.ts": text, "orders.ts": orders}
    assert resolve(files, tmp_path).startswith(expected)


@pytest.mark.parametrize(
    ("handler", "expected"),
    [
        ("app.handlr", "no function in app.js: app.handler"),
        ("app.run", "no function in app.js: app.handler"),
        ("app.js", "no function in app.js: app.handler"),
        ("app.js.handler", "no function in app.js: app.handler"),
        ("ap.handler", "no module: app.handler"),
        ("src.orders.handler", "no module: src/orders.handler"),
        ("scr/orders.handler", "no module: src/orders.handler"),
        ("orders.handler", "no module: src/orders.handler"),
        ("App.handler", "other case: app.handler"),
        ("src/Orders.handler", "other case: src/orders.handler"),
        ("app:handler", "malformed colon: app.handler"),
        ("app", "malformed no-dot: app.handler"),
        ("src/orders", "malformed no-dot: src/orders.handler"),
        ("app.", "malformed no-function: app.handler"),
        ("../app.handler", "malformed parent-folder: None"),
    ],
)
def test_a_handler_that_would_fail_is_told_with_what_was_meant(
    handler: str, expected: str, tmp_path: Path
) -> None:
    files = {
        "template.yaml": sam(handler, "nodejs22.x"),
        "app.js": NODE_HANDLER,
        "src/orders.js": NODE_HANDLER,
    }
    assert resolve(files, tmp_path) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("module.exports = async (event) => event;\n", "no function in app.js: None"),
        ("export default async (event) => event;\n", "no function in app.js: None"),
        ("export default middy(run);\n", "unknown: the members of `default` cannot be told"),
        ("exports.handler = { run: 1 };\n", "not callable in app.js: handler"),
    ],
)
def test_a_default_export_is_a_handler_only_under_its_name(
    text: str, expected: str, tmp_path: Path
) -> None:
    files = {"template.yaml": sam("app.handler", "nodejs22.x"), "app.js": text}
    assert resolve(files, tmp_path) == expected


@pytest.mark.parametrize(
    ("handler", "entry", "expected"),
    [
        ("app.handler", "app.ts", "src/app.ts:1:handler via its build"),
        ("app.handler", "./orders/app.ts", "src/orders/app.ts:1:handler via its build"),
        ("orders/app.handler", "orders/app.ts", "src/orders/app.ts:1:handler via its build"),
        ("app.handler", "orders/app", "src/orders/app.ts:1:handler via its build"),
        ("app.handlr", "orders/app.ts", "no function in src/orders/app.ts: app.handler"),
        ("ap.handler", "orders/app.ts", "no module: app.handler"),
        ("other.handler", "app.ts", "no module: app.handler"),
    ],
)
def test_esbuild_makes_the_modules_of_its_entry_points(
    handler: str, entry: str, expected: str, tmp_path: Path
) -> None:
    template = sam(handler, "nodejs22.x", "src", resource=ESBUILD.format(entry=entry))
    files = {
        "template.yaml": template,
        "src/app.ts": TYPESCRIPT_HANDLER,
        "src/orders/app.ts": TYPESCRIPT_HANDLER,
    }
    assert resolve(files, tmp_path) == expected


def test_a_build_whose_entry_points_are_not_told_can_make_any_module(tmp_path: Path) -> None:
    template = sam(
        "other.handler", "nodejs22.x", "src", resource="Metadata: {BuildMethod: esbuild}"
    )
    files = {"template.yaml": template, "src/app.ts": TYPESCRIPT_HANDLER}
    assert resolve(files, tmp_path) == "external: its build (esbuild) makes the code"


@pytest.mark.parametrize("method", ["nodejs22.x", "NodeJS20.x"])
def test_a_builder_named_after_a_runtime_only_copies(method: str, tmp_path: Path) -> None:
    template = sam(
        "ap.handler", "nodejs22.x", "src", resource=f"Metadata: {{BuildMethod: {method}}}"
    )
    files = {"template.yaml": template, "src/app.js": NODE_HANDLER}
    assert resolve(files, tmp_path) == "no module: app.handler"


@pytest.mark.parametrize(
    ("plugin", "files", "expected"),
    [
        ("serverless-esbuild", {}, "no module: app.handler, fails in the build"),
        ("serverless-plugin-typescript", {}, "no module: app.handler, fails in the build"),
        ("serverless-bundle", {}, "no module: app.handler, fails in the build"),
        ("serverless-webpack", {}, "external: its build (webpack) makes the code"),
        (
            "serverless-webpack",
            {"webpack.config.js": "module.exports = { entry: slsw.lib.entries };\n"},
            "no module: app.handler, fails in the build",
        ),
        (
            "serverless-webpack",
            {"webpack.config.js": "module.exports = { entry: './main.ts' };\n"},
            "external: its build (webpack) makes the code",
        ),
        ("serverless-offline", {}, "no module: app.handler"),
        (
            "serverless-offline",
            {"rollup.config.mjs": ""},
            "external: `rollup.config.mjs` makes the code",
        ),
    ],
)
def test_a_bundler_that_starts_from_the_handlers_needs_their_files(
    plugin: str, files: dict[str, str], expected: str, tmp_path: Path
) -> None:
    service = serverless("ap.handler", more=f"plugins: [{plugin}]")
    files = {"serverless.yml": service, "app.ts": TYPESCRIPT_HANDLER, **files}
    assert resolve(files, tmp_path) == expected


def test_a_service_without_a_runtime_runs_on_node(tmp_path: Path) -> None:
    files = {"serverless.yml": serverless("app.handlr", runtime=""), "app.js": NODE_HANDLER}
    assert resolve(files, tmp_path) == "no function in app.js: app.handler"


def test_a_package_of_the_project_can_bring_the_module(tmp_path: Path) -> None:
    files = {
        "template.yaml": sam("shop/handlers.run", "nodejs22.x"),
        "package.json": '{"dependencies": {"shop": "^1.0.0"}}',
        "app.js": NODE_HANDLER,
    }
    assert resolve(files, tmp_path) == "external: `package.json` may install the module"
