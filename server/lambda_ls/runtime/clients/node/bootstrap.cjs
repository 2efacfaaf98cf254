"use strict";

// A runtime interface client for Node.js functions: it asks the Runtime API for invocations, calls
// the handler, and posts what comes of it. It behaves like the clients of Lambda's own runtimes,
// of which there are two generations: callbacks are known up to nodejs22 and gone from nodejs24 on.
//
// It is CommonJS since Node.js starts that some milliseconds faster than an ES module.
//
// Arguments, each as `--name=value`: `generation` where AWS_EXECUTION_ENV does not name a runtime,
// `source`, `esbuild` and `build` (what the template gives esbuild, in JSON) for a handler that must
// be built, `state=told` where what the modules hold is to be told after each invocation, and
// `post=worker` to post through a thread, as is done by itself on systems where the descriptors of
// sockets cannot be used.

const { Connection } = require("./connection.cjs");

const FIRST_WITHOUT_CALLBACKS = 24;

async function main() {
  const options = takeOptions();
  const { env } = process;
  const connection = await Connection.open(env.AWS_LAMBDA_RUNTIME_API, { worker: options.post === "worker" });
  const handler = env._HANDLER ?? "";
  const root = options.source === undefined ? env.LAMBDA_TASK_ROOT : built(options, handler, connection);
  const generation = Number(/^AWS_Lambda_nodejs(\d+)/.exec(env.AWS_EXECUTION_ENV ?? "")?.[1] ?? options.generation);
  const { run } = require(generation >= FIRST_WITHOUT_CALLBACKS ? "./promise-era.cjs" : "./callback-era.cjs");
  const folder = root ?? process.cwd();
  const loaded = options.state === "told" ? (found) => tellState(connection, found, folder) : () => {};
  await run(connection, { root: folder, handler, loaded });
}

function tellState(connection, handler, root) {
  const { performance } = require("node:perf_hooks");
  const began = performance.now();
  const { watchModules } = require("./module-state.cjs");
  const state = watchModules(handler, root);
  connection.tellState(state, performance.now() - began);
}

/** Reads the arguments and hides them, and this file, from the code of the user. */
function takeOptions() {
  const options = process.argv.splice(2).map((argument) => /^--(\w+)=(.*)$/s.exec(argument)?.slice(1) ?? []);
  // In the service the entry is an ES module, so `require.main` is not defined there.
  process.mainModule = undefined;
  return Object.fromEntries(options);
}

function built({ esbuild, source, build: given = "[]" }, handler, connection) {
  const { build } = require("./typescript.cjs");
  try {
    return build({ tool: esbuild, source, handler, given: JSON.parse(given) });
  } catch (error) {
    const type = "BuildFailed";
    const description = { errorType: type, errorMessage: error.message, trace: [] };
    connection.post("/init/error", JSON.stringify(description), { "Lambda-Runtime-Function-Error-Type": type });
    return process.exit(1);
  }
}

main();
