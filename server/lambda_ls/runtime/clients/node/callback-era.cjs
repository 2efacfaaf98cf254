"use strict";

const { Client } = require("./client.cjs");
const { callbackEra: words } = require("./errors.cjs");
const { hidesGlobal, loadCallbackEra, readStreaming, streamifyResponse } = require("./handlers.cjs");
const { patchConsole } = require("./logs.cjs");

// Libraries that trace invocations know these symbols.
const REQUEST_ID = Symbol.for("aws.lambda.runtime.requestId");
const TENANT_ID = Symbol.for("aws.lambda.runtime.tenantId");
const BEFORE_EXIT = Symbol.for("aws.lambda.beforeExit");

const UNCAUGHT = 129;
const UNHANDLED = 128;
const UNSETTLED = 13;

/** What happens once nothing is left to wait for; then a result may be due. */
const whenIdle = {
  set(action) {
    globalThis[BEFORE_EXIT] = action;
  },
  reset() {
    globalThis[BEFORE_EXIT] = () => {};
  },
  run() {
    globalThis[BEFORE_EXIT]();
  },
};

/**
 * Runs the function as nodejs22 and older runtimes do.
 *
 * @param {import("./connection.cjs").Connection} connection
 * @param {{root: string, handler: string}} plan
 */
async function run(connection, plan) {
  const logError = patchConsole(words, {
    requestId: () => globalThis[REQUEST_ID],
    tenantId: () => globalThis[TENANT_ID],
    searchFirst: true,
  });
  const client = new Client(connection, words);
  const lastWords = listenForLastWords(client, logError);
  process.on("beforeExit", () => whenIdle.run());
  whenIdle.reset();
  if (!hidesGlobal()) {
    const { HttpResponseStream } = require("./http-response-stream.cjs");
    globalThis.awslambda = { streamifyResponse, HttpResponseStream };
  }
  const { handler, streaming } = await settled(prepare(plan));
  new Runtime(client, handler, streaming, lastWords, logError).schedule();
}

async function prepare({ root, handler: name, loaded }) {
  const handler = await loadCallbackEra(root, name, words);
  loaded(handler);
  return { handler, streaming: readStreaming(handler, words) };
}

/** Reports what nothing else catches, for the invocation that runs or else for the start. */
function listenForLastWords(client, logError) {
  const lastWords = { report: (error) => client.failInit(error) };
  process.on("uncaughtException", (error) => {
    logError("Uncaught Exception", error);
    lastWords.report(error);
    process.exit(UNCAUGHT);
  });
  process.on("unhandledRejection", (reason, promise) => {
    const error = new words.UnhandledPromiseRejection(reason, promise);
    logError("Unhandled Promise Rejection", error);
    lastWords.report(error);
    process.exit(UNHANDLED);
  });
  return lastWords;
}

/**
 * Waits for the code of the user to load. In the service the wait is a top-level `await` of an ES
 * module, which gives the exit of a process that ends meanwhile a status of its own.
 */
async function settled(loading) {
  const { exitCode } = process;
  const setCode = () => {
    process.exitCode ??= UNSETTLED;
  };
  const warn = (code) => {
    if (code === UNSETTLED) {
      process.stderr.write("Warning: Detected unsettled top-level await\n");
    }
  };
  process.on("beforeExit", setCode);
  process.on("exit", warn);
  try {
    return await loading;
  } catch (error) {
    // A failed start is not a rejection that nobody handles, but an exception of the module.
    queueMicrotask(() => {
      throw error;
    });
    return await new Promise(() => {});
  } finally {
    process.off("beforeExit", setCode);
    process.off("exit", warn);
    if (process.exitCode === UNSETTLED) {
      process.exitCode = exitCode;
    }
  }
}

/** The loop over invocations. Handlers run as its methods and see it as `this`. */
class Runtime {
  constructor(client, handler, streaming, lastWords, logError) {
    this.client = client;
    this.handler = handler;
    this.streaming = streaming;
    this.lastWords = lastWords;
    this.logError = logError;
  }

  /** Goes on with the next invocation, behind all that is due now. */
  schedule() {
    setImmediate(() => {
      (this.streaming ? this.handleOnceStreaming() : this.handleOnceNonStreaming()).catch((error) => {
        console.log(`Unexpected Top Level Error: ${error.toString()}`);
        this.lastWords.report(error);
        process.exit(UNCAUGHT);
      });
    });
  }

  async handleOnceNonStreaming() {
    const { id, headers, body } = await this.receive();
    const { callback, context, abandon } = buildCallbacks(this, id);
    try {
      this.lastWords.report = (error) => this.client.fail(id, error);
      whenIdle.set(() => {
        abandon();
        this.client.respond(id, null);
        this.schedule();
      });
      const result = this.handler(JSON.parse(body), completeContext(context, headers), callback);
      if (isPromise(result)) {
        result.then(context.succeed, context.fail).catch(context.fail);
      }
    } catch (error) {
      callback(error);
    }
  }

