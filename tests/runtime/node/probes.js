"use strict";

// What handlers do, by name. One process runs all probes that it survives.

const { setTimeout: wait } = require("node:timers/promises");

class Own extends Error {}
class Named extends Error {
  name = "Named";
}

function circular() {
  const value = {};
  value.self = value;
  return value;
}

const withStack = (stack) => Object.assign(new Error("odd"), { stack });

/** Values that any kind of handler may give back. */
const values = {
  nothing: () => undefined,
  null: () => null,
  text: () => "déjà vu €😀",
  empty: () => "",
  number: () => 1.5,
  nan: () => NaN,
  infinity: () => ({ a: -Infinity }),
  boolean: () => false,
  list: () => [undefined, () => 1, Symbol("s"), null],
  object: () => ({ a: undefined, b: () => 1, c: { d: [1] } }),
  date: () => new Date(0),
  toJson: () => ({ toJSON: (key) => `key ${key}` }),
  throwingToJson: () => ({
    toJSON() {
      throw new Error("no JSON");
    },
  }),
  collections: () => [new Map([[1, 2]]), new Set([1]), /x/, new Error("e"), Promise.resolve(1), (function* () {})()],
  buffer: () => Buffer.from("abc"),
  typed: () => new Uint8Array([1, 2]),
  error: () => new Error("returned"),
  surrogate: () => "\ud800",
  delete: () => "\x7f",
  bigint: () => 1n,
  circular,
  function: () => () => 1,
  symbol: () => Symbol("s"),
  large: () => "é".repeat(4000000),
  nested: () => Promise.resolve({ then: (resolve) => resolve("nested") }),
};

const thrown = {
  error: () => new Error("plain"),
  emptyError: () => new Error(),
  own: () => new Own("own"),
  named: () => new Named("named"),
  typeError: () => new TypeError("type"),
  renamed: () => Object.assign(new Error("m"), { name: "Custom.Error", code: "E_CODE", extra: { a: 1 } }),
  withCause: () => new Error("outer", { cause: new Error("inner") }),
  aggregate: () => new AggregateError([new Error("one"), new Error("two")], "many"),
  lines: () => new Error("first\nsecond\tthird"),
  deleted: () => new Error("de\x7fl"),
  unicode: () => new Error("é € 😀"),
  text: () => "text",
  number: () => 5,
  object: () => ({ a: 1 }),
  null: () => null,
  undefined: () => undefined,
  symbol: () => Symbol("s"),
  bigint: () => 1n,
  list: () => [1, 2],
  function: () => function named() {},
  noName: () => Object.assign(new Error("m"), { name: undefined }),
  numberName: () => Object.assign(new Error("m"), { name: 5 }),
  noMessage: () => Object.assign(new Error("m"), { message: undefined }),
  noStack: () => withStack(undefined),
  oddStack: () => withStack("one line"),
  emptyStack: () => withStack(""),
  lookalike: () => ({ name: "Like", message: "alike", stack: "Like: alike\n    at nowhere (x.js:1:2)" }),
  circular: () => Object.assign(new Error("round"), { self: circular() }),
  unreadable: () => ({
    toString() {
      throw new Error("no text");
    },
  }),
  noPrototype: () => Object.create(null),
  getter: () =>
    Object.defineProperty(new Error("m"), "message", {
      get() {
        throw new Error("no message");
      },
    }),
};

const members = (context) =>
  Object.entries(context).map(([key, value]) => [key, typeof value === "function" ? "function" : (value ?? null)]);

/** What handlers see. */
const seen = {
  context: (_event, context) => members(context),
  remaining: (_event, context) => {
    const left = context.getRemainingTimeInMillis();
    return [typeof left, Number.isInteger(left), left > 0 && left <= 20000];
  },
  event: (event) => event,
  size: (event) => JSON.stringify(event).length,
  trace: () => process.env._X_AMZN_TRACE_ID,
  awslambda: () => [Object.keys(awslambda), typeof awslambda.HttpResponseStream.from],
  arguments: (...values) => values.length,
  main: () => [require.main === undefined, process.mainModule === undefined, typeof module.parent],
  argv: () => process.argv.length > 1,
  telemetry: () => [process.env._LAMBDA_TELEMETRY_LOG_FD ?? null],
  folder: () => process.cwd() === __dirname,
  newThis() {
    return typeof this;
  },
};

const logs = {
  levels: () => {
    for (const method of ["log", "info", "warn", "error", "debug", "trace", "fatal"]) {
      console[method](method);
    }
  },
  formats: () => {
    console.log("%s has %d and %j", "a", 1, { b: 2 });
    console.log({ a: { b: { c: { d: 1 } } } }, [1], null, undefined);
    console.log();
    console.log("two\nlines", "\ttab");
    console.error(new TypeError("logged"));
    console.error("with text", new Own("logged"));
    console.error(new Own("first"), "then");
    console.log(Symbol("s"), 1n, () => 1);
    console.log(circular());
    console.log("%o %O %i %f %c %%", { a: 1 }, { b: 2 }, "3", "4.5", "css");
  },
  others: () => {
    console.table([{ a: 1 }]);
    console.dir({ a: 1 });
    process.stdout.write("raw\n");
    process.stderr.write("raw\n");
    console.assert(false, "asserted");
    console.group("group");
    console.log("inside");
    console.groupEnd();
  },
};

const all = { values, thrown, seen, logs };

