"use strict";

const http = require("node:http");
const net = require("node:net");

// A streamed response is an ordinary request of Node's HTTP client behind a wrapper that shows
// only some of it. Handlers see what the wrapper has and lacks, and what Node does below it, so
// both are as in the service: for instance `end(chunk)` skips the prelude, and a write of an
// object sends JSON.

const ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
const ERROR_BODY = "Lambda-Runtime-Function-Error-Body";

const METHODS = [
  ...["cork", "destroy", "end", "uncork", "write", "addListener", "emit", "eventNames", "getMaxListeners"],
  ...["listenerCount", "listeners", "off", "on", "once", "prependListener", "prependOnceListener"],
  ...["rawListeners", "removeAllListeners", "removeListener", "setMaxListeners", "setContentType"],
];
const VALUES = [
  ...["writableFinished", "writableObjectMode", "writableEnded", "writableNeedDrain"],
  ...["writableHighWaterMark", "writableCorked", "writableLength"],
];

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

/**
 * Begins a response that is sent while it is written.
 *
 * @param {{host: string, port: number, path: string}} target
 * @param {{describe: Function, InvalidStreamingOperation: Function, isCallbackEra: boolean,
 *   highWaterMark?: number}} options
 * @returns {{stream: object, sent: Promise<void>, fail: (error: unknown, done: () => void) => void}}
 */
function openStream({ host, port, path }, options) {
  agent.createConnection = (settings, listener) =>
    net.createConnection({ ...settings, noDelay: true, highWaterMark: options.highWaterMark }, listener);
  const request = http.request({ host, port, path, method: "POST", agent, headers: headersOf(options) });
  const sent = whenAnswered(request);
  adjustWriting(request, options);
  const fail = (error, done) => {
    const description = options.describe(error);
    request.addTrailers({
      [ERROR_TYPE]: description.errorType,
      [ERROR_BODY]: Buffer.from(JSON.stringify(description)).toString("base64"),
    });
    request.end(done);
  };
  return { stream: wrap(request, options), sent, fail };
}

function headersOf({ isCallbackEra }) {
  return {
    "Lambda-Runtime-Function-Response-Mode": "streaming",
    Trailer: [ERROR_TYPE, ERROR_BODY],
    "Content-Type": "application/octet-stream",
    ...(isCallbackEra ? {} : { "Transfer-Encoding": "chunked" }),
  };
}

function whenAnswered(request) {
  return new Promise((resolve, reject) => {
    request.on("response", (response) => {
      response.resume();
      response.on("aborted", reject);
      response.on("end", resolve);
    });
    request.on("error", (error) => {
      reject(error);
      request.destroy(error);
    });
  });
}

function adjustWriting(request, { isCallbackEra, InvalidStreamingOperation }) {
  const write = request.write.bind(request);
  let begun = false;
  request.setContentType = (type) => {
    if (begun) {
      throw new InvalidStreamingOperation("Cannot set content-type, too late.");
    }
    request.setHeader("Content-Type", type);
  };
  request.write = (chunk, encoding, callback) => {
    // The service's client reads the length for a log of its own, so writing nothing is an error.
    void chunk.length;
    const data = isData(chunk, isCallbackEra) ? chunk : JSON.stringify(chunk);
    if (!begun) {
      request._onBeforeFirstWrite?.((part) => write(part));
    }
    const goesOn = write(data, encoding, callback);
    begun = true;
    return goesOn;
  };
  if (isCallbackEra) {
    const end = request.end.bind(request);
    request.end = (callback) => {
      end(callback);
    };
  }
}

function isData(chunk, isCallbackEra) {
  if (typeof chunk === "string" || Buffer.isBuffer(chunk)) {
    return true;
  }
  return isCallbackEra ? chunk?.constructor === Uint8Array : chunk instanceof Uint8Array;
}

function wrap(request, { isCallbackEra }) {
  const writable = isCallbackEra
    ? ["destroyed", "writable", "_onBeforeFirstWrite"]
    : ["destroyed", "_onBeforeFirstWrite"];
  const readable = isCallbackEra ? [...VALUES, "writableBuffer"] : [...VALUES, "writable"];
  const stream = Object.fromEntries(METHODS.map((name) => [name, request[name].bind(request)]));
  for (const name of writable) {
    Object.defineProperty(stream, name, {
      get: () => request[name],
      set: (value) => {
        request[name] = value;
      },
    });
  }
  for (const name of readable) {
    Object.defineProperty(stream, name, { get: () => request[name] });
  }
  return stream;
}

module.exports = { openStream };
