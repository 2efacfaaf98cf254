"use strict";

const { writeSync } = require("node:fs");
const { format } = require("node:util");

const LEVELS = {
  TRACE: { name: "TRACE", priority: 1, mask: 4 },
  DEBUG: { name: "DEBUG", priority: 2, mask: 8 },
  INFO: { name: "INFO", priority: 3, mask: 12 },
  WARN: { name: "WARN", priority: 4, mask: 16 },
  ERROR: { name: "ERROR", priority: 5, mask: 20 },
  FATAL: { name: "FATAL", priority: 6, mask: 24 },
};
const METHODS = { trace: "TRACE", debug: "DEBUG", info: "INFO", warn: "WARN", error: "ERROR", fatal: "FATAL" };

const TEXT_FRAME = 0xa55a0003;
const JSON_FRAME = 0xa55a0002;
const FRAME_HEAD = 16;

/**
 * Makes `console` write the records of Lambda, to stdout or, in frames that keep the level, to the
 * descriptor that the server names.
 *
 * @param {object} words How the generation makes an error of anything: `intoError`, `describe`.
 * @param {{requestId: () => string | undefined, tenantId: () => string | undefined,
 *   searchFirst: boolean}} invocation Whose records they are, and whether an error is also looked
 *   for in the first of several arguments.
 * @returns {(title: string, error: unknown) => void} Logs an error of the runtime itself.
 */
function patchConsole(words, invocation) {
  const isJson = process.env.AWS_LAMBDA_LOG_FORMAT?.toUpperCase() === "JSON";
  const write = chooseWriter(isJson);
  const compose = isJson ? composeJson : composeText;
  const least = LEVELS[process.env.AWS_LAMBDA_LOG_LEVEL?.toUpperCase()] ?? LEVELS.TRACE;
  for (const [method, name] of Object.entries(METHODS)) {
    const level = LEVELS[name];
    console[method] =
      level.priority < least.priority
        ? () => {}
        : (message, ...others) => {
            const date = new Date();
            write(level, date, compose(level, date.toISOString(), invocation, [message, ...others]));
          };
  }
  console.log = console.info;
  return isJson
    ? (_title, error) => console.error(words.intoError(error))
    : (title, error) => console.error(title, inOneLine(words.intoError(error), words));
}

function chooseWriter(isJson) {
  const named = process.env._LAMBDA_TELEMETRY_LOG_FD;
  delete process.env._LAMBDA_TELEMETRY_LOG_FD;
  return named ? frameWriter(Number(named), isJson ? JSON_FRAME : TEXT_FRAME, isJson ? "" : "\n") : writeLine;
}

/** One record is one line, so lines within it are parted by carriage returns. */
function writeLine(_level, _date, record) {
  process.stdout.write(record.replace(/\n/g, "\r") + "\n");
}

/** Type, length, microseconds and text, big-endian. */
function frameWriter(descriptor, type, ending) {
  return (level, date, record) => {
    const text = Buffer.from(record + ending, "utf8");
    const frame = Buffer.alloc(FRAME_HEAD + text.length);
    frame.writeUInt32BE((type | level.mask) >>> 0, 0);
    frame.writeInt32BE(text.length, 4);
    frame.writeBigInt64BE(BigInt(date.valueOf()) * 1000n, 8);
    text.copy(frame, FRAME_HEAD);
    for (let written = 0; written < frame.length; ) {
      written += writeSync(descriptor, frame, written);
    }
  };
}

function composeText(level, time, invocation, parts) {
  return `${time}\t${invocation.requestId()}\t${level.name}\t${format(...parts)}`;
}

function composeJson(level, timestamp, invocation, parts) {
  const record = { timestamp, level: level.name, requestId: invocation.requestId() };
  if (invocation.tenantId()) {
    record.tenantId = invocation.tenantId();
  }
  return parts.length === 1 ? withValue(record, parts[0]) : withText(record, parts, invocation.searchFirst);
}

function withValue(record, value) {
  try {
    return JSON.stringify({ ...record, message: value }, (_key, item) => errorFields(item));
  } catch {
    return JSON.stringify({ ...record, message: format(value) });
  }
}

function withText(record, parts, searchFirst) {
  record.message = format(...parts);
  const error = parts.slice(searchFirst ? 0 : 1).find((part) => part instanceof Error);
  if (error !== undefined) {
    record.errorType = error.constructor?.name ?? "UnknownError";
    record.errorMessage = error.message;
    record.stackTrace = typeof error.stack === "string" ? error.stack.split("\n") : [];
  }
  return JSON.stringify(record);
}

function errorFields(value) {
  if (!(value instanceof Error)) {
    return value;
  }
  const fields = {
    errorType: value.constructor?.name ?? "UnknownError",
    errorMessage: value.message,
    stackTrace: typeof value.stack === "string" ? value.stack.split("\n") : value.stack,
  };
  return Object.assign(fields, value);
}

/** An error with everything that was added to it, as JSON. */
function inOneLine(error, words) {
  try {
    return "\t" + JSON.stringify(error, (_key, value) => allFields(value));
  } catch {
    return "\t" + JSON.stringify(words.describe(error));
  }
}

function allFields(value) {
  if (!(value instanceof Error)) {
    return value;
  }
  const fields = { errorType: value.name, errorMessage: value.message, code: value.code, ...value };
  if (typeof value.stack === "string") {
    fields.stack = value.stack.split("\n");
  }
  return fields;
}

module.exports = { patchConsole };
