"use strict";

const ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
const XRAY_CAUSE = "Lambda-Runtime-Function-XRay-Error-Cause";
const LARGEST_XRAY_CAUSE = 1024 * 1024;

/** What a runtime says to the service, in the words of its generation. */
class Client {
  #connection;
  #words;

  /**
   * @param {import("./connection.cjs").Connection} connection
   * @param {{serialize: Function, describe: Function, describeForXRay: Function}} words
   */
  constructor(connection, words) {
    this.#connection = connection;
    this.#words = words;
  }

  /** The next invocation, with the headers that the service's client passes on. */
  async next() {
    const { headers, body } = await this.#connection.next();
    return { headers: { "lambda-runtime-trace-id": "", ...headers }, body };
  }

  respond(id, result) {
    const body = this.#words.serialize(result);
    if (typeof body !== "string") {
      // JSON has no text for functions and symbols; these are the words of the native client.
      throw new TypeError("Wrong arguments");
    }
    this.#connection.post(invocation(id, "response"), body);
  }

  fail(id, error) {
    const body = this.#words.serialize(this.#words.describe(error));
    const cause = this.#words.describeForXRay(error);
    const sent = cause !== "" && Buffer.byteLength(cause) < LARGEST_XRAY_CAUSE;
    this.#connection.post(invocation(id, "error"), body, sent ? { [XRAY_CAUSE]: cause } : {});
  }

  failInit(error) {
    const description = this.#words.describe(error);
    const type = description.errorType;
    // This one goes through Node's own client in the service, which refuses some names of errors.
    require("node:http").validateHeaderValue(ERROR_TYPE, type);
    this.#connection.post("/init/error", this.#words.serialize(description), { [ERROR_TYPE]: type });
  }

  /** A stream that becomes the response. */
  stream(id, options) {
    const { openStream } = require("./streams.cjs");
    const { host, port } = this.#connection.address;
    const path = this.#connection.path(invocation(id, "response"));
    return openStream({ host, port, path }, { ...options, describe: this.#words.describe });
  }
}

function invocation(id, part) {
  return `/invocation/${encodeURIComponent(id)}/${part}`;
}

module.exports = { Client };