  async handleOnceStreaming() {
    const { id, headers, body } = await this.receive();
    const { stream, sent, fail } = this.client.stream(id, { ...words, ...this.streaming, isCallbackEra: true });
    const waiting = waitingContext();
    const goOn = () => {
      whenIdle.reset();
      this.goOnAfterStream(waiting.context);
    };
    const failWith = (error) => {
      this.logError("Invoke Error", error);
      fail(error, goOn);
    };
    try {
      this.lastWords.report = (error) => this.client.fail(id, error);
      whenIdle.set(() => this.schedule());
      const context = completeContext(waiting.context, headers);
      const result = this.handler(JSON.parse(body), stream, context);
      if (!isPromise(result)) {
        failWith("Streaming does not support non-async handlers.");
        return;
      }
      if ((await result) !== undefined) {
        console.warn("Streaming handlers ignore return values.");
      }
      await sent;
      if (!stream.writableFinished) {
        failWith("Response stream is not finished.");
        return;
      }
      goOn();
    } catch (error) {
      failWith(error);
    }
  }

  goOnAfterStream(context) {
    if (context.callbackWaitsForEmptyEventLoop) {
      whenIdle.set(() => setImmediate(() => this.schedule()));
    } else {
      this.schedule();
    }
  }

  async receive() {
    const { headers, body } = await this.client.next();
    const id = headers["lambda-runtime-aws-request-id"];
    globalThis[REQUEST_ID] = id;
    globalThis[TENANT_ID] = headers["lambda-runtime-aws-tenant-id"];
    return { id, headers, body };
  }
}

function isPromise(value) {
  return value && value.then && typeof value.then === "function";
}

/** The property that says whether a result waits until nothing is left to do. */
function waitingContext() {
  let waits = true;
  const context = {
    get callbackWaitsForEmptyEventLoop() {
      return waits;
    },
    set callbackWaitsForEmptyEventLoop(value) {
      waits = value;
    },
  };
  return { context, waits: () => waits };
}

/**
 * The ways in which a handler gives its result: the first one that it uses counts.
 *
 * @param {Runtime} runtime
 * @param {string} id The invocation.
 */
function buildCallbacks(runtime, id) {
  const { client } = runtime;
  const { context, waits } = waitingContext();
  let isComplete = false;

  const fail = (error) => {
    runtime.logError("Invoke Error", error);
    client.fail(id, error);
    runtime.schedule();
  };
  const complete = (result) => {
    if (isComplete) {
      console.error(
        "Invocation has already been reported as done. Cannot call complete more than once per invocation.",
      );
      return;
    }
    isComplete = true;
    client.respond(id, result);
    runtime.schedule();
  };
  const finish = (error, result, isPatient) => {
    whenIdle.reset();
    if (error !== undefined && error !== null) {
      fail(error);
    } else if (isPatient) {
      whenIdle.set(() => setImmediate(() => complete(result)));
    } else {
      complete(result);
    }
  };

  // A way that throws, for a result that has no JSON, leaves the others open.
  let isFinished = false;
  const once =
    (way) =>
    (...values) => {
      if (!isFinished) {
        way(...values);
        isFinished = true;
      }
    };
  context.succeed = once((result) => finish(null, result, false));
  context.fail = once((error) => finish(error ?? "handled", null, false));
  context.done = once((error, result) => finish(error, result, false));
  return {
    callback: once((error, result) => finish(error, result, waits())),
    context,
    abandon: () => {
      isComplete = true;
    },
  };
}

/** Adds what the environment and the headers of the invocation say. */
function completeContext(context, headers) {
  const { env } = process;
  const trace = headers["lambda-runtime-trace-id"];
  if (trace) {
    env._X_AMZN_TRACE_ID = trace;
  } else {
    delete env._X_AMZN_TRACE_ID;
  }
  const deadline = Number(headers["lambda-runtime-deadline-ms"]);
  return Object.assign(context, {
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: parseHeader(headers["lambda-runtime-client-context"], "ClientContext"),
    identity: parseHeader(headers["lambda-runtime-cognito-identity"], "CognitoIdentity"),
    invokedFunctionArn: headers["lambda-runtime-invoked-function-arn"],
    awsRequestId: headers["lambda-runtime-aws-request-id"],
    tenantId: headers["lambda-runtime-aws-tenant-id"],
    getRemainingTimeInMillis: () => deadline - Date.now(),
  });
}

function parseHeader(text, name) {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch (error) {
    throw new Error(`Cannot parse ${name} as json: ${error.toString()}`);
  }
}

module.exports = { run };
