from __future__ import annotations

import pytest

from tests.languages.node_flow import accesses, flow

FUNCTION = "async (event, context) => { event.a; context.b; }"
SEEN = ["a attribute", "context.b attribute"]


def found(code: str, path: str = "index.mjs") -> list[str]:
    return [each.partition(": ")[2] for each in accesses(code, path)]


@pytest.mark.parametrize(
    ("imports", "wrapped"),
    [
        ("import middy from '@middy/core';", "middy(fn)"),
        ("import { middy } from '@middy/core';", "middy().handler(fn)"),
        ("import middy from '@middy/core';", "middy(fn).use({ onError: log, after() {} })"),
        ("const middy = require('@middy/core');", "middy(fn)"),
        (
            "import middy from '@middy/core'; import cors from '@middy/http-cors';",
            "middy(fn).use(cors({}))",
        ),
        (
            "import middy from '@middy/core'; import cors from '@middy/http-cors';",
            "middy().use([cors()]).after(log).onError(log).handler(fn)",
        ),
        (
            "import middy from '@middy/core';\n"
            "import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';",
            "middy(fn).use(injectLambdaContext(logger, { logEvent: true }))",
        ),
        ("import * as Sentry from '@sentry/aws-serverless';", "Sentry.wrapHandler(fn)"),
        ("const Sentry = require('@sentry/serverless');", "Sentry.AWSLambda.wrapHandler(fn)"),
        ("import { datadog } from 'datadog-lambda-js';", "datadog(fn, {})"),
    ],
)
def test_known_wrappers_are_seen_through(imports: str, wrapped: str) -> None:
    assert found(f"{imports}\nconst fn = {FUNCTION};\nexport const handler = {wrapped};") == SEEN
    inline = wrapped.replace("fn", FUNCTION)
    assert found(f"{imports}\nexport const handler = {inline};") == SEEN


@pytest.mark.parametrize(
    ("middlewares", "expected"),
    [
        (("http-cors",), ["body", "body.b", "headers", "headers.h", "pathParameters", "c"]),
        (("http-json-body-parser",), ["headers", "headers.h", "pathParameters", "c"]),
        (("http-header-normalizer",), ["body", "body.b", "pathParameters", "c"]),
        (
            ("http-event-normalizer",),
            ["body", "body.b", "headers", "headers.h", "pathParameters optional", "c"],
        ),
        (("ssm",), ["body", "body.b", "headers", "headers.h", "pathParameters"]),
        (
            ("http-event-normalizer", "http-header-normalizer", "http-json-body-parser", "ssm"),
            ["pathParameters optional"],
        ),
    ],
)
def test_what_middlewares_write_is_their_own(
    middlewares: tuple[str, ...], expected: list[str]
) -> None:
    code = "const middy = require('@middy/core');\n"
    code += "".join(f"const m{n} = require('@middy/{m}');\n" for n, m in enumerate(middlewares))
    code += "exports.handler = middy(async (event, context) => {\n"
    code += "  event.body.b; event.headers.h; event.pathParameters; context.c;\n})"
    code += "".join(f".use(m{number}())" for number in range(len(middlewares)))
    shown = [each.replace(" attribute", "").replace("context.", "") for each in found(code, "a.js")]
    assert shown == expected


def test_the_order_of_the_arguments_of_a_streaming_function_is_known() -> None:
    code = "exports.handler = awslambda.streamifyResponse(async (event, stream, context) => {\n"
    code += "  event.a; stream.wrong; context.b;\n});"
    assert found(code, "index.js") == SEEN


def test_a_durable_execution_has_a_context_of_its_own() -> None:
    code = "import { withDurableExecution as d } from '@aws/durable-execution-sdk-js';\n"
    code += f"export const handler = d({FUNCTION});"
    assert found(code) == ["a attribute", "durable.b attribute"]
    assert flow(code).is_durable
    assert not flow(f"export const handler = {FUNCTION};").is_durable


def test_a_function_that_gives_the_handler_is_seen_through() -> None:
    code = "const { metricScope } = require('aws-embedded-metrics');\n"
    code += f"exports.handler = metricScope((metrics) => {FUNCTION});"
    assert found(code, "index.js") == SEEN


@pytest.mark.parametrize(
    ("before", "wrapped"),
    [
        ("", "middy(fn)"),
        ("import middy from './middy';", "middy(fn)"),
        ("import { wrap } from './wrap';", "wrap(fn)"),
        ("import { wrap } from './wrap';", "wrap({ a: 1 })(fn)"),
        ("import { promisify } from 'node:util';", "promisify(fn)"),
        ("import middy from '@middy/core';", "middy(fn).use(own())"),
        ("import middy from '@middy/core';", "middy(fn).use({ before: (r) => {} })"),
        ("import middy from '@middy/core';", "middy(fn).use({ onError() {}, ...own })"),
        ("import middy from '@middy/core';", "middy(fn).use({ ['be' + 'fore']: change })"),
        ("import middy from '@middy/core';", "middy(fn).before(change)"),
        (
            "import middy from '@middy/core'; import validator from '@middy/validator';",
            "middy().use(validator({ eventSchema })).handler(fn)",
        ),
    ],
)
def test_nothing_is_known_behind_other_wrappers(before: str, wrapped: str) -> None:
    assert found(f"{before}\nconst fn = {FUNCTION};\nexport const handler = {wrapped};") == []