/** Does what an event asks for. */
function act(event, ...others) {
  const [group, name] = event.probe.split(".");
  const result = all[group][name](event, ...others);
  if (group === "thrown") {
    throw result;
  }
  return result;
}

const callbackWays = {
  callback: (event, _context, callback) => callback(null, act(event)),
  failing: (event, _context, callback) => callback(all.thrown[event.probe.split(".")[1]]()),
  succeed: (event, context) => context.succeed(act(event)),
  fail: (event, context) => context.fail(all.thrown[event.probe.split(".")[1]]()),
  done: (event, context) => context.done(null, act(event)),
  never: () => {},
  neverPromise: () => new Promise(() => {}),
  falsyError: (_event, _context, callback) => callback(0, "no error?"),
  twice: (_event, _context, callback) => {
    callback(null, 1);
    callback(null, 2);
  },
  twoWays: (_event, context, callback) => {
    callback(null, 1);
    context.succeed(2);
  },
  callbackAndPromise: async (_event, _context, callback) => {
    callback(null, "callback");
    return "promise";
  },
  timer: (_event, _context, callback) => {
    setTimeout(() => console.log("timer"), 30);
    callback(null, "waited");
  },
  impatient: (_event, context, callback) => {
    context.callbackWaitsForEmptyEventLoop = false;
    setTimeout(() => console.log("late timer"), 150);
    callback(null, "at once");
  },
  // The timer of the invocation before fires in this one.
  patient: () => wait(500, "patient"),
  late: (_event, _context, callback) => {
    setTimeout(() => callback(null, "late"), 10);
  },
  lateFailure: (_event, _context, callback) => {
    setTimeout(() => callback(new Error("late")), 10);
  },
  syncThrow: () => {
    throw new Error("sync");
  },
  syncValue: () => "lost",
  syncTimer: () => {
    setTimeout(() => console.log("still runs"), 20);
    return "lost";
  },
  thenable: () => ({ then: (resolve) => resolve("then") }),
  badThenable: () => ({
    then() {
      throw new Error("then throws");
    },
  }),
  failWithNothing: (_event, context) => context.fail(),
  unserialisable: (_event, context) => {
    try {
      context.succeed(1n);
    } catch (error) {
      context.fail(error);
    }
  },
  asyncTimers: async () => {
    setTimeout(() => console.log("goes on"), 150);
    return "at once";
  },
  patientToo: () => wait(500, "patient"),
};

/** Ends of processes, for each of which a process is started. */
const fatal = {
  exit: () => process.exit(3),
  exitZero: () => process.exit(0),
  exitNoCode: () => process.exit(),
  exitCode: () => {
    process.exitCode = 7;
    return new Promise(() => {});
  },
  exitLater: async () => {
    setTimeout(() => process.exit(4), 5);
    await wait(1000);
  },
  abort: () => process.kill(process.pid, "SIGKILL"),
  never: () => new Promise(() => {}),
  unhandled: async () => {
    Promise.reject(new Error("unhandled"));
    await wait(200);
    return "too late";
  },
  unhandledText: async () => {
    Promise.reject("text");
    await wait(200);
  },
  unhandledNothing: async () => {
    Promise.reject();
    await wait(200);
  },
  uncaught: async () => {
    setTimeout(() => {
      throw new Own("uncaught");
    }, 5);
    await wait(200);
  },
  uncaughtText: async () => {
    setTimeout(() => {
      throw "text";
    }, 5);
    await wait(200);
  },
  emitter: async () => {
    new (require("node:events"))().emit("error", new Error("emitted"));
  },
  laterEmitter: async () => {
    setImmediate(() => new (require("node:events"))().emit("error", new Error("emitted")));
    await wait(200);
  },
  respondedThenThrows: async () => {
    setTimeout(() => {
      throw new Error("after");
    }, 100);
    return "responded";
  },
  exitAfterAnswer: async () => {
    process.on("exit", () => console.log("exiting"));
    setTimeout(() => process.exit(5), 50);
    return "answer";
  },
};

const callbackFatal = {
  succeedAndExit: (_event, context) => {
    context.succeed("answered");
    process.exit(0);
  },
  impatientAndExit: (_event, context, callback) => {
    context.callbackWaitsForEmptyEventLoop = false;
    callback(null, "answered");
    process.exit(0);
  },
  callbackBigint: (_event, _context, callback) => callback(null, 1n),
  callbackFunction: (_event, _context, callback) => callback(null, () => 1),
  succeedBigint: (_event, context) => context.succeed(1n),
  throwAfterCallback: (_event, _context, callback) => {
    callback(null, "given");
    throw new Error("too late");
  },
  throwAfterSucceed: (_event, context) => {
    context.succeed("given");
    throw new Error("too late");
  },
  rejectAfterSucceed: async (_event, context) => {
    context.succeed("given");
    throw new Error("too late");
  },
};

exports.async = async (event, context) => act(event, context);
exports.sync = (event, context) => act(event, context);
exports.ways = (event, context, callback) => callbackWays[event.way](event, context, callback);
exports.fatal = (event, context) => fatal[event.probe](event, context);
exports.callbackFatal = (event, context, callback) => callbackFatal[event.probe](event, context, callback);
exports.lists = () => ({
  ...Object.fromEntries(Object.entries(all).map(([group, probes]) => [group, Object.keys(probes)])),
  ways: Object.keys(callbackWays),
  fatal: Object.keys(fatal),
  callbackFatal: Object.keys(callbackFatal),
});
