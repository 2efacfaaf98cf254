"use strict";

const { Client } = require("./client.cjs");
const { promiseEra: words } = require("./errors.cjs");
const { hidesGlobal, loadPromiseEra, readStreaming, streamifyResponse } = require("./handlers.cjs");
const { InvokeStore } = require("./invoke-store.cjs");
const { patchConsole } = require("./logs.cjs");

const CALLBACKS_ARE_GONE =
  "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.";
const CALLBACK_PARAMETERS = 3;

const REQUIRED_VARIABLES = [
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
];

/**
 * Runs the function as nodejs24 and newer runtimes do. What this throws ends the process: unlike
 * its predecessor, this generation reports no exceptions besides those of the handler.
 *
 * @param {import("./connection.cjs").Connection} connection
 * @param {{root: string, handler: string}} plan
 */
async function run(connection, plan) {
  const store = new InvokeStore();
  if (!hidesGlobal()) {
    const { HttpResponseStream } = require("./http-response-stream.cjs");
    globalThis.awslambda = { streamifyResponse, HttpResponseStream, InvokeStore: store };
  }
  const logError = patchConsole(words, {
    requestId: () => store.getRequestId(),
    tenantId: () => store.getTenantId(),
    searchFirst: false,
  });
  if (!plan.handler) {
    throw new words.PlatformError("_HANDLER environment variable is not set");
  }
  const client = new Client(connection, words);
  const processor = await prepare(plan, client, logError);
  for (;;) {
    const { context, event } = await receive(client);
    const invocation = {
      [InvokeStore.PROTECTED_KEYS.REQUEST_ID]: context.awsRequestId,
      [InvokeStore.PROTECTED_KEYS.X_RAY_TRACE_ID]: context.xRayTraceId,
    };
    await store.run(invocation, () => processor.processInvoke(context, event));
  }
}

async function prepare(plan, client, logError) {
  try {
    const handler = await loadPromiseEra(plan.root, plan.handler, words);
    plan.loaded(handler);
    const streaming = readStreaming(handler, words);
    if (handler.length >= CALLBACK_PARAMETERS && !streaming) {
      throw new words.CallbackHandlerDeprecated(CALLBACKS_ARE_GONE);
    }
    return streaming
      ? new StreamingInvokeProcessor(handler, client, logError, streaming)
      : new BufferedInvokeProcessor(handler, client, logError);
  } catch (error) {
    logError("Init Error", error);
    try {
      client.failInit(error);
    } catch (refused) {
      logError("Failed to post init error", refused);
      throw refused;
    }
    throw error;
  }
}

/** Lets all that is due now happen before the result is sent. */
function afterImmediates() {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Handlers run as methods of their processor and see it as `this`. */
class BufferedInvokeProcessor {
  constructor(handler, client, logError) {
    this.handler = handler;
    this.client = client;
    this.logError = logError;
  }

  async processInvoke(context, event) {
    try {
      const result = await this.handler(event, context);
      await afterImmediates();
      this.client.respond(context.awsRequestId, result);
    } catch (error) {
      await afterImmediates();
      this.logError("Invoke Error", error);
      this.client.fail(context.awsRequestId, error);
    }
  }
}

class StreamingInvokeProcessor {
  constructor(handler, client, logError, options) {
    this.handler = handler;
    this.client = client;
    this.logError = logError;
    this.options = options;
  }

  async processInvoke(context, event) {
    const options = { ...words, ...this.options, isCallbackEra: false };
    const { stream, sent, fail } = this.client.stream(context.awsRequestId, options);
    try {
      const result = this.handler(event, stream, context);
      await finishStream(result, stream, sent);
    } catch (error) {
      await afterImmediates();
      this.logError("Invoke Error", error);
      fail(error, () => {});
    }
  }
}

async function finishStream(result, stream, sent) {
  if (typeof result !== "object" || typeof result?.then !== "function") {
    throw new Error("Streaming does not support non-async handlers.");
  }
  if ((await result) !== undefined) {
    console.warn("Streaming handlers ignore return values.");
  }
  await sent;
  if (!stream.writableFinished) {
    throw new Error("Response stream is not finished.");
  }
}

async function receive(client) {
  const { headers, body } = await client.next();
  const context = buildContext(headers);
  return { context, event: JSON.parse(body) };
}

function buildContext(headers) {
  const { env } = process;
  const missing = REQUIRED_VARIABLES.filter((name) => !env[name]);
  if (missing.length > 0) {
    throw new words.PlatformError(`Missing required environment variables: ${missing.join(", ")}`);
  }
  const trace = headers["lambda-runtime-trace-id"];
  const deadline = Number(headers["lambda-runtime-deadline-ms"]);
  const context = {
    clientContext: parseHeader(headers, "lambda-runtime-client-context"),
    identity: parseHeader(headers, "lambda-runtime-cognito-identity"),
    invokedFunctionArn: headers["lambda-runtime-invoked-function-arn"],
    awsRequestId: headers["lambda-runtime-aws-request-id"],
    tenantId: headers["lambda-runtime-aws-tenant-id"],
    xRayTraceId: trace,
    getRemainingTimeInMillis: () => deadline - Date.now(),
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
  };
  if (trace) {
    env._X_AMZN_TRACE_ID = trace;
  } else {
    delete env._X_AMZN_TRACE_ID;
  }
  return context;
}

function parseHeader(headers, name) {
  try {
    return headers[name] ? JSON.parse(headers[name]) : undefined;
  } catch (error) {
    throw new words.PlatformError(`Failed to parse ${name} as JSON: ${error.message}`);
  }
}

module.exports = { run };
