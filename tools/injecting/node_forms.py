"""How Node.js handlers are handed to Lambda; `BODY` stands for what the function does."""

from __future__ import annotations

from collections.abc import Mapping

_MAIN = "const main = async (event, context) => {\n  BODY\n};\n\n"
_CLASS = "class Work {\n  async handle(event, context) {\n    BODY\n  }\n}\n\n"

NODE_FORMS: Mapping[str, Mapping[str, str]] = {
    "exports_function": {
        "app.js": "exports.handler = async function (event, context) {\n  BODY\n};\n"
    },
    "exports_arrow": {"app.js": "exports.handler = async (event, context) => {\n  BODY\n};\n"},
    "module_exports_object": {
        "app.js": "async function handler(event, context) {\n  BODY\n}\n\n"
        "module.exports = { handler };\n"
    },
    "module_exports_name": {
        "app.js": "module.exports.handler = async (event, context) => {\n  BODY\n};\n"
    },
    "esm_constant": {"app.mjs": "export const handler = async (event) => {\n  BODY\n};\n"},
    "esm_function": {"app.mjs": "export async function handler(event, context) {\n  BODY\n}\n"},
    "esm_list": {"app.mjs": f"{_MAIN}export {{ main as handler }};\n"},
    "esm_reexported": {
        "app.mjs": 'export { handler } from "./work.mjs";\n',
        "work.mjs": "export const handler = async (event) => {\n  BODY\n};\n",
    },
    "cjs_reexported": {
        "app.js": 'exports.handler = require("./work").handler;\n',
        "work.js": "exports.handler = async (event) => {\n  BODY\n};\n",
    },
    "ts_typed": {
        "app.ts": 'import type { Handler } from "aws-lambda";\n\n'
        "export const handler: Handler = async (event) => {\n  BODY\n};\n"
    },
    "ts_annotated": {
        "app.ts": 'import type { Context } from "aws-lambda";\n\n'
        "export const handler = async (event: any, context: Context): Promise<any> => {\n"
        "  BODY\n};\n"
    },
    "ts_function": {"app.ts": "export async function handler(event: any) {\n  BODY\n}\n"},
    "ts_satisfies": {
        "app.ts": 'import type { Handler } from "aws-lambda";\n\n'
        "export const handler = (async (event: any) => {\n  BODY\n}) satisfies Handler;\n"
    },
    "middy_cjs": {
        "app.js": 'const middy = require("@middy/core");\n'
        'const errorLogger = require("@middy/error-logger");\n\n'
        f"{_MAIN}exports.handler = middy(main).use(errorLogger());\n"
    },
    "middy_esm": {
        "app.mjs": 'import middy from "@middy/core";\n'
        'import errorLogger from "@middy/error-logger";\n\n'
        f"{_MAIN}export const handler = middy(main).use(errorLogger());\n"
    },
    "middy_handler": {
        "app.mjs": 'import middy from "@middy/core";\n'
        'import errorLogger from "@middy/error-logger";\n\n'
        f"{_MAIN}export const handler = middy().use(errorLogger()).handler(main);\n"
    },
    "middy_inline": {
        "app.ts": 'import middy from "@middy/core";\n\n'
        "export const handler = middy(async (event: any) => {\n  BODY\n});\n"
    },
    "powertools_middy": {
        "app.ts": 'import middy from "@middy/core";\n'
        'import { Logger } from "@aws-lambda-powertools/logger";\n'
        'import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";\n\n'
        "const logger = new Logger();\nconst main = async (event: any) => {\n  BODY\n};\n\n"
        "export const handler = middy(main).use(injectLambdaContext(logger));\n"
    },
    "sentry": {
        "app.js": f'const Sentry = require("@sentry/aws-serverless");\n\n{_MAIN}'
        "exports.handler = Sentry.wrapHandler(main);\n"
    },
    "own_wrapper": {
        "app.js": "const logged = (work) => async (event, context) => {\n"
        "  console.log(event);\n  return work(event, context);\n};\n\n"
        f"{_MAIN}exports.handler = logged(main);\n"
    },
    "bound_method": {
        "app.mjs": f"{_CLASS}const work = new Work();\n"
        "export const handler = work.handle.bind(work);\n"
    },
    "ts_decorated_method": {
        "app.ts": 'import { Tracer } from "@aws-lambda-powertools/tracer";\n\n'
        "const tracer = new Tracer();\n\nclass Work {\n  @tracer.captureLambdaHandler()\n"
        "  public async handler(event: any, context: any): Promise<any> {\n    BODY\n  }\n}\n\n"
        "const work = new Work();\nexport const handler = work.handler.bind(work);\n"
    },
    "metric_scope": {
        "app.js": 'const { metricScope } = require("aws-embedded-metrics");\n\n'
        "exports.handler = metricScope((metrics) => async (event, context) => {\n"
        '  metrics.setNamespace("Orders");\n  BODY\n});\n'
    },
    "ts_delegating_to_decorated": {
        "app.ts": 'import { Tracer } from "@aws-lambda-powertools/tracer";\n\n'
        "const tracer = new Tracer();\n\nclass Work {\n  @tracer.captureLambdaHandler()\n"
        "  public async handler(event: any, context: any): Promise<any> {\n    BODY\n  }\n}\n\n"
        "const work = new Work();\n"
        "export const handler = async (event: any, context: any): Promise<any> => {\n"
        "  return work.handler(event, context);\n};\n"
    },
    "delegating_method": {
        "app.mjs": f"{_CLASS}const work = new Work();\n"
        "export const handler = async (event, context) => work.handle(event, context);\n"
    },
    "delegating": {
        "app.mjs": f"{_MAIN}export const handler = async (event, context) => {{\n"
        "  return main(event, context);\n};\n"
    },
    "callback": {"app.js": "exports.handler = (event, context, callback) => {\n  CALLBACK\n};\n"},
}
