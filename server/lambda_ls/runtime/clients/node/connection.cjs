"use strict";

const net = require("node:net");
const { performance } = require("node:perf_hooks");
const { encodeRequest, ResponseReader } = require("./http-message.cjs");
const { DescriptorPosting, WorkerPosting } = require("./posting.cjs");

const VERSION = "/2018-06-01/runtime";
const CONNECTION_LOST = 1;
const GONE = 410;

/** The Runtime API over one connection that stays open. */
class Connection {
  #socket;
  #posting;
  #reader = undefined;
  #deliver = undefined;
  #state = undefined;
  #spent = 0;

  /**
   * Connects before any code of the user runs.
   *
   * @param {string} address `host:port`, or `host:port/prefix`.
   * @param {{worker?: boolean}} [options] Whether to post through a thread.
   * @returns {Promise<Connection>}
   */
  static open(address, options = {}) {
    const [, host, port, prefix] = /^(.*?):(\d+)(\/.*)?$/.exec(address) ?? [];
    if (host === undefined) {
      throw new Error(`AWS_LAMBDA_RUNTIME_API is not an address: ${address}`);
    }
    const socket = net.connect({ host, port: Number(port), noDelay: true });
    return new Promise((resolve, reject) => {
      socket.once("error", reject);
      socket.once("connect", () => {
        socket.off("error", reject);
        resolve(new Connection(socket, { host, port: Number(port), prefix: prefix ?? "" }, options));
      });
    });
  }

  constructor(socket, address, { worker = false }) {
    this.address = address;
    this.#socket = socket;
    this.#posting =
      worker || DescriptorPosting.of(socket) < 0
        ? new WorkerPosting(address.host, address.port)
        : new DescriptorPosting(socket);
    socket.unref();
    socket.on("data", (piece) => this.#receive(piece));
    socket.on("error", () => {});
    // The server has ended, and so does everything that it has started.
    socket.on("close", () => process.exit(CONNECTION_LOST));
  }

  /**
   * Tells the server, with each question for the next invocation, what the modules hold, and how
   * long it took to find that out.
   *
   * @param {() => object} state
   * @param {number} spent Milliseconds that have gone into it already.
   */
  tellState(state, spent) {
    this.#state = state;
    this.#spent = spent;
  }

  /**
   * Waits for the next invocation. Only this wait keeps the process alive.
   *
   * @returns {Promise<{headers: Record<string, string>, body: string}>}
   */
  next() {
    this.#reader = new ResponseReader();
    this.#socket.ref();
    this.#socket.write(this.#request("GET", "/invocation/next", this.#stateHeaders()));
    return new Promise((resolve) => {
      this.#deliver = resolve;
    });
  }

  /**
   * Posts and waits, with the whole process, until the server has it. What the server makes of it
   * is not looked at, as in the service's client: a result that is too large goes by silently.
   *
   * @param {string} path Below the version of the API.
   * @param {string} body
   * @param {Record<string, string>} [headers]
   */
  post(path, body, headers = {}) {
    const all = { "Content-Type": "application/json", ...headers };
    this.#posting.send(this.#request("POST", path, all, body));
  }

  /** The whole path of a part of the API. */
  path(part) {
    return this.address.prefix + VERSION + part;
  }

  #request(method, path, headers, body) {
    return encodeRequest(method, this.path(path), `${this.address.host}:${this.address.port}`, headers, body);
  }

  #stateHeaders() {
    if (this.#state === undefined) {
      return {};
    }
    const began = performance.now();
    const state = Buffer.from(JSON.stringify(this.#state())).toString("base64");
    const spent = this.#spent + performance.now() - began;
    this.#spent = 0;
    return { "Lambda-Ls-State": state, "Lambda-Ls-State-Ms": spent.toFixed(3) };
  }

  #receive(piece) {
    const response = this.#reader?.push(piece);
    if (response?.status === GONE) {
      // Only a debugger lets the process live that long.
      process.exit(0);
    }
    if (response !== undefined) {
      this.#reader = undefined;
      this.#socket.unref();
      this.#deliver(response);
    }
  }
}

module.exports = { Connection };
