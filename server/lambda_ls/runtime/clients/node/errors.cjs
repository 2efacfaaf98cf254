"use strict";

const { types } = require("node:util");

// The two generations of the service's client describe errors alike, but for what is no error at
// all, or is one that resists being read. Callers see these words, so each has its own here.

const UNREADABLE = {
  errorType: "handled",
  errorMessage:
    "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack",
};

/** Gives a class its name, which logs show. */
function named(name, made) {
  return Object.defineProperty(made, "name", { value: name });
}

/** An error with a name of the runtime's own, such as `Runtime.HandlerNotFound`. */
function errorClass(name, className = name) {
  return named(
    className,
    class extends Error {
      constructor(message) {
        super(message);
        this.name = `Runtime.${name}`;
      }
    },
  );
}

/** The same for the callback era, where the name is known before the stack is written. */
function earlyErrorClass(name) {
  const made = class extends Error {};
  made.prototype.name = `Runtime.${name}`;
  return named(name, made);
}

class UnhandledPromiseRejection extends earlyErrorClass("UnhandledPromiseRejection") {
  constructor(reason, promise) {
    super(reason);
    this.reason = reason;
    this.promise = promise;
  }
}

class UserCodeSyntaxError extends errorClass("UserCodeSyntaxError") {
  constructor(original) {
    super(String(original));
    // Only this generation keeps the place of the mistake.
    this.stack = original.stack;
  }
}

const callbackEra = {
  ImportModuleError: earlyErrorClass("ImportModuleError"),
  HandlerNotFound: earlyErrorClass("HandlerNotFound"),
  MalformedHandlerName: earlyErrorClass("MalformedHandlerName"),
  UserCodeSyntaxError: earlyErrorClass("UserCodeSyntaxError"),
  // An oversight of that generation, which shows where `MalformedStreamingHandler` was meant.
  refuseStreaming: () => new ReferenceError("MalformedStreamingHandler is not defined"),
  InvalidStreamingOperation: earlyErrorClass("InvalidStreamingOperation"),
  UnhandledPromiseRejection,
  isMissingModule: (error) => error.code === "MODULE_NOT_FOUND",
  intoError: (value) => (value instanceof Error ? value : new Error(value)),
  serialize(value) {
    try {
      return JSON.stringify(value === undefined ? null : value);
    } catch {
      throw new Error("Unable to stringify response body");
    }
  },
  describe(error) {
    try {
      return types.isNativeError(error) || looksLikeError(error)
        ? described(error, escapeDelete(error.stack).split("\n"))
        : { errorType: typeof error, errorMessage: error.toString(), trace: [] };
    } catch {
      return UNREADABLE;
    }
  },
  describeForXRay,
};

const JSONStringifyError = errorClass("JSONStringifyError");
const MalformedStreamingHandler = errorClass("MalformedStreamingHandler");

const promiseEra = {
  ImportModuleError: errorClass("ImportModuleError"),
  HandlerNotFound: errorClass("HandlerNotFound", "HandlerNotFoundError"),
  MalformedHandlerName: errorClass("MalformedHandlerName", "MalformedHandlerNameError"),
  UserCodeSyntaxError,
  refuseStreaming: () => new MalformedStreamingHandler("Only response streaming is supported."),
  InvalidStreamingOperation: errorClass("InvalidStreamingOperation"),
  CallbackHandlerDeprecated: errorClass("CallbackHandlerDeprecated", "CallbackHandlerDeprecatedError"),
  PlatformError: errorClass("PlatformError"),
  isMissingModule: (error) => error instanceof Error && error.code === "MODULE_NOT_FOUND",
  intoError: (value) => (value instanceof Error ? value : new Error(String(value))),
  serialize(value) {
    try {
      return JSON.stringify(value === undefined ? null : value);
    } catch {
      throw new JSONStringifyError("Unable to stringify response body");
    }
  },
  describe(error) {
    try {
      return error instanceof Error
        ? described(error, escapeDelete(error.stack)?.split("\n") ?? [])
        : { errorType: typeof error, errorMessage: String(error), trace: [] };
    } catch {
      return { ...UNREADABLE, trace: [] };
    }
  },
  describeForXRay,
};

function looksLikeError(value) {
  return ["name", "message", "stack"].every((key) => value?.[key] && typeof value[key] === "string");
}

function described(error, trace) {
  return { errorType: escapeDelete(error.name), errorMessage: escapeDelete(error.message), trace };
}

/** The service does not take the control character DEL. */
function escapeDelete(text) {
  return text?.replace(/\x7F/g, "%7F");
}

/**
 * The error as X-Ray draws it, as JSON; empty if it cannot be read.
 *
 * @param {unknown} error
 * @returns {string}
 */
function describeForXRay(error) {
  try {
    const stack = error.stack ? escapeDelete(error.stack).split("\n").slice(1).map(readFrame) : [];
    return JSON.stringify({
      working_directory: process.cwd(),
      exceptions: [{ type: escapeDelete(error.name), message: escapeDelete(error.message), stack }],
      paths: [...new Set(stack.map((frame) => frame.path))],
    });
  } catch {
    return "";
  }
}

/** Reads `at label (path:line:column)`, where the label may be missing. */
function readFrame(line) {
  const text = line.trim().replace(/[()]/g, "");
  const words = text.slice(text.indexOf(" ") + 1);
  const space = words.lastIndexOf(" ");
  const [path, number] = words.slice(space + 1).split(":");
  return { path, line: parseInt(number), label: words.slice(0, Math.max(space, 0)) || "anonymous" };
}

module.exports = { callbackEra, promiseEra };
