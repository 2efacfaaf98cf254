"use strict";

// Kept from the start: the code of the user may replace what `fs` has.
const { readSync, writeSync } = require("node:fs");
const { ResponseReader } = require("./http-message.cjs");

// The client of the service posts a result while the whole process stands still: `process.exit`
// may follow at once, and no timer of the user runs in between. Both ways below do the same.

const PIECE = 64 * 1024;
const SHORTEST_WAIT_MS = 0.02;
const LONGEST_WAIT_MS = 2;

/** Posts over the descriptor of a connected socket. Windows has no such descriptors. */
class DescriptorPosting {
  #socket;
  #buffer = Buffer.allocUnsafe(PIECE);

  /**
   * @param {import("node:net").Socket} socket Connected, and silent but for the answers.
   */
  constructor(socket) {
    this.#socket = socket;
  }

  /** The descriptor of a socket; -1 if it has none, or none any more. */
  static of(socket) {
    return socket._handle?.fd ?? -1;
  }

  /**
   * Sends a request and waits for its response.
   *
   * @param {Buffer} request
   * @returns {number} The status, or 0 if the connection is lost.
   */
  send(request) {
    // The number of a closed descriptor may by now be that of a file of the user.
    const descriptor = DescriptorPosting.of(this.#socket);
    try {
      for (let sent = 0; sent < request.length; ) {
        sent += patiently(() => writeSync(descriptor, request, sent));
      }
      return this.#readStatus(descriptor);
    } catch {
      return 0;
    }
  }

  #readStatus(descriptor) {
    const reader = new ResponseReader();
    for (;;) {
      const size = patiently(() => readSync(descriptor, this.#buffer));
      if (size === 0) {
        return 0;
      }
      const response = reader.push(Buffer.from(this.#buffer.subarray(0, size)));
      if (response !== undefined) {
        return response.status;
      }
    }
  }
}

/** Repeats what a socket that does not block refuses for now. */
function patiently(attempt) {
  for (let wait = SHORTEST_WAIT_MS; ; wait = Math.min(wait * 1.5, LONGEST_WAIT_MS)) {
    try {
      return attempt();
    } catch (error) {
      if (error.code !== "EAGAIN") {
        throw error;
      }
    }
    pause(wait);
  }
}

const never = new Int32Array(new SharedArrayBuffer(4));

function pause(milliseconds) {
  Atomics.wait(never, 0, 0, milliseconds);
}

/** Posts through a thread with a connection of its own, for systems without descriptors. */
class WorkerPosting {
  #worker;
  #state = new Int32Array(new SharedArrayBuffer(8));

  constructor(host, port) {
    const { Worker } = require("node:worker_threads");
    this.#worker = new Worker(require.resolve("./posting-worker.cjs"), {
      workerData: { host, port, state: this.#state },
      execArgv: [],
    });
    // The thread must not keep the process alive: an empty event loop has a meaning in Lambda.
    this.#worker.unref();
  }

  /**
   * Sends a request and waits for its response.
   *
   * @param {Buffer} request
   * @returns {number} The status, or 0 if the connection is lost.
   */
  send(request) {
    Atomics.store(this.#state, 0, 0);
    this.#worker.postMessage(request);
    Atomics.wait(this.#state, 0, 0);
    return Atomics.load(this.#state, 1);
  }
}

module.exports = { DescriptorPosting, WorkerPosting };