@pytest.mark.parametrize(
    ("afterwards", "expected"),
    [
        ("handler.use(cors());", SEEN),
        ("handler.use(cors()).onError(log);", SEEN),
        ("handler.use(parse());", SEEN),
        ("handler.use(validator({ eventSchema }));", []),
        ("handler.use(cors()).use(own());", []),
        ("handler.before(async (request) => { request.event.a = 1; });", []),
        ("handler\n  .use(own());", []),
    ],
)
def test_what_is_added_to_a_wrapped_handler_later_counts(
    afterwards: str, expected: list[str]
) -> None:
    imports = (
        "import middy from '@middy/core';\nimport cors from '@middy/http-cors';\n"
        "import parse from '@middy/http-json-body-parser';\n"
        "import validator from '@middy/validator';\n"
    )
    for declared in ("export const handler =", "export { handler };\nconst handler ="):
        code = f"{imports}{declared} middy({FUNCTION});\n{afterwards}"
        assert found(code) == expected


@pytest.mark.parametrize(
    ("wrapper", "expected"),
    [
        ("(fn) => (event, context) => fn(event, context)", SEEN),
        ("(fn) => async (...args) => fn(...args)", SEEN),
        ("(fn) => function (event, context) { return fn.call(this, event, context); }", SEEN),
        ("(fn) => { return async (e, c) => { log(e); return await fn(e, c); }; }", SEEN),
        ("(fn) => (event, context) => fn(JSON.parse(event.x), context)", None),
        ("(fn) => (event, context) => fn({ ...event, user: 1 }, context)", ["context.b attribute"]),
        (
            "(fn) => (event, context) => { event = load(event); return fn(event, context); }",
            ["context.b attribute"],
        ),
        ("(fn) => (event, context) => fn()", []),
        ("(fn) => other(fn)", []),
        ("(fn) => { fn = change(fn); return (event) => fn(event); }", []),
        ("(fn) => (event) => { fn ??= other; return fn(event); }", []),
        ("(fn) => { if (x) return fn; return (event) => fn(load()); }", []),
    ],
)
def test_wrappers_of_the_file_are_read(wrapper: str, expected: list[str] | None) -> None:
    code = f"const wrap = {wrapper};\nexport const handler = wrap({FUNCTION});"
    parsed = ["x attribute", "x|json.a attribute", "context.b attribute"]
    assert found(code) == (parsed if expected is None else expected)


def test_wrappers_of_the_file_can_have_options() -> None:
    code = "const wrap = (options) => (fn) => async (event, context) => fn(event, context);\n"
    assert found(f"{code}export const handler = wrap({{ log: true }})({FUNCTION});") == SEEN


def test_a_key_that_a_wrapper_writes_is_the_users_own() -> None:
    code = "const wrap = (fn) => (event, c) => { event.user = load(); return fn(event, c); };\n"
    code += "export const handler = wrap(async (event) => { event.user.id; event.a; });"
    assert found(code) == ["user attribute write", "a attribute"]


@pytest.mark.parametrize(
    ("rescue", "mark"), [("return { statusCode: 500 }", "caught"), ("return other(e)", "optional")]
)
def test_what_a_wrapper_catches_may_be_provided_for(rescue: str, mark: str) -> None:
    code = (
        "const wrap = (fn) => async (e) => {\n"
        f"  try {{ return await fn(e); }} catch {{ {rescue} }}\n}};\n"
        "export const handler = wrap((event) => event.a);\n"
    )
    assert found(code) == [f"a attribute {mark}"]


@pytest.mark.parametrize(
    ("decorator", "is_seen"),
    [
        ("@tracer.captureLambdaHandler()", True),
        ("@logger.injectLambdaContext({ logEvent: true })\n@metrics.logMetrics()", True),
        ("@own()", False),
        ("@tracer.captureLambdaHandler()\n@parser({ schema })", False),
    ],
)
def test_only_known_decorators_of_a_method_are_seen_through(decorator: str, is_seen: bool) -> None:
    code = f"""class App implements LambdaInterface {{
  {decorator}
  public async handler(event: SQSEvent, context: Context) {{ event.a; context.b; }}
}}
const app = new App();
export const handler = app.handler.bind(app);
"""
    assert found(code, "index.ts") == (SEEN if is_seen else [])


@pytest.mark.parametrize(
    "code",
    [
        "exports.handler = (event) => event.a;\nexports.handler = wrap(exports.handler);",
        "exports.handler = (event) => event.a;\nexports.handler = (event) => event.b;",
        "let handler = (event) => event.a;\nhandler = wrap(handler);\nexports.handler = handler;",
        "const handler = serverless(express());\nmodule.exports = { handler };",
        "exports.handler = require('./other').handler;",
    ],
)
def test_a_handler_that_is_given_another_value_is_not_followed(code: str) -> None:
    assert found(code, "index.js") == []


def test_a_handler_of_another_file_is_not_taken_for_a_local_one() -> None:
    code = "export { handler } from './other';\nconst handler = (event) => event.a;"
    assert found(code) == []


def test_an_export_that_a_compiler_declares_first_is_followed() -> None:
    code = "exports.handler = void 0;\nconst handler = async (event) => event.a;\n"
    assert found(f"{code}exports.handler = handler;", "index.js") == ["a attribute"]


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


def test_a_name_inside_a_wrapper_hides_the_name_outside() -> None:
    code = "const store = (e) => e.wrong;\n"
    code += "const wrap = (fn) => { const store = load(); return (e) => { store(e); fn(e); }; };\n"
    assert found(f"{code}export const handler = wrap((event) => event.a);") == ["a attribute"]
