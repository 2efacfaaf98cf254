"use strict";

const net = require("node:net");
const { parentPort, workerData } = require("node:worker_threads");
const { ResponseReader } = require("./http-message.cjs");

const { host, port, state } = workerData;
const socket = net.connect({ host, port, noDelay: true });
let reader = new ResponseReader();
let lost = false;

function answer(status) {
  reader = new ResponseReader();
  Atomics.store(state, 1, status);
  Atomics.store(state, 0, 1);
  Atomics.notify(state, 0);
}

socket.on("data", (piece) => {
  const response = reader.push(piece);
  if (response !== undefined) {
    answer(response.status);
  }
});
socket.on("error", () => {});
socket.on("close", () => {
  lost = true;
  answer(0);
});
parentPort.on("message", (request) => {
  if (lost) {
    answer(0);
  } else {
    socket.write(request);
  }
});
