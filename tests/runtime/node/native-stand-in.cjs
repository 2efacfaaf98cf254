"use strict";

// Preloaded into Lambda's own clients for Node.js: answers for their native addon, which they build
// with a C++ compiler when they are installed. As that one does, it posts while the process waits.

const fs = require("node:fs");
const Module = require("node:module");
const net = require("node:net");

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");
const BASE = "/2018-06-01/runtime/invocation/";
const NAMES = ["client-context", "cognito-identity", "aws-tenant-id"];
const clock = new Int32Array(new SharedArrayBuffer(4));

const socket = net.connect({ host, port: Number(port), noDelay: true });
socket.unref();

function message(method, path, body, headers) {
  const head = [`${method} ${BASE}${path} HTTP/1.1`, `host: ${host}:${port}`, `content-length: ${Buffer.byteLength(body)}`];
  return Buffer.from([...head, ...headers].join("\r\n") + "\r\n\r\n" + body);
}

function parse(bytes) {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) {
    return undefined;
  }
  const head = bytes.toString("utf8", 0, end).split("\r\n").slice(1);
  const headers = Object.fromEntries(head.map((line) => line.split(/: *(.*)/s).slice(0, 2)));
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const whole = end + 4 + Number(lower["content-length"] ?? 0);
  return bytes.length < whole ? undefined : { headers: lower, body: bytes.toString("utf8", end + 4, whole) };
}

function retry(call) {
  for (;;) {
    try {
      return call();
    } catch (error) {
      if (error.code !== "EAGAIN") {
        throw error;
      }
      Atomics.wait(clock, 0, 0, 0.1);
    }
  }
}

function postSync(path, body, headers) {
  const bytes = message("POST", path, body, ["content-type: application/json", ...headers]);
  const { fd } = socket._handle;
  for (let sent = 0; sent < bytes.length; ) {
    sent += retry(() => fs.writeSync(fd, bytes, sent));
  }
  const piece = Buffer.alloc(65536);
  let answer = Buffer.alloc(0);
  while (parse(answer) === undefined) {
    answer = Buffer.concat([answer, piece.subarray(0, retry(() => fs.readSync(fd, piece)))]);
  }
}

function checkStrings(values) {
  if (values.some((value) => typeof value !== "string")) {
    throw new TypeError("Wrong arguments");
  }
}

function passOn({ headers, body }) {
  const passed = {
    "lambda-runtime-deadline-ms": Number(headers["lambda-runtime-deadline-ms"]),
    "lambda-runtime-aws-request-id": headers["lambda-runtime-aws-request-id"],
    "lambda-runtime-trace-id": headers["lambda-runtime-trace-id"] ?? "",
    "lambda-runtime-invoked-function-arn": headers["lambda-runtime-invoked-function-arn"],
  };
  for (const name of NAMES.map((end) => `lambda-runtime-${end}`).filter((full) => headers[full])) {
    passed[name] = headers[name];
  }
  return { bodyJson: body, headers: passed };
}

const addon = {
  next() {
    socket.ref();
    socket.write(message("GET", "next", "", []));
    return new Promise((resolve) => {
      const pieces = [];
      socket.on("data", function take(piece) {
        pieces.push(piece);
        const parsed = parse(Buffer.concat(pieces));
        if (parsed !== undefined) {
          socket.off("data", take);
          socket.unref();
          resolve(passOn(parsed));
        }
      });
    });
  },
  done(id, body) {
    checkStrings([id, body]);
    postSync(`${id}/response`, body, []);
  },
  error(id, body, cause) {
    checkStrings([id, body, cause]);
    postSync(`${id}/error`, body, [`lambda-runtime-function-xray-error-cause: ${cause}`]);
  },
};

const load = Module._load;
Module._load = function (request, ...others) {
  return request.endsWith("rapid-client.node") ? addon : load.call(this, request, ...others);
};
